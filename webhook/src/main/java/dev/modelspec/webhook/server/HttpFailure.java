package dev.modelspec.webhook.server;

import dev.modelspec.webhook.admission.BadReviewException;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A request that gets no verdict. It is answered with the {@code Status} of Kubernetes, and {@code failurePolicy} decides. */
final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final JsonFactory JSON = new JsonFactory();

    /** Why, in the words of Kubernetes' {@code StatusReason} where it has one, with the code of HTTP. */
    enum Reason {
        BAD_REQUEST("BadRequest", 400),
        NOT_FOUND("NotFound", 404),
        METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
        REQUEST_TIMEOUT("Timeout", 408),
        REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLarge", 413),
        UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaType", 415),
        TOO_MANY_REQUESTS("TooManyRequests", 429),
        INTERNAL_ERROR("InternalError", 500),
        SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
        TIMEOUT("Timeout", 504);

        private final String id;
        private final int code;

        Reason(String id, int code) {
            this.id = id;
            this.code = code;
        }

        String id() {
            return id;
        }

        int code() {
            return code;
        }
    }

    private final Reason reason;

    HttpFailure(Reason reason, String message) {
        this(reason, message, null);
    }

    private HttpFailure(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What a request failed with, as its client is told. */
    static HttpFailure of(RuntimeException thrown) {
        if (thrown instanceof HttpFailure failure) {
            return failure;
        }
        return thrown instanceof BadReviewException
                ? new HttpFailure(Reason.BAD_REQUEST, String.valueOf(thrown.getMessage()), thrown)
                : new HttpFailure(Reason.INTERNAL_ERROR, "the webhook failed: " + thrown.getMessage(), thrown);
    }

    Reason reason() {
        return reason;
    }

    /** The {@code Status} in JSON. */
    byte[] toJson() {
        var text = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("apiVersion", "v1");
            json.writeStringProperty("kind", "Status");
            json.writeObjectPropertyStart("metadata");
            json.writeEndObject();
            json.writeStringProperty("status", "Failure");
            json.writeStringProperty("message", getMessage());
            json.writeStringProperty("reason", reason.id());
            json.writeNumberProperty("code", reason.code());
            json.writeEndObject();
        }
        return text.toByteArray();
    }
}
