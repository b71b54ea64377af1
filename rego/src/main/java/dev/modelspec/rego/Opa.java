package dev.modelspec.rego;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The Go program in {@code src/main/go}: a request in, a response out, in the shapes of its {@code protocol.go}. It answers one
 * request after the other; one thread sends at a time. After a call that ended with an exception it is of no use any more.
 */
interface Opa extends AutoCloseable {
    /**
     * The path of the program as the build made it for this machine. Without it, OPA runs as WebAssembly in the JVM: the same code, the
     * same answers, a hundred times slower.
     */
    String PROGRAM = "modelspec.opa";

    String OUT_OF_MEMORY =
            "OPA ran out of memory, of which it has 1 GiB. There is too much Rego or data for one run, or a rule makes too"
                    + " much of it: divide the policies";

    /** An OPA that is ready. */
    static Opa start() {
        return isProgram() ? OpaProcess.start(Path.of(System.getProperty(PROGRAM))) : OpaReactor.ready();
    }

    static boolean isProgram() {
        return !System.getProperty(PROGRAM, "").isEmpty();
    }

    byte[] call(byte[] request);

    /**
     * Sends a request without waiting for what comes of those before it.
     *
     * @return waits for the response, for any thread to call once; throws {@link UnaskedException} if OPA ended over an earlier one
     */
    default Supplier<byte[]> send(byte[] request) {
        byte[] response = call(request);
        return () -> response;
    }

    /** A request that OPA did not get to, and that another may be sent. */
    final class UnaskedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What Go wrote to its console, which is the trace of a crash if there was one. */
    String log();

    /** Whether that is why a call ended with an exception. Go has two ways to say it. */
    default boolean ranOutOfMemory(Throwable thrown) {
        return thrown instanceof OutOfMemoryError
                || log().contains("out of memory")
                || log().contains("cannot allocate memory");
    }

    /** What else can be done about that; the end of a sentence. */
    default String moreMemory() {
        return "";
    }

    /** Ends it, whatever it is doing. */
    @Override
    void close();
}
