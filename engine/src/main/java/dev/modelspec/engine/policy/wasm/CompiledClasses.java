package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.internal.CompilerInterpreterMachine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;

/**
 * The JVM classes of one module, from a jar that the compiler of Chicory wrote. It could read the jar itself, but asks for the whole
 * module then, whose code takes far longer to read.
 */
final class CompiledClasses {
    private static final String PROPERTIES = "wasm-module.properties";
    private static final String SUFFIX = ".class";

    /** As class files have it. */
    private static final String INTERPRETER =
            CompilerInterpreterMachine.class.getName().replace('.', '/');

    private final String main;
    private final Map<String, byte[]> classes;

    private CompiledClasses(String main, Map<String, byte[]> classes) {
        this.main = main;
        this.classes = classes;
    }

    /**
     * The classes in a jar.
     *
     * @throws IOException if it is no such jar
     */
    static CompiledClasses read(byte[] jar) throws IOException {
        var properties = new Properties();
        var classes = new HashMap<String, byte[]>();
        try (var entries = new JarInputStream(new ByteArrayInputStream(jar))) {
            for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
                String name = entry.getName();
                if (name.equals(PROPERTIES)) {
                    properties.load(entries);
                } else if (name.endsWith(SUFFIX)) {
                    String className = name.substring(0, name.length() - SUFFIX.length());
                    classes.put(className.replace('/', '.'), entries.readAllBytes());
                }
            }
        }
        String main = properties.getProperty("mainClass");
        if (main == null || !classes.containsKey(main)) {
            throw new IOException("the jar has no main class");
        }
        return new CompiledClasses(main, classes);
    }

    /** Whether some functions are left to an interpreter, which needs their code: the main class has it in a field then. */
    boolean areInterpreted() {
        return new String(classes.getOrDefault(main, new byte[0]), StandardCharsets.ISO_8859_1).contains(INTERPRETER);
    }

    /**
     * What runs the module.
     *
     * @throws IOException if the classes are not what the compiler makes
     */
    Function<Instance, Machine> machineFactory() throws IOException {
        try {
            Constructor<? extends Machine> constructor = new Loader(classes)
                    .loadClass(main)
                    .asSubclass(Machine.class)
                    .getConstructor(Instance.class);
            return instance -> machine(constructor, instance);
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new IOException("the classes are damaged: " + e, e);
        }
    }

    private static Machine machine(Constructor<? extends Machine> constructor, Instance instance) {
        try {
            return constructor.newInstance(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("compiled Wasm cannot be run", e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(CompiledClasses.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = classes.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }
    }
}
