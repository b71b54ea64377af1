package dev.modelspec.audit.framework;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.schema.ConfigurationReader;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads frameworks of controls: those that come with the rules by their names, others by the paths of their files. The rules of a
 * control are those that the file lists and those whose METADATA names it, so that custom rules need no file of their own.
 */
public final class Frameworks {
    private static final ConfigurationReader DOCUMENTS = new ConfigurationReader(
            "Framework", new DocumentType("governance.modelspec.dev/v1alpha1", "ControlFramework", false));
    private static final List<String> BUILT_IN = List.of("eu-ai-act", "gdpr", "iso-42001", "nist-ai-rmf", "soc-2");

    private final Collection<RuleMetadata> rules;
    private @Nullable SchemaValidator schema;

    /**
     * A reader.
     *
     * @param rules those that are in force
     */
    public Frameworks(Collection<RuleMetadata> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The names of those that come with the rules, in order. */
    public static List<String> builtIn() {
        return BUILT_IN;
    }

    /**
     * Reads a framework.
     *
     * @param nameOrPath the name of one that comes with the rules, else the path of a file
     * @throws ConfigurationException if there is no such framework, or its file is wrong
     */
    public Framework read(String nameOrPath) {
        boolean builtIn = BUILT_IN.contains(nameOrPath);
        byte[] content = builtIn ? resource(nameOrPath) : file(nameOrPath);
        ParsedSpec document = DOCUMENTS.read(new Source(nameOrPath, content), schema());
        // With other rules than ours, ours are not missed.
        return new FrameworkDocument(document, rules, !builtIn).framework();
    }

    private SchemaValidator schema() {
        if (schema == null) {
            JsonNode whole = SchemaValidator.resource("framework.v1alpha1.json");
            // Rules or a reason: FrameworkDocument says more clearly than a schema which is missing.
            ((ObjectNode) whole.at("/properties/spec/properties/controls/items")).remove("oneOf");
            schema = SchemaValidator.of(whole);
        }
        return schema;
    }

    private static byte[] resource(String name) {
        String path = "/dev/modelspec/policies/frameworks/" + name + ".yaml";
        try (InputStream in = Frameworks.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new GovernanceException("There is no framework " + path + " on the class path.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new GovernanceException("The framework " + name + " could not be read.", e);
        }
    }

    private static byte[] file(String path) {
        Path file;
        try {
            file = Path.of(path);
        } catch (InvalidPathException e) {
            throw missing(path);
        }
        if (!Files.isRegularFile(file)) {
            throw missing(path);
        }
        try (InputStream in = Files.newInputStream(file)) {
            // What is larger than can be read is refused by the parser.
            return in.readNBytes(SpecParser.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Framework " + path + " cannot be read: " + IoMessages.explain(e), List.of());
        }
    }

    private static ConfigurationException missing(String nameOrPath) {
        String near = Spelling.nearest(nameOrPath, BUILT_IN);
        return new ConfigurationException(
                "There is no framework " + nameOrPath + ": it is neither a file nor one of "
                        + String.join(", ", BUILT_IN) + (near == null ? "" : ". Did you mean " + near + "?"),
                List.of());
    }
}
