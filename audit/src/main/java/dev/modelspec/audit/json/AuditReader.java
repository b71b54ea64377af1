package dev.modelspec.audit.json;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.Unchecked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a report that {@link JsonWriter} wrote, spec by spec: {@link #header} at once, {@link #next} until there is none, {@link
 * #footer} then. Of the totals it reads only what does not follow from the specs. Not thread-safe.
 */
public final class AuditReader implements AutoCloseable {
    /** Values are read one by one, so something comes after nearly each. */
    private static final ObjectReader JSON =
            JsonMapper.shared().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final InputStream stream;
    private final JsonParser parser;
    private final AuditHeader header;
    private final SpecJson specs;

    /**
     * What does not follow from the specs.
     *
     * @param skipped how many documents are no ModelSpecs
     */
    public record Footer(long skipped, List<Unchecked> unchecked) {}

    /**
     * A reader of a file.
     *
     * @throws ConfigurationException if it cannot be read, or is no report of this format
     */
    public AuditReader(Path file) {
        this.file = file;
        try {
            stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (IOException e) {
            throw new ConfigurationException("Report " + file + " cannot be read: " + reason(e), List.of());
        }
        boolean opened = false;
        try {
            parser = JSON.createParser(stream);
            header = read(this::readHeader);
            specs = new SpecJson(header.rules());
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** What stands before the specs. */
    public AuditHeader header() {
        return header;
    }

    /**
     * The next spec; null after the last.
     *
     * @throws ConfigurationException if the report is damaged
     */
    public @Nullable AuditedSpec next() {
        return read(() -> Optional.ofNullable(parser.nextToken() == JsonToken.END_ARRAY ? null : specs.read(tree())))
                .orElse(null);
    }

    /**
     * What stands after the specs, once there are no more.
     *
     * @throws ConfigurationException if the report is damaged, or ends before its end
     */
    public Footer footer() {
        return read(() -> {
            ObjectNode rest = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                rest.set(name, tree());
            }
            var unchecked = new ArrayList<Unchecked>();
            rest.required("unchecked")
                    .forEach(source -> unchecked.add(new Unchecked(
                            source.required("source").asString(),
                            source.required("reason").asString(),
                            source.required("fault").asBoolean())));
            long skipped = rest.required("totals")
                    .required("specs")
                    .required("skipped")
                    .asLong();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("there is something after its end");
            }
            return new Footer(skipped, unchecked);
        });
    }

    private AuditHeader readHeader() {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("it is not a JSON object");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("schema")) {
                requireFormat(parser.getValueAsString());
            }
            if (name.equals("specs")) {
                if (value != JsonToken.START_ARRAY) {
                    throw new IllegalArgumentException("its specs are not an array");
                }
                return HeaderJson.read(head);
            }
            head.set(name, tree());
        }
        throw new IllegalArgumentException("it has no specs");
    }

    private static void requireFormat(@Nullable String schema) {
        if (!HeaderJson.SCHEMA.equals(schema)) {
            throw new IllegalArgumentException("its format is " + schema + ", and only " + HeaderJson.SCHEMA
                    + " can be read; write it anew with: modelspec audit --format json=FILE");
        }
    }

    private JsonNode tree() {
        return JSON.readTree(parser);
    }

    private interface Step<T> {
        T take();
    }

    private <T> T read(Step<T> step) {
        try {
            return step.take();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            var place = parser.currentLocation();
            String where = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
            String what = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
            throw new ConfigurationException(
                    "Report " + file + where + " is no whole report of modelspec: " + what, List.of());
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException ignored) {
            // It was only read.
        }
    }
}
