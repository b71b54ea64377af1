package dev.modelspec.engine.schema;

import com.networknt.schema.Error;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.spec.ParsedSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks documents against one JSON Schema (draft 2020-12). What breaks the schema is a finding of category {@code schema}.
 * Thread-safe.
 */
public final class SchemaValidator {
    private static final String FOLDER = "/dev/modelspec/schema/";

    /** Errors of a document that are explained. Nobody reads more, and a hostile text could have half a million. */
    private static final int MANY = 1000;

    private final JsonNode schema;
    private final @Nullable QuickCheck quick;
    private final SchemaTree tree;
    private final Map<String, TextFormat> formats;
    private volatile @Nullable SchemaLibrary library;

    private SchemaValidator(JsonNode schema, Map<String, TextFormat> formats) {
        this.schema = schema;
        this.formats = formats;
        this.quick = QuickCheck.of(schema, formats);
        this.tree = new SchemaTree(schema);
    }

    /** The validator of ModelSpecs. */
    public static SchemaValidator ofModelSpecs() {
        return of("modelspec.v0.1.json");
    }

    /**
     * The validator of one of the schemas we ship.
     *
     * @param name of the file, such as {@code profile.v1alpha1.json}
     */
    public static SchemaValidator of(String name) {
        return of(resource(name));
    }

    /** The validator of a JSON Schema, which may refer to its own parts only. */
    public static SchemaValidator of(JsonNode schema) {
        return new SchemaValidator(schema, Map.of());
    }

    /** As {@link #of(JsonNode)}, but texts with this format have to be what it says. Other formats say nothing. */
    public static SchemaValidator of(JsonNode schema, TextFormat format) {
        return new SchemaValidator(schema, Map.of(format.name(), format));
    }

    /** One of the schemas we ship, as a tree of the caller's own. */
    public static JsonNode resource(String name) {
        try (InputStream in = SchemaValidator.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new GovernanceException("There is no schema " + name + " on the class path.");
            }
            return SchemaReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new GovernanceException("The schema " + name + " could not be read.", e);
        }
    }

    /**
     * What breaks the schema, ordered by position, then rule. Leaves out what the parser has a finding about already.
     *
     * @throws GovernanceException if the library fails; never because of the document
     */
    public List<Finding> validate(ParsedSpec spec) {
        if (accepts(spec.tree())) {
            return List.of();
        }
        List<Error> errors = library().validate(spec.tree());
        if (errors.isEmpty()) {
            return List.of();
        }
        List<Violation> violations =
                errors.stream().limit(MANY).map(Violation::of).toList();
        SchemaFindings findings = new SchemaFindings(tree, spec, formats);
        return findings.of(Alternatives.chosen(violations), errors.size() - violations.size());
    }

    /** Whether it is certain, without a look by the library, that nothing breaks the schema. If not, {@link #validate} tells. */
    public boolean accepts(JsonNode document) {
        return quick != null && quick.accepts(document);
    }

    /** Whether the library need not be loaded for documents that are valid. */
    public boolean isQuick() {
        return quick != null;
    }

    private SchemaLibrary library() {
        SchemaLibrary known = library;
        if (known == null) {
            synchronized (this) {
                known = library;
                if (known == null) {
                    known = new SchemaLibrary(schema, formats.values());
                    library = known;
                }
            }
        }
        return known;
    }
}
