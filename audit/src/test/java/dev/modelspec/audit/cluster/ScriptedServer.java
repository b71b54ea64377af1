package dev.modelspec.audit.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stands where an API server does, and answers as no healthy one can be made to. */
final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> script = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /**
     * An answer.
     *
     * @param cut whether the connection ends in the middle of the body
     */
    record Answer(int code, String body, boolean cut) {
        static Answer of(int code, String body) {
            return new Answer(code, body, false);
        }

        Answer cutInTheMiddle() {
            return new Answer(code, body, true);
        }

        /** As a proxy does that gives up on the server, and does not tell. */
        Answer shortened() {
            return new Answer(code, body.substring(0, body.length() / 2), false);
        }
    }

    ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        on("/api/v1/namespaces?limit=500", Answer.of(200, """
                {"kind": "NamespaceList", "metadata": {}, "items": [
                  {"metadata": {"name": "care", "labels": {"tier": "gold"}}}, {"metadata": {"name": "shop"}}]}"""));
    }

    /** What to answer to a path with its query, one after the other; the last one from then on. */
    ScriptedServer on(String path, Answer... answers) {
        script.put(path, new ArrayDeque<>(Arrays.asList(answers)));
        return this;
    }

    /** A page of ModelSpecs. */
    static Answer page(String token, String... names) {
        String items = Stream.of(names).map(ScriptedServer::spec).collect(Collectors.joining(","));
        return Answer.of(200, """
                {"apiVersion": "piqc.ai/v1alpha1", "kind": "ModelSpecList", "metadata": {"continue": "%s"}, "items": [%s]}""".formatted(token, items));
    }

    /** A ModelSpec in the namespace care. */
    static String spec(String name) {
        return """
                {"apiVersion": "piqc.ai/v1alpha1", "kind": "ModelSpec",
                 "metadata": {"name": "%s", "namespace": "care", "uid": "1", "resourceVersion": "7", "managedFields": []},
                 "spec": {"identity": {"model": {"id": "m"}}}, "status": {"denied": 1}}""".formatted(name);
    }

    /** What an API server says when it cannot do something. */
    static Answer status(int code, String message, String token) {
        return Answer.of(code, """
                {"kind": "Status", "apiVersion": "v1", "metadata": {"continue": "%s"}, "status": "Failure",
                 "message": "%s", "code": %d}""".formatted(token, message, code));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        Deque<Answer> answers = script.getOrDefault(path, new ArrayDeque<>());
        Answer answer = answers.size() > 1 ? answers.removeFirst() : answers.peekFirst();
        if (answer == null) {
            answer = status(404, "the server could not find the requested resource", "");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.code(), body.length);
        try (exchange) {
            exchange.getResponseBody().write(body, 0, answer.cut() ? body.length / 2 : body.length);
            exchange.getResponseBody().flush();
        }
    }

    /** What was asked for, in order. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** Writes a kubeconfig that leads here. */
    Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: user, user: {token: t}}]
                contexts: [{name: scripted, context: {cluster: test, user: user}}]
                current-context: scripted
                """.formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
