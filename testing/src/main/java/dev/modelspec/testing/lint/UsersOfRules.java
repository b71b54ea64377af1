package dev.modelspec.testing.lint;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.testing.Suites;
import dev.modelspec.testing.UnreadFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What names rules, and is wrong where they are not there: the profiles and the suites of a folder. */
final class UsersOfRules {
    private static final Pattern PLACE = Pattern.compile("(.+?):(\\d+):(\\d+): (.*)", Pattern.DOTALL);

    private static final String PROFILE = "modelspec_profile_error";
    private static final String SUITE = "modelspec_suite_error";

    private final PolicySources sources;
    private final RuleCatalog catalog;
    private final List<RegoError> problems = new ArrayList<>();

    /** Those with profiles that others name. */
    private final Set<String> files = new HashSet<>();

    /**
     * Those of some rules.
     *
     * @param catalog all rules that there are
     */
    UsersOfRules(PolicySources sources, RuleCatalog catalog) {
        this.sources = sources;
        this.catalog = catalog;
    }

    List<RegoError> problems() {
        for (String name : sources.profiles().keySet()) {
            Path file = sources.folder().resolve("profiles").resolve(name + ".yaml");
            look(PROFILE, () -> read(file.toString()));
        }
        List<Path> suites = sources.paths().stream().filter(Suites::isSuite).toList();
        look(
                SUITE,
                () -> Suites.check(suites, catalog, sources.profiles())
                        .forEach(profile -> look(PROFILE, () -> read(profile))));
        UnreadFile.in(sources, file -> !files.contains(file.normalize().toString()))
                .forEach(this::unread);
        return problems;
    }

    private void read(String profile) {
        Profile.read(profile, catalog, sources.profiles()).parts().forEach(part -> files.add(part.source()));
    }

    private void unread(UnreadFile unread) {
        String code = unread.isSuite() ? SUITE : PROFILE;
        problems.add(new RegoError(code, unread.problem(), unread.file().toString(), unread.line(), 1));
    }

    private void look(String code, Runnable reading) {
        try {
            reading.run();
        } catch (ConfigurationException wrong) {
            List<String> all =
                    wrong.problems().isEmpty() ? List.of(String.valueOf(wrong.getMessage())) : wrong.problems();
            all.forEach(problem -> problems.add(problem(code, problem)));
        }
    }

    private static RegoError problem(String code, String text) {
        var place = PLACE.matcher(text);
        return place.matches()
                ? new RegoError(
                        code,
                        place.group(4),
                        place.group(1),
                        Integer.parseInt(place.group(2)),
                        Integer.parseInt(place.group(3)))
                : new RegoError(code, text, null, 0, 0);
    }
}
