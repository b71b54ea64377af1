package dev.modelspec.rego.build;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.modelspec.rego.ContentDigest;
import dev.modelspec.rego.SharedFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes what a policy has of OPA's runtime fit for use by other policies: its functions become public, and what they call
 * through the table of an instance of another policy, they leave to that instance.
 *
 * <p>Arguments: the Wasm, and the folder and the name of the classes that the compiler of Chicory made of it. Written are the changed classes
 * {@code shared-functions}, which tells what functions can be {@link SharedFunctions shared}, and {@code shared-identity}, a digest of all that.
 */
public final class ShareFunctions {
    private static final String CALL_INDIRECT = "call_indirect_";

    private ShareFunctions() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        byte[] wasm = Files.readAllBytes(Path.of(arguments[0]));
        Path folder = Path.of(arguments[1]);
        Path machine = folder.resolve(arguments[2] + "Machine.class");
        Path functions = folder.resolve(arguments[2] + "MachineFuncGroup_0.class");
        byte[] code = Files.readAllBytes(functions);
        if (Files.exists(folder.resolve(arguments[2] + "MachineFuncGroup_1.class"))) {
            throw new IllegalStateException("the functions of " + arguments[0] + " are more than a class holds");
        }
        if ((new ClassReader(code).getAccess() & Opcodes.ACC_PUBLIC) == 0) {
            Files.write(machine, leaveCallsToTheirInstance(Files.readAllBytes(machine)));
            Files.write(functions, makePublic(code));
        }
        byte[] list = SharedFunctions.list(wasm);
        Files.write(folder.resolve("shared-functions"), list);
        var identity =
                new ContentDigest().add(list).add(Files.readAllBytes(machine)).add(Files.readAllBytes(functions));
        Files.writeString(folder.resolve("shared-identity"), identity.hex());
    }

    private static byte[] makePublic(byte[] classFile) {
        var writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    String signature,
                                    String superName,
                                    String[] interfaces) {
                                int open = access | Opcodes.ACC_PUBLIC;
                                super.visit(version, open, name, signature, superName, interfaces);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static byte[] leaveCallsToTheirInstance(byte[] classFile) {
        var reader = new ClassReader(classFile);
        var writer = new ClassWriter(reader, 0);
        var changed = new AtomicInteger();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                        if (!name.startsWith(CALL_INDIRECT)) {
                            return method;
                        }
                        changed.incrementAndGet();
                        return new LeftToTheirInstance(method, reader.getClassName(), descriptor);
                    }
                },
                0);
        if (changed.get() == 0) {
            throw new IllegalStateException("Chicory has no methods any more whose names begin with " + CALL_INDIRECT);
        }
        return writer.toByteArray();
    }

    /**
     * Such a method calls functions of the module directly if the table says that they are of the instance that it was called with, the last of its
     * parameters. Now that instance has to be one of the module, too. A table without an instance is not thought of: OPA's modules
     * fill theirs when they are made.
     */
    private static final class LeftToTheirInstance extends MethodVisitor {
        private final String machine;
        private final int instance;
        private int comparisons;

        LeftToTheirInstance(MethodVisitor method, String machine, String descriptor) {
            super(Opcodes.ASM9, method);
            this.machine = machine;
            int slots = 0;
            Type[] parameters = Type.getArgumentTypes(descriptor);
            for (int i = 0; i < parameters.length - 1; i++) {
                slots += parameters[i].getSize();
            }
            this.instance = slots;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            super.visitJumpInsn(opcode, label);
            if (opcode == Opcodes.IF_ACMPNE) {
                comparisons++;
                super.visitVarInsn(Opcodes.ALOAD, instance);
                super.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        Type.getInternalName(Instance.class),
                        "getMachine",
                        Type.getMethodDescriptor(Type.getType(Machine.class)),
                        false);
                super.visitTypeInsn(Opcodes.INSTANCEOF, machine);
                super.visitJumpInsn(Opcodes.IFEQ, label);
            }
        }

        @Override
        public void visitEnd() {
            if (comparisons != 1) {
                throw new IllegalStateException(
                        "Chicory compares instances " + comparisons + " times in what was once");
            }
            super.visitEnd();
        }
    }
}
