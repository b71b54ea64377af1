package dev.modelspec.rego;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workspace that OPA parses, compiles, and then evaluates as {@code opa eval} does and tests as
 * {@code opa test} does. Thread-safe. An evaluation that OPA does not survive is a
 * {@link ToolchainException}, and the next has a new OPA.
 */
public final class RegoSession implements AutoCloseable {
    static final String PARSE = "parse";
    private static final String OPEN = "open";
    private static final String EVALUATE = "evaluate";
    private static final String BEGIN = "begin";
    private static final String TEST = "test";
    private static final byte[] OPENING = RegoToolchain.request(OPEN, JsonNodeFactory.instance.objectNode());

    /** Queries of which OPA keeps the data. With more, all are sent again. */
    private static final int MANY = 128;

    /** What a request has besides its documents, in bytes. */
    private static final int SMALL = 256;

    private final OpaPool pool;
    private final byte[] parsing;
    private final List<RegoModule> modules;
    private final JsonNode data;
    /** The queries that OPA knows, by the numbers that it knows them by. */
    private final Map<Query, Integer> numbers = new HashMap<>();

    private final List<String> leftOut;
    private final Future<byte[]> opened;
    private volatile @Nullable Opa opa;
    private volatile boolean open;
    private volatile boolean closed;

    RegoSession(OpaPool pool, byte[] parsing) throws RegoException {
        this.pool = pool;
        this.parsing = parsing;
        try {
            JsonNode contents = OpaResponse.result(PARSE, pool.make(PARSE, this::parse));
            modules = RegoModule.listOf(contents.required("modules"));
            data = contents.required("data");
            leftOut = contents.path("leftOut")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
        } catch (RegoException | RuntimeException | Error e) {
            close();
            throw e;
        }
        opened = pool.begin(this::compile);
    }

    /**
     * Waits until it is open.
     *
     * @throws RegoException if what OPA compiles is wrong
     */
    public void await() throws RegoException {
        requireNotClosed();
        if (!open) {
            OpaResponse.result(OPEN, OpaPool.await(OPEN, opened));
            open = true;
        }
    }

    /** What the modules declare, of all files and in their order. */
    public List<RegoModule> modules() {
        return modules;
    }

    /** The files that were to be apart and are left out, for one of them is in the package of another file. */
    public List<String> leftOut() {
        return leftOut;
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
         * @param over an object, as JSON, whose fields are laid over the data document; of the same names each time
         * @param input the input document, as JSON
         * @param now what the rules are told is the time
         * @param limit what the evaluation may take
         * @return {@code [{"result": …}]}, or {@code []} if the rule is undefined
         * @throws RegoException if the evaluation ends with an error, or takes too long, or the workspace is wrong
         */
        public String evaluate(byte[] over, byte[] input, Instant now, Duration limit) throws RegoException {
            await();
            return OpaResponse.resultText(
                    EVALUATE, pool.make(EVALUATE, () -> ask(EVALUATE, () -> request(this, over, input, now, limit))));
        }
    }

    /**
     * Runs the tests in the packages of some files, of which all stand in the workspace, and answers as OPA does.
     *
     * @param meanwhile done while the tests run; it may evaluate
     */
    JsonNode test(TestOptions options, Collection<String> files, Runnable meanwhile) throws RegoException {
        await();
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("opened", true);
        files.forEach(arguments.putArray("only")::add);
        options.writeTo(arguments);
        ask(BEGIN, arguments);
        meanwhile.run();
        return ask(TEST, arguments).required("tests");
    }

    private JsonNode ask(String command, ObjectNode arguments) throws RegoException {
        byte[] request = RegoToolchain.request(command, arguments);
        return OpaResponse.result(command, pool.make(command, () -> ask(command, () -> request)));
    }

    /**
     * Asks OPA, which may still be busy with what another thread asked.
     *
     * @param request made when its turn comes
     */
    private byte[] ask(String command, Supplier<byte[]> request) {
        while (true) {
            try {
                return sendInTurn(command, request).get();
            } catch (Opa.UnaskedException ended) {
                // Over what another thread asked.
            }
        }
    }

    private synchronized Supplier<byte[]> sendInTurn(String command, Supplier<byte[]> request) {
        requireNotClosed();
        if (opa == null) {
            parse();
            compile();
        }
        return send(command, request.get());
    }

    private byte[] request(Query query, byte[] over, byte[] input, Instant now, Duration limit) {
        boolean known = numbers.containsKey(query);
        if (!known) {
            if (numbers.size() == MANY) {
                numbers.clear();
            }
            numbers.put(query, numbers.size());
        }
        var request = new ByteArrayOutputStream(input.length + over.length + SMALL);
        add(request, "{\"command\":\"" + EVALUATE + "\",\"arguments\":{\"query\":" + numbers.get(query));
        add(request, ",\"timeNanos\":" + ChronoUnit.NANOS.between(Instant.EPOCH, now));
        add(request, ",\"timeoutMillis\":" + limit.toMillis());
        if (!known) {
            add(request, ",\"entrypoint\":");
            request.writeBytes(JsonText.write(JsonNodeFactory.instance.stringNode(query.rule)));
            add(request, ",\"data\":");
            request.writeBytes(query.data);
        }
        add(request, ",\"over\":");
        request.writeBytes(over);
        add(request, ",\"input\":");
        request.writeBytes(input);
        add(request, "}}");
        return request.toByteArray();
    }

    private static void add(ByteArrayOutputStream request, String json) {
        request.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    private void requireNotClosed() {
        if (closed) {
            throw new ToolchainException("the session is closed", null);
        }
    }

    private synchronized byte[] parse() {
        numbers.clear();
        opa = pool.take();
        return send(PARSE, parsing).get();
    }

    private byte[] compile() {
        return send(OPEN, OPENING).get();
    }

    private synchronized Supplier<byte[]> send(String command, byte[] request) {
        Opa asked = Objects.requireNonNull(opa);
        Supplier<byte[]> response = forgetting(asked, () -> pool.send(asked, command, request));
        return () -> forgetting(asked, response);
    }

    /** Does something after which OPA may be of no use. */
    private <T> T forgetting(Opa asked, Supplier<T> call) {
        try {
            return call.get();
        } catch (ToolchainException | Opa.UnaskedException e) {
            forget(asked);
            throw e;
        }
    }

    private synchronized void forget(Opa ended) {
        if (opa == ended) {
            opa = null;
        }
    }

    /** Ends OPA, whatever it is doing. What is asked afterwards is a {@link ToolchainException}. */
    @Override
    public void close() {
        closed = true;
        Opa ended = opa;
        if (ended != null) {
            pool.end(ended);
        }
    }
}
