package dev.modelspec.rego;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * OPA's parser, type checker and compiler. Thread-safe; as many calls are answered at a time as there are processors, but two at
 * most, each by an OPA of its own. Starting one takes some milliseconds, or, where it is no program, half a second, which the first call pays.
 *
 * <p>What is wrong with the Rego is a {@link RegoException}; what is wrong with the toolchain itself is a
 * {@link ToolchainException}.
 */
public final class RegoToolchain implements AutoCloseable {
    private static final String COMPILE = "compile";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final OpaPool pool;

    /** A toolchain that has not started. */
    public RegoToolchain() {
        this(() -> {});
    }

    /**
     * A toolchain that has not started.
     *
     * @param onStart run before the first OPA starts, in any thread
     */
    public RegoToolchain(Runnable onStart) {
        pool = new OpaPool(onStart);
    }

    /** Begins to start an OPA, for who is going to need one and does not know yet for what, and reads what asking it needs. */
    public void prepare() {
        pool.prepare();
        pool.execute(() -> JsonText.read(request("version", NODES.objectNode())));
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
     * Parses and type-checks all modules, and reads the data.
     *
     * @throws RegoException if one of them is wrong
     */
    public Checked check(Workspace workspace) throws RegoException {
        JsonNode contents = run("check", request("check", NODES.objectNode(), workspace));
        return new Checked(RegoModule.listOf(contents.required("modules")), contents.required("data"));
    }

    /**
     * What is in a workspace.
     *
     * @param modules what the modules declare, in the order of their files
     * @param data the data document of the workspace's files
     */
    public record Checked(List<RegoModule> modules, JsonNode data) {
        public Checked {
            modules = List.copyOf(modules);
        }
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
        byte[] response = pool.ask(COMPILE, request(COMPILE, arguments, workspace));
        int end = 0;
        while (end < response.length && response[end] != 0) {
            end++;
        }
        JsonNode result = OpaResponse.result(COMPILE, Arrays.copyOf(response, end));
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
        ObjectNode arguments = NODES.objectNode();
        options.writeTo(arguments);
        return TestReport.of(run("test", request("test", arguments, workspace)));
    }

    /**
     * Formats Rego, as {@code opa fmt} does.
     *
     * @param files Rego by path
     * @return the formatted text by path
     * @throws RegoException if a file cannot be parsed
     */
    public SortedMap<String, String> format(Map<String, String> files) throws RegoException {
        var formatted = new TreeMap<String, String>();
        run("format", request("format", NODES.objectNode(), Workspace.of(files)))
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
        pool.execute(() -> {
            try {
                session.complete(new RegoSession(pool, request));
            } catch (RegoException | RuntimeException | Error e) {
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
        pool.close();
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
        ObjectNode libraries = arguments.putObject("libraries");
        workspace.libraries().forEach((path, declared) -> addAll(libraries.putArray(path), declared));
        addAll(arguments.putArray("unavailable"), workspace.unavailableBuiltins());
        if (workspace.inputSchema() != null) {
            arguments.set("inputSchema", NODES.rawValueNode(new RawValue(workspace.inputSchema())));
        }
        if (workspace.parameters() != null) {
            arguments.set("parameters", NODES.rawValueNode(new RawValue(workspace.parameters())));
        }
        arguments.put("strict", workspace.strict());
        var request = new ByteArrayOutputStream();
        request.writeBytes(request(command, arguments));
        request.write(0);
        request.writeBytes(texts.toByteArray());
        return request.toByteArray();
    }

    private JsonNode run(String command, byte[] request) throws RegoException {
        return OpaResponse.result(command, pool.ask(command, request));
    }
}
