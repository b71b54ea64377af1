package dev.modelspec.audit.format;

import dev.modelspec.engine.report.VisibleEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON as it comes, indented, with the same bytes on every system. */
final class JsonOut {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    private final JsonGenerator json;

    JsonOut(OutputStream out) {
        json = JsonMapper.shared()
                .writer()
                .with(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES))
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out);
    }

    /** Does a part of the writing; what the stream complains of is thrown as it is. */
    static void write(Runnable step) throws IOException {
        try {
            step.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    void start() {
        json.writeStartObject();
    }

    void start(String name) {
        json.writeObjectPropertyStart(name);
    }

    void startArray(String name) {
        json.writeArrayPropertyStart(name);
    }

    void end() {
        json.writeEndObject();
    }

    void endArray() {
        json.writeEndArray();
    }

    void object(String name, Runnable properties) {
        start(name);
        properties.run();
        end();
    }

    /** An array of objects. */
    <T> void array(String name, Iterable<T> values, Consumer<T> properties) {
        startArray(name);
        for (T value : values) {
            start();
            properties.accept(value);
            end();
        }
        endArray();
    }

    void strings(String name, Iterable<String> values) {
        startArray(name);
        values.forEach(value -> json.writeString(VisibleEscapes.wellFormed(value)));
        endArray();
    }

    /** A property, unless there is nothing to say. */
    void text(String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, VisibleEscapes.wellFormed(value));
        }
    }

    void number(String name, long value) {
        json.writeNumberProperty(name, value);
    }

    void bool(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    /** An element of an array. */
    void tree(JsonNode value) {
        json.writePOJO(value);
    }

    /** Ends the text with a line break. */
    void finish() {
        json.writeRaw('\n');
        json.flush();
    }
}
