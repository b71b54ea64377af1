package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoException;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is wrong with Rego and data, told by the files that a user knows and with what mends it. */
public final class SourceErrors {
    private static final String LIBRARY = "data.modelspec.lib.";
    private static final String WHOLE =
            "; a folder that declares package modelspec.main, as this does, is a whole set of"
                    + " policies, to which nothing built in is added";
    private static final String UNDEFINED = "undefined function ";

    private static final Pattern NAMES = Pattern.compile("have: \"([^\"]+)\"\\s+want \\(one of\\): \\[(.*)]");
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");

    /** What to add to messages of OPA that begin so. */
    private static final Map<String, String> HINTS = Map.of(
            "package annotation redeclared", "; two files are of the same package: give each rule an id of its own",
            "empty module", "; it has no package: write one, or remove the file");

    private final PolicySources sources;

    SourceErrors(PolicySources sources) {
        this.sources = sources;
    }

    /** What to tell of policies that OPA need not look at. */
    ConfigurationException unusable(String why) {
        return new ConfigurationException("The policies in " + sources.origin() + " cannot be used: " + why, List.of());
    }

    /** What to tell about Rego that does not compile. */
    public ConfigurationException refusal(RegoException wrong) {
        return new ConfigurationException(
                "The policies in " + sources.origin() + " do not compile",
                wrong.errors().stream().map(error -> describe(error).toString()).toList());
    }

    /** An error with the path that a user knows, and a word about builtins that OPA has and we do not offer. */
    public RegoError describe(RegoError error) {
        String name = error.message().startsWith(UNDEFINED) ? error.message().substring(UNDEFINED.length()) : "";
        String hint = UnofferedBuiltins.NAMES.contains(name)
                ? "; OPA has it, but it is not offered here: see docs/builtins.md"
                : HINTS.entrySet().stream()
                        .filter(one -> error.message().startsWith(one.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(sources.whole() && error.message().startsWith(UNDEFINED + LIBRARY) ? WHOLE : "");
        String message = meant(shown(error.message()));
        String file = error.file() == null ? null : sources.display(error.file());
        return new RegoError(error.code(), message + hint, file, error.row(), error.column());
    }

    /** A message of OPA about a reference, which lists the names that there are, with the one that is near. */
    private static String meant(String message) {
        Matcher names = NAMES.matcher(message);
        if (!names.find()) {
            return message;
        }
        List<String> known = NAME.matcher(names.group(2))
                .results()
                .map(name -> name.group(1))
                .toList();
        String near = Spelling.nearest(names.group(1), known);
        return near == null
                ? message
                : message.replaceFirst("\n", Matcher.quoteReplacement("; did you mean " + near + "?\n"));
    }

    /** A message with the paths that a user knows. */
    public String shown(String message) {
        return message.replace(sources.prefix() + "/", sources.origin() + File.separator);
    }

    /** What is wrong with the names at the top of the data, some of which are taken. */
    public List<RegoError> takenNames(JsonNode ofAll) {
        return PolicySources.TAKEN.stream()
                .filter(ofAll::has)
                .map(name -> new RegoError(
                        "modelspec_data_error",
                        "data have `" + name + "` at the top, which is taken; give it another name",
                        dataWith(name),
                        0,
                        0))
                .toList();
    }

    /** The file that has a name at the top of the data: by the name of its folder, else in it; null if it is not that simple. */
    private @Nullable String dataWith(String name) {
        String folder = sources.prefix() + "/" + name + "/";
        Optional<String> inside = sources.data().keySet().stream()
                .filter(file -> file.startsWith(folder))
                .findFirst();
        return inside.orElseGet(() -> sources.data().keySet().stream()
                .filter(file -> file.lastIndexOf('/') == sources.prefix().length())
                .findFirst()
                .orElse(null));
    }
}
