package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.rego.RuleMetadata;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The id of a rule, {@code category/name}.
 *
 * @param category the part before the slash
 * @param name the part after it
 */
public record RuleId(String category, String name) {
    private static final String PART = "[a-z0-9]+(?:-[a-z0-9]+)*";
    private static final Pattern ID = Pattern.compile("(" + PART + ")/(" + PART + ")");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Set<String> KEYWORDS = Set.of(
            "as",
            "contains",
            "default",
            "else",
            "every",
            "false",
            "if",
            "import",
            "in",
            "not",
            "null",
            "package",
            "some",
            "true",
            "with");

    /** What no import may be called. */
    private static final Set<String> DOCUMENTS = Set.of("data", "input");

    /**
     * Reads an id.
     *
     * @throws ConfigurationException if it is none
     */
    public static RuleId of(String id) {
        var match = ID.matcher(id);
        if (!match.matches()) {
            throw new ConfigurationException(
                    "A rule cannot be called " + id + ": an id is category/name, both of lower-case letters and digits"
                            + " with single hyphens between them, such as privacy/pii-declared",
                    List.of());
        }
        if (RuleMetadata.isOfTheEngine(id)) {
            throw new ConfigurationException(
                    "A rule cannot be called " + id + ": `" + match.group(1)
                            + "` is the category of the engine's own findings; choose another",
                    List.of());
        }
        if (match.group(2).endsWith("-test")) {
            throw new ConfigurationException(
                    "A rule cannot be called " + id
                            + ": its file would be *_test.rego, which is one of tests; choose a name"
                            + " that does not end in -test",
                    List.of());
        }
        return new RuleId(match.group(1), match.group(2));
    }

    /** The name as files and imports have it: with underscores. */
    public String fileName() {
        return name.replace('-', '_');
    }

    /** The package of the rule. */
    public String packageName() {
        return "modelspec.rules" + step(category) + step(name);
    }

    /** The package of its tests. */
    public String testPackageName() {
        return "modelspec.rules" + step(category) + step(name + "_test");
    }

    /** Where the rule finds its parameters. */
    public String parameters() {
        return "data.params" + step(category) + step(name);
    }

    /** What tests call the package of the rule. */
    public String importName() {
        return isIdentifier(fileName()) && !DOCUMENTS.contains(name) ? fileName() : "rule";
    }

    /** What follows the package in the import, if its last step is not called so itself. */
    public String importAlias() {
        return importName().equals(name) ? "" : " as " + importName();
    }

    private static String step(String name) {
        return isIdentifier(name) ? "." + name : "[\"" + name + "\"]";
    }

    private static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches() && !KEYWORDS.contains(name);
    }

    @Override
    public String toString() {
        return category + "/" + name;
    }
}
