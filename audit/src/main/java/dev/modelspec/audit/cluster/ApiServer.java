package dev.modelspec.audit.cluster;

import dev.modelspec.engine.finding.ConfigurationException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an API server, again if an answer does not arrive whole. */
final class ApiServer implements AutoCloseable {
    /** Of one answer; a page that is longer is asked for in smaller pieces. */
    static final int MAX_BYTES = 16 << 20;

    private static final int TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long TIMEOUT_SECONDS = 60;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final String name;

    ApiServer(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** An answer that is none of those that can be worked with. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int code;
        private final transient JsonNode status;

        RefusedException(int code, JsonNode status) {
            super(status.path("message").asString(""));
            this.code = code;
            this.status = status;
        }

        int code() {
            return code;
        }

        /** The token with which a list goes on that changed meanwhile; empty if there is none. */
        String newToken() {
            return status.at("/metadata/continue").asString("");
        }
    }

    /** An answer that is longer than {@link #MAX_BYTES}. */
    static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** What somebody else is to make of an answer, which may turn out to be half of one. */
    interface Reader<T> {
        T read(byte[] body) throws IncompleteException;
    }

    /** An answer that ends too early. */
    static final class IncompleteException extends Exception {
        private static final long serialVersionUID = 1L;

        IncompleteException(String message) {
            super(message);
        }
    }

    /** The name by which people know the cluster. */
    String name() {
        return name;
    }

    /**
     * Asks for something, up to four times while the server fails, or its answers do not arrive whole.
     *
     * @param path with its query
     * @param what is asked for, as people name it
     */
    <T> T get(String path, String what, Reader<T> reader) throws RefusedException, TooLongException {
        for (int attempt = 1; ; attempt++) {
            String failure;
            try {
                return reader.read(body(path));
            } catch (IOException | IncompleteException e) {
                failure = Failures.message(e);
            } catch (RefusedException e) {
                if (e.code() != 429 && e.code() < 500) {
                    throw e;
                }
                failure = "HTTP " + e.code() + ": " + e.getMessage();
            }
            if (attempt == TRIES) {
                throw wrong(what + " cannot be had from " + client.getMasterUrl() + ": " + failure + " (" + TRIES
                        + " times). Ask again when the API server can be reached and answers.");
            }
            pause(FIRST_PAUSE_MILLIS << (2 * (attempt - 1)));
        }
    }

    /** Asks for one object; the answer is made of {@code missing} if there is none. */
    JsonNode object(String path, String what, Function<String, ConfigurationException> missing) {
        try {
            return get(path, what, ApiServer::whole);
        } catch (RefusedException e) {
            throw e.code() == NOT_FOUND ? missing.apply(e.getMessage()) : refused(e, what);
        } catch (TooLongException e) {
            throw wrong(what + " has more than " + MAX_BYTES + " bytes");
        }
    }

    private static JsonNode whole(byte[] body) throws IncompleteException {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new IncompleteException("the answer is no JSON, or half of one: " + e.getOriginalMessage());
        }
    }

    private byte[] body(String path) throws IOException, RefusedException, TooLongException {
        HttpClient http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(URI.create(client.getMasterUrl().toString().replaceFirst("/+$", "") + path))
                .header("Accept", "application/json")
                .build();
        var bytes = new ByteArrayOutputStream();
        var tooLong = new CompletableFuture<Void>();
        try {
            HttpResponse<AsyncBody> response = http.consumeBytes(request, (buffers, body) -> {
                        if (bytes.size() + length(buffers) > MAX_BYTES) {
                            body.cancel();
                            tooLong.complete(null);
                            return;
                        }
                        buffers.forEach(buffer -> append(buffer, bytes));
                        body.consume();
                    })
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            response.body().consume();
            CompletableFuture.anyOf(response.body().done(), tooLong).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (tooLong.isDone()) {
                throw new TooLongException();
            }
            if (!response.isSuccessful()) {
                throw new RefusedException(response.code(), status(bytes.toByteArray()));
            }
            return bytes.toByteArray();
        } catch (ExecutionException e) {
            if (tooLong.isDone()) {
                throw new TooLongException();
            }
            throw new IOException(Failures.message(e), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + TIMEOUT_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw wrong("interrupted");
        }
    }

    private static int length(List<ByteBuffer> buffers) {
        return buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    private static void append(ByteBuffer buffer, ByteArrayOutputStream to) {
        byte[] chunk = new byte[buffer.remaining()];
        buffer.get(chunk);
        to.writeBytes(chunk);
    }

    /** Of an answer that is no success; it need not be from an API server. */
    private static JsonNode status(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw wrong("interrupted");
        }
    }

    /** What to tell of an answer that is no success, with what can be done. */
    ConfigurationException refused(RefusedException refusal, String what) {
        String said =
                refusal.getMessage() == null || refusal.getMessage().isEmpty() ? "" : " (" + refusal.getMessage() + ")";
        return switch (refusal.code()) {
            case 401 ->
                wrong(
                        what + " cannot be had: the API server does not know who asks" + said
                                + ". Renew the credentials of the context; `kubectl auth whoami` tells whether they are taken.");
            case 403 ->
                wrong(what + " cannot be had: it is forbidden" + said
                        + ". Whoever audits needs a ClusterRole: kubectl create clusterrole modelspec-audit"
                        + " --verb=get,list --resource=modelspecs.piqc.ai,waivers.governance.modelspec.dev,namespaces;"
                        + " bind it with `kubectl create clusterrolebinding`.");
            default -> wrong(what + " cannot be had: HTTP " + refusal.code() + said);
        };
    }

    /** Something wrong with the cluster. */
    ConfigurationException wrong(String problem) {
        return new ConfigurationException("The cluster " + name + " cannot be audited", List.of(problem));
    }

    @Override
    public void close() {
        client.close();
    }
}
