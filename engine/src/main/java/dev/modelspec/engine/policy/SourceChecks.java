package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.rego.PolicyFolder;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What policies must be before OPA looks at them. */
final class SourceChecks {
    /** OPA's time to compile them grows faster than their number: a thousand take seconds, three thousand half a minute. */
    private static final int MAX_FILES = 3_000;

    private static final Pattern RULE = Pattern.compile("(?m)^package\\s+modelspec\\.rules\\b");
    private static final Pattern SEVERITY = Pattern.compile("(?m)^#.*\\bseverity:");

    private final PolicySources sources;

    private SourceChecks(PolicySources sources) {
        this.sources = sources;
    }

    /**
     * Looks at all of them.
     *
     * @throws ConfigurationException if there are no rules, too many, or names that are not the user's to give
     */
    static void requireUsable(PolicySources sources) {
        var checks = new SourceChecks(sources);
        checks.refuseNamesOfProfiles();
        checks.requireRules();
        checks.refuseRulesInTests();
    }

    private void requireRules() {
        int files = sources.own().size();
        boolean none = sources.profiles().isEmpty() && sources.paths().stream().noneMatch(SourceChecks::isSuite);
        if (files == 0 && none) {
            throw unusable("it has no .rego files besides tests, no profiles and no suites");
        }
        if (files > MAX_FILES) {
            throw unusable("they are " + files + " files of Rego besides tests, and " + MAX_FILES
                    + " are the most that OPA compiles in good time; rules that differ in a value only can be one rule"
                    + " with parameters or data");
        }
    }

    private static boolean isSuite(Path file) {
        return PolicyFolder.SUITES.contains(file.getFileName().toString());
    }

    private void refuseNamesOfProfiles() {
        Path profiles = sources.folder().resolve("profiles");
        for (Path file : sources.paths()) {
            if (file.toString().endsWith(".yml") && profiles.equals(file.getParent()) && !isSuite(file)) {
                throw unusable(file + " is not read as a profile: its name must end in .yaml");
            }
        }
        if (sources.profiles().containsKey("data")) {
            throw unusable("OPA takes profiles/data.yaml for data; give the profile another name");
        }
        for (String name : PolicyBundle.builtInProfiles()) {
            if (!sources.whole() && sources.profiles().containsKey(name)) {
                throw unusable("profiles/" + name + ".yaml has the name of a built-in profile; give it another");
            }
        }
    }

    /** Files of tests are left out where no tests run; a rule in one would find nothing, without a word. */
    private void refuseRulesInTests() {
        sources.tests().forEach((file, text) -> {
            // Most have none, which is soon seen.
            if (text.contains("severity:")
                    && RULE.matcher(text).find()
                    && SEVERITY.matcher(text).find()) {
                throw unusable(sources.display(file)
                        + " has the METADATA of a rule, but its name is that of a file of tests, *_test.rego: give it"
                        + " another one");
            }
        });
    }

    private ConfigurationException unusable(String why) {
        return sources.errors().unusable(why);
    }
}
