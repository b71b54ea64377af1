package dev.modelspec.audit.format;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the small things that OSCAL is made of. */
final class OscalJson {
    /** Of the properties that are ours. */
    private static final String NAMESPACE = "https://modelspec.dev/ns/oscal";

    private final JsonGenerator json;

    OscalJson(OutputStream out) {
        json = JsonMapper.shared()
                .writer()
                .with(new OscalLayout())
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out);
    }

    JsonGenerator generator() {
        return json;
    }

    /** A property that is OSCAL's own, or text that it takes as it is. */
    void text(String name, String value) {
        json.writeStringProperty(name, value);
    }

    /** Markdown of one line. */
    void line(String name, String text) {
        json.writeStringProperty(name, OscalNames.markupLine(text));
    }

    /** Markdown. */
    void markup(String name, String text) {
        json.writeStringProperty(name, OscalNames.markup(text));
    }

    void time(String name, Instant time) {
        json.writeStringProperty(name, time.toString());
    }

    void object(String name, Runnable fields) {
        json.writeObjectPropertyStart(name);
        fields.run();
        json.writeEndObject();
    }

    void object(Runnable fields) {
        json.writeStartObject();
        fields.run();
        json.writeEndObject();
    }

    /** An array; OSCAL has no empty ones. */
    <T> void array(String name, Iterable<T> values, Consumer<T> element) {
        if (values.iterator().hasNext()) {
            json.writeArrayPropertyStart(name);
            values.forEach(element);
            json.writeEndArray();
        }
    }

    /** A property of ours; none if there is no value. */
    void prop(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            object(() -> {
                text("name", name);
                text("ns", NAMESPACE);
                text("value", OscalNames.value(value));
            });
        }
    }

    /** References to what has a UUID. */
    void references(String name, String field, List<String> uuids) {
        array(name, uuids, uuid -> object(() -> text(field, uuid)));
    }

    /** Who says so. */
    void origins(String type, String uuid, @Nullable String role) {
        array(
                "origins",
                List.of(uuid),
                actor -> object(() -> array(
                        "actors",
                        List.of(actor),
                        any -> object(() -> {
                            text("type", type);
                            text("actor-uuid", actor);
                            if (role != null) {
                                text("role-id", role);
                            }
                        }))));
    }
}
