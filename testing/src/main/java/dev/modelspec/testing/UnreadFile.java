package dev.modelspec.testing;

import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.rego.PolicyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A suite or a profile that nobody reads, because of its name or its place.
 *
 * @param line where it says what it is
 * @param isSuite whether it is a suite, else a profile
 */
public record UnreadFile(Path file, int line, boolean isSuite) {
    private static final String GROUP = "governance.modelspec.dev/";
    private static final Pattern KIND =
            Pattern.compile("(?m)(?:^kind|\"kind\")\\s*:\\s*[\"']?(PolicyTestSuite|Profile)\\b");

    /**
     * Those of a folder.
     *
     * @param wanted which files to look at
     */
    public static List<UnreadFile> in(PolicySources sources, Predicate<Path> wanted) {
        Path profiles = sources.folder().resolve("profiles");
        return sources.paths().stream()
                .filter(file -> isDocument(name(file)) && !Suites.isSuite(file))
                .filter(file -> !PolicyFolder.DATA.contains(file.getFileName().toString()))
                .filter(file ->
                        !(profiles.equals(file.getParent()) && file.toString().endsWith(".yaml")))
                .filter(wanted)
                .flatMap(UnreadFile::of)
                .toList();
    }

    /** Whether a file is called as people call suites. */
    public static boolean mayBeSuite(Path file) {
        return name(file).contains("suite");
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isDocument(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    private static Stream<UnreadFile> of(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException noText) {
            return Stream.empty();
        }
        Matcher kind = KIND.matcher(text);
        if (!text.contains(GROUP) || !kind.find()) {
            return Stream.empty();
        }
        int line = (int) text.substring(0, kind.start(1)).lines().count();
        return Stream.of(new UnreadFile(file, line, kind.group(1).equals("PolicyTestSuite")));
    }

    /** What is wrong, and what to do. */
    public String problem() {
        return isSuite
                ? "this is a suite, and never runs, because of its name: call it suite.yaml; where there is one, give"
                        + " this a folder of its own, or put the cases of both in one"
                : "this is a profile that nobody can choose by its name: put it at profiles/<name>.yaml, or name its path"
                        + " in a suite, or with `extends` in a profile";
    }
}
