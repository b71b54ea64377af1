package dev.modelspec.webhook.admission;

import java.io.ByteArrayOutputStream;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes AdmissionReviews with an answer. */
final class AdmissionReviewWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int FORBIDDEN = 403;

    private AdmissionReviewWriter() {}

    static byte[] write(AdmissionRequest request, AdmissionAnswer answer) {
        var text = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("apiVersion", "admission.k8s.io/v1");
            json.writeStringProperty("kind", "AdmissionReview");
            json.writeObjectPropertyStart("response");
            json.writeStringProperty("uid", request.uid());
            json.writeBooleanProperty("allowed", answer.allowed());
            if (!answer.allowed()) {
                writeStatus(request, answer, json);
            }
            if (!answer.warnings().isEmpty()) {
                json.writeArrayPropertyStart("warnings");
                answer.warnings().forEach(json::writeString);
                json.writeEndArray();
            }
            if (!answer.auditAnnotations().isEmpty()) {
                json.writeObjectPropertyStart("auditAnnotations");
                new TreeMap<>(answer.auditAnnotations()).forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toByteArray();
    }

    /** The reason is {@code Invalid} because it is the one for which {@code kubectl} shows the causes. */
    private static void writeStatus(AdmissionRequest request, AdmissionAnswer answer, JsonGenerator json) {
        json.writeObjectPropertyStart("status");
        json.writeStringProperty("status", "Failure");
        json.writeNumberProperty("code", FORBIDDEN);
        json.writeStringProperty("reason", "Invalid");
        json.writeStringProperty("message", answer.message());
        json.writeObjectPropertyStart("details");
        if (request.name() != null) {
            json.writeStringProperty("name", request.name());
        }
        json.writeStringProperty("group", request.kind().group());
        json.writeStringProperty("kind", request.kind().name());
        json.writeArrayPropertyStart("causes");
        for (Cause cause : answer.causes()) {
            json.writeStartObject();
            json.writeStringProperty("reason", cause.reason());
            json.writeStringProperty("message", cause.message());
            json.writeStringProperty("field", cause.field());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }
}
