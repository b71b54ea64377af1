package dev.modelspec.rego;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workspace that OPA keeps compiled, evaluates as {@code opa eval} does and tests as {@code opa test} does. Thread-safe; it answers one question at a time. An
 * evaluation that OPA does not survive is a {@link ToolchainException}, and the next has a new OPA.
 */
public final class RegoSession implements AutoCloseable {
    private static final String OPEN = "open";
    private static final String EVALUATE = "evaluate";
    private static final String TEST = "test";

    /** Queries of which OPA keeps the data. With more, all are sent again. */
    private static final int MANY = 128;

    private final RegoToolchain toolchain;
    private final byte[] opening;
    private final List<RegoModule> modules;
    private final JsonNode data;
    /** The queries that OPA knows, by the numbers that it knows them by. */
    private final Map<Query, Integer> numbers = new HashMap<>();

    private @Nullable Opa opa;
    private boolean closed;

    RegoSession(RegoToolchain toolchain, byte[] opening) throws RegoException {
        this.toolchain = toolchain;
        this.opening = opening;
        JsonNode contents = toolchain.result(OPEN, this::begin);
        modules = RegoModule.listOf(contents.required("modules"));
        data = contents.required("data");
    }

    /** What the modules declare, in the order of their files. */
    public List<RegoModule> modules() {
        return modules;
    }

    /** The data document of the workspace's files. */
    public JsonNode data() {
        return data;
    }

    /**
     * A rule to evaluate, with a data document. Keep it to evaluate again: OPA parses the data once.
     *
     * @param rule its path, such as {@code data.modelspec.main.report}
     * @param data JSON, which is not copied
     */
    public Query query(String rule, byte[] data) {
        return new Query(rule, data);
    }

    /** What a session is asked. */
    public final class Query {
        private final String rule;
        private final byte[] data;

        private Query(String rule, byte[] data) {
            this.rule = rule;
            this.data = data;
        }

        /**
         * Evaluates the rule.
         *
         * @param input the input document, as JSON
         * @param now what the rules are told is the time
         * @param limit what the evaluation may take
         * @return {@code [{"result": …}]}, or {@code []} if the rule is undefined
         * @throws RegoException if the evaluation ends with an error, or takes too long
         */
        public String evaluate(byte[] input, Instant now, Duration limit) throws RegoException {
            JsonNode result = toolchain.result(EVALUATE, () -> ask(this, input, now, limit));
            return new String(JsonText.write(result), StandardCharsets.UTF_8);
        }
    }

    /** Runs the tests in the packages of some files, of which all stand in the workspace, and answers as OPA does. */
    JsonNode test(TestOptions options, Collection<String> files) throws RegoException {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("opened", true);
        files.forEach(arguments.putArray("only")::add);
        options.writeTo(arguments);
        byte[] request = RegoToolchain.request(TEST, arguments);
        return toolchain.result(TEST, () -> askTests(request)).required("tests");
    }

    private synchronized byte[] askTests(byte[] request) {
        awake();
        return call(TEST, request);
    }

    private synchronized byte[] ask(Query query, byte[] input, Instant now, Duration limit) {
        awake();
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("timeNanos", ChronoUnit.NANOS.between(Instant.EPOCH, now));
        arguments.put("timeoutMillis", limit.toMillis());
        boolean known = numbers.containsKey(query);
        if (!known) {
            if (numbers.size() == MANY) {
                numbers.clear();
            }
            numbers.put(query, numbers.size());
            arguments.put("entrypoint", query.rule);
        }
        arguments.put("query", numbers.get(query));
        byte[] request = with(RegoToolchain.request(EVALUATE, arguments), "input", input);
        return call(EVALUATE, known ? request : with(request, "data", query.data));
    }

    /** Puts one more argument at the end of a request, as it is. */
    private static byte[] with(byte[] request, String argument, byte[] json) {
        byte[] name = (",\"" + argument + "\":").getBytes(StandardCharsets.UTF_8);
        int end = request.length - 2;
        return ByteBuffer.allocate(request.length + name.length + json.length)
                .put(request, 0, end)
                .put(name)
                .put(json)
                .put(request, end, 2)
                .array();
    }

    private void awake() {
        if (closed) {
            throw new ToolchainException("the session is closed", null);
        }
        if (opa == null) {
            begin();
        }
    }

    private synchronized byte[] begin() {
        numbers.clear();
        opa = toolchain.start();
        return call(OPEN, opening);
    }

    private byte[] call(String command, byte[] request) {
        Opa asked = Objects.requireNonNull(opa);
        opa = null;
        byte[] response = toolchain.call(asked, command, request);
        opa = asked;
        return response;
    }

    /** Ends OPA. What is asked afterwards is a {@link ToolchainException}. */
    @Override
    public synchronized void close() {
        closed = true;
        if (opa != null) {
            toolchain.end(opa);
            opa = null;
        }
    }
}
