package dev.modelspec.rego;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * OPA's parser, type checker and compiler. Thread-safe; {@link #PARALLEL} calls are answered at a time, each by an OPA of its own.
 * Starting one takes about half a second, which the first call pays.
 *
 * <p>What is wrong with the Rego is a {@link RegoException}; what is wrong with the toolchain itself is a
 * {@link ToolchainException}.
 */
public final class RegoToolchain implements AutoCloseable {
    private static final String COMPILE = "compile";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What a response begins with that has a result, and nothing else. */
    private static final byte[] RESULT = "{\"result\":".getBytes(StandardCharsets.UTF_8);

    /** More would share the processors with the JVM's compiler, and each has a memory of its own. */
    static final int PARALLEL = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final Semaphore places = new Semaphore(PARALLEL);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(null, task, "rego-toolchain", OpaReactor.STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });

    private final Runnable onStart;
    private final AtomicBoolean started = new AtomicBoolean();

    /** Those that have nothing to do; the last used first, for it has the memory that it needs. */
    private final Deque<Opa> idle = new ConcurrentLinkedDeque<>();

    private final AtomicReference<@Nullable Future<Opa>> starting = new AtomicReference<>();
    private final Set<Opa> all = ConcurrentHashMap.newKeySet();

    /** A toolchain that has not started. */
    public RegoToolchain() {
        this(() -> {});
    }

    /**
     * A toolchain that has not started.
     *
     * @param onStart run, in a thread of its own, when there is something to do for the first time
     */
    public RegoToolchain(Runnable onStart) {
        this.onStart = onStart;
    }

    /** Begins to start an OPA, for who is going to need one and does not know yet for what. */
    public void prepare() {
        starting.compareAndSet(null, threads.submit(this::start));
    }

    /** The version of OPA inside, such as {@code 1.22.2}. */
    public String opaVersion() {
        try {
            return run("version", request("version", NODES.objectNode()))
                    .path("opa")
                    .asString();
        } catch (RegoException impossible) {
            throw new ToolchainException("asking OPA for its version", impossible);
        }
    }

    /**
     * Parses and type-checks all modules.
     *
     * @return what the modules declare, in the order of their files
     * @throws RegoException if one of them is wrong
     */
    public List<RegoModule> check(Workspace workspace) throws RegoException {
        return RegoModule.listOf(run("check", request("check", NODES.objectNode(), workspace)));
    }

    /**
     * Checks the workspace and compiles it, as {@code opa build --target wasm} does.
     *
     * @param paths the files and folders to build
     * @param entrypoints slash-separated paths of rules, such as {@code modelspec/main/report}
     * @throws RegoException if the workspace is wrong
     */
    public Bundle compile(Workspace workspace, Collection<String> paths, Collection<String> entrypoints)
            throws RegoException {
        ObjectNode arguments = NODES.objectNode();
        addAll(arguments.putArray("paths"), paths);
        addAll(arguments.putArray("entrypoints"), entrypoints);
        byte[] response = await(COMPILE, make(idle(COMPILE, request(COMPILE, arguments, workspace))));
        int end = 0;
        while (end < response.length && response[end] != 0) {
            end++;
        }
        JsonNode result = result(COMPILE, Arrays.copyOf(response, end));
        return new Bundle(
                Arrays.copyOfRange(response, end + 1, response.length),
                result.required("data"),
                result.required("manifest"),
                RegoModule.listOf(result.required("modules")));
    }

    /**
     * Runs the tests of a workspace, as {@code opa test} does.
     *
     * @throws RegoException if the workspace is wrong, or the regular expression of the options
     */
    public TestReport test(Workspace workspace, TestOptions options) throws RegoException {
        return TestReport.of(runTests(workspace, options, List.of()));
    }

    /** As {@link #test}, of the tests in the packages of some files, and as OPA wrote it. */
    JsonNode testResults(Workspace workspace, TestOptions options, Collection<String> files) throws RegoException {
        return runTests(workspace, options, files).required("tests");
    }

    private JsonNode runTests(Workspace workspace, TestOptions options, Collection<String> only) throws RegoException {
        ObjectNode arguments = NODES.objectNode();
        addAll(arguments.putArray("only"), only);
        options.writeTo(arguments);
        return run("test", request("test", arguments, workspace));
    }

    /**
     * Formats Rego, as {@code opa fmt} does.
     *
     * @param files Rego by path
     * @return the formatted text by path
     * @throws RegoException if a file cannot be parsed
     */
    public SortedMap<String, String> format(Map<String, String> files) throws RegoException {
        ObjectNode arguments = NODES.objectNode();
        ObjectNode sources = arguments.putObject("files");
        files.forEach(sources::put);
        var formatted = new TreeMap<String, String>();
        run("format", request("format", arguments))
                .properties()
                .forEach(file -> formatted.put(file.getKey(), file.getValue().asString()));
        return formatted;
    }

    /**
     * Evaluates all of a package and tells what became of each expression in it.
     *
     * @param path the path of the package without {@code data}, such as {@code [modelspec, rules, privacy, pii-declared]}
     * @param input the input document
     * @param data the data document
     * @param timeout what the evaluation may take
     * @throws RegoException if the workspace is wrong, or cannot be evaluated
     */
    public Explanation explain(Workspace workspace, List<String> path, JsonNode input, JsonNode data, Duration timeout)
            throws RegoException {
        ObjectNode arguments = NODES.objectNode();
        addAll(arguments.putArray("package"), path);
        arguments.set("input", input);
        arguments.set("data", data);
        arguments.put("timeoutMillis", timeout.toMillis());
        return Explanation.of(run("explain", request("explain", arguments, workspace)));
    }

    /**
     * Parses the workspace, and keeps it in an OPA of its own, which goes on compiling.
     *
     * @param apart files that must not be part of what others declare: they are left out if one of them would be
     * @return what is there when it is parsed, to be closed; fails with a {@link RegoException} if a file cannot be
     */
    public CompletableFuture<RegoSession> open(Workspace workspace, Collection<String> apart) {
        ObjectNode arguments = NODES.objectNode();
        addAll(arguments.putArray("apart"), apart);
        byte[] request = request(RegoSession.PARSE, arguments, workspace);
        var session = new CompletableFuture<RegoSession>();
        threads.execute(() -> {
            try {
                session.complete(new RegoSession(this, request));
            } catch (RegoException | RuntimeException e) {
                session.completeExceptionally(e);
            }
        });
        return session;
    }

    /** Whether OPA is a program of this machine, and not, a hundred times slower, WebAssembly in the JVM. */
    public boolean isNative() {
        return Opa.isProgram();
    }

    /** Ends all OPAs, and the threads that run them. */
    @Override
    public void close() {
        threads.shutdownNow();
        all.forEach(Opa::close);
    }

    private static void addAll(ArrayNode array, Collection<String> values) {
        values.forEach(array::add);
    }

    static byte[] request(String command, ObjectNode arguments) {
        ObjectNode request = NODES.objectNode().put("command", command);
        request.set("arguments", arguments);
        return JsonText.write(request);
    }

    /** A request about a workspace, the texts of whose files are attached. */
    private static byte[] request(String command, ObjectNode arguments, Workspace workspace) {
        ArrayNode files = arguments.putArray("files");
        var texts = new ByteArrayOutputStream();
        workspace.files().forEach((path, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            files.addObject().put("path", path).put("size", bytes.length);
            texts.writeBytes(bytes);
        });
        addAll(arguments.putArray("unavailable"), workspace.unavailableBuiltins());
        if (workspace.inputSchema() != null) {
            arguments.set("inputSchema", NODES.rawValueNode(new RawValue(workspace.inputSchema())));
        }
        arguments.put("strict", workspace.strict());
        var request = new ByteArrayOutputStream();
        request.writeBytes(request(command, arguments));
        request.write(0);
        request.writeBytes(texts.toByteArray());
        return request.toByteArray();
    }

    private JsonNode run(String command, byte[] request) throws RegoException {
        return result(command, idle(command, request));
    }

    /** A call of an OPA that has nothing else to do. */
    private Callable<byte[]> idle(String command, byte[] request) {
        return () -> {
            Opa rested = idle.pollFirst();
            Opa opa = rested == null ? take() : rested;
            byte[] response = call(opa, command, request);
            idle.addFirst(opa);
            return response;
        };
    }

    /** What comes of a call, when it was its turn. */
    JsonNode result(String command, Callable<byte[]> call) throws RegoException {
        return result(command, make(call));
    }

    /** As {@link #result(String, Callable)}, as OPA wrote it. */
    String resultText(String command, Callable<byte[]> call) throws RegoException {
        byte[] response = await(command, make(call));
        if (Arrays.mismatch(response, RESULT) == RESULT.length) {
            return new String(response, RESULT.length, response.length - RESULT.length - 1, StandardCharsets.UTF_8);
        }
        return result(command, response).toString();
    }

    private Future<byte[]> make(Callable<byte[]> call) {
        if (!isNative()) {
            return begin(call);
        }
        // The program needs no room in a thread of ours.
        var task = new FutureTask<>(() -> inPlace(call));
        task.run();
        return task;
    }

    /** Begins a call, which a thread with room enough makes when it is its turn. */
    Future<byte[]> begin(Callable<byte[]> call) {
        return threads.submit(() -> inPlace(call));
    }

    private byte[] inPlace(Callable<byte[]> call) throws Exception {
        // Whoever has a place is ended with its OPA.
        places.acquireUninterruptibly();
        try {
            return call.call();
        } finally {
            places.release();
        }
    }

    /** What comes of a call. */
    static JsonNode result(String command, Future<byte[]> call) throws RegoException {
        return result(command, await(command, call));
    }

    private static JsonNode result(String command, byte[] text) throws RegoException {
        JsonNode response = JsonText.read(text);
        if (response.has("fault")) {
            throw new ToolchainException(command + ": " + response.path("fault").asString(), null);
        }
        if (response.has("errors")) {
            throw new RegoException(response.path("errors")
                    .valueStream()
                    .map(error -> new RegoError(
                            error.path("code").asString(""),
                            error.path("message").asString(""),
                            error.path("file").isMissingNode()
                                    ? null
                                    : error.path("file").asString(),
                            error.path("row").asInt(0),
                            error.path("column").asInt(0)))
                    .toList());
        }
        return response.path("result");
    }

    private static <T> T await(String command, Future<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolchainException(command + ": interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolchainException fault) {
                throw fault;
            }
            throw new ToolchainException(command + ": " + e.getCause(), e.getCause());
        }
    }

    /** An OPA for whom no other is at rest. */
    Opa take() {
        Future<Opa> begun = starting.getAndSet(null);
        return begun == null ? start() : await("start", begun);
    }

    private Opa start() {
        if (started.compareAndSet(false, true)) {
            onStart.run();
        }
        Opa opa = Opa.start();
        all.add(opa);
        if (threads.isShutdown()) {
            // Closed while this one started.
            opa.close();
        }
        return opa;
    }

    void end(Opa opa) {
        all.remove(opa);
        opa.close();
    }

    byte[] call(Opa opa, String command, byte[] request) {
        try {
            return opa.call(request);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Its memory is in an unknown state, so it is not used again.
            var message = command + ": "
                    + (opa.ranOutOfMemory(e)
                            ? Opa.OUT_OF_MEMORY + opa.moreMemory()
                            : "OPA crashed: " + e + "\n" + opa.log());
            end(opa);
            throw new ToolchainException(message, e);
        }
    }
}
