package dev.modelspec.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema files: their names from the module's folder, their content as users of the jar get it. */
final class SchemaFiles {
    static final String MODELSPEC = "modelspec.v0.1.json";
    static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private SchemaFiles() {}

    /** The folder of this module. */
    static Path folder() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode tree(String name) {
        try (InputStream in = SchemaFiles.class.getResourceAsStream(name)) {
            return (ObjectNode) Json.MAPPER.readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Schema metaSchema() {
        return REGISTRY.getSchema(SchemaLocation.of(DRAFT));
    }

    static Schema compile(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }

    /** The part of a schema file that applies to one field, to be used on its own. */
    static Schema compilePart(JsonNode part, JsonNode file) {
        ObjectNode alone = part.asObject().deepCopy();
        alone.set("$defs", file.path("$defs"));
        return compile(alone);
    }
}
