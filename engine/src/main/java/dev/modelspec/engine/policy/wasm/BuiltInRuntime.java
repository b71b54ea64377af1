package dev.modelspec.engine.policy.wasm;

import dev.modelspec.policies.BuiltInPolicy;
import dev.modelspec.rego.Declarations;
import dev.modelspec.rego.SharedFunctions;
import dev.modelspec.rego.WasmFunctions;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What the built-in policies have of OPA's runtime, as the JVM classes that the build made of it. Other policies have the same
 * functions, which are then neither compiled nor loaded nor warmed up a second time: their methods call those that are there.
 * See ADR 18.
 */
final class BuiltInRuntime {
    private static final String METHOD_PREFIX = "func_";
    private static final String OWNER = Type.getInternalName(BuiltInPolicy.class) + "MachineFuncGroup_0";

    private BuiltInRuntime() {}

    /** Which functions a module has in common with it: their positions among those that the module defines. */
    static BitSet sharedWith(byte[] wasm, WasmFunctions functions) {
        var builtIn = new SharedFunctions(
                Declarations.read(BuiltInResources.read("BuiltInPolicy.meta")),
                BuiltInResources.read("shared-functions"));
        return builtIn.in(Declarations.read(wasm), functions);
    }

    /**
     * A class of which some methods call those of the built-in policies, whatever they did before.
     *
     * @param classFile made by the compiler of Chicory, of a group of functions
     * @param isShared whether the function of a number is one of those
     */
    static byte[] delegate(byte[] classFile, IntPredicate isShared) {
        var reader = new ClassReader(classFile);
        var writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                        if (!isOf(isShared, name)) {
                            return method;
                        }
                        writeCall(method, name, descriptor);
                        return null;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static boolean isOf(IntPredicate functions, String method) {
        return method.startsWith(METHOD_PREFIX)
                && functions.test(Integer.parseInt(method.substring(METHOD_PREFIX.length())));
    }

    private static void writeCall(MethodVisitor method, String name, String descriptor) {
        method.visitCode();
        int slots = 0;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slots);
            slots += argument.getSize();
        }
        Type result = Type.getReturnType(descriptor);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, name, descriptor, false);
        method.visitInsn(result.getOpcode(Opcodes.IRETURN));
        method.visitMaxs(Math.max(slots, result.getSize()), slots);
        method.visitEnd();
    }
}
