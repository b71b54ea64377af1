package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.governance.Profiles;
import dev.modelspec.engine.governance.ReadSource;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules that a suite names, and that its profile has off for one of the cases: they are not asked, so that they find nothing means
 * nothing.
 */
final class SilentRules {
    private final Profiles profiles;

    SilentRules(Profiles profiles) {
        this.profiles = profiles;
    }

    /**
     * Refuses a suite that names such a rule.
     *
     * @throws ConfigurationException naming each with its case
     */
    void refuse(Suite suite, List<SuiteRunner.Prepared> cases) {
        if (!suite.rules().isEmpty()) {
            SuiteReader.refuse(
                    suite.document(), cases.stream().flatMap(this::problems).toList());
        }
    }

    private Stream<Finding> problems(SuiteRunner.Prepared prepared) {
        Suite suite = prepared.suite();
        Suite.Case testCase = prepared.testCase();
        return profile(suite.profile())
                .flatMap(profile -> specs(prepared.spec()).flatMap(spec -> off(profile, spec, suite, testCase)))
                .distinct()
                .map(rule -> SuiteReader.problem(
                        suite.document(),
                        "rule-off",
                        testCase.pointer() + "/name",
                        "Rule " + rule + " is `off` here, in the profile " + suite.profile() + " on the surface `"
                                + testCase.context().surface().id()
                                + "`, and is not asked: take a profile that has it on, or leave it out of `rules`."));
    }

    /** A profile that is wrong is told elsewhere. */
    private Stream<Profile> profile(String nameOrPath) {
        try {
            return Stream.of(profiles.read(nameOrPath));
        } catch (ConfigurationException wrong) {
            return Stream.empty();
        }
    }

    /** Of others no rule is asked, whatever its level. */
    private static Stream<ParsedSpec> specs(@Nullable ReadSource source) {
        return source == null
                ? Stream.empty()
                : source.documents().stream()
                        .filter(read -> read.findings().isEmpty())
                        .map(ReadSource.Document::document)
                        .filter(ParsedSpec.class::isInstance)
                        .map(ParsedSpec.class::cast);
    }

    private static Stream<String> off(Profile profile, ParsedSpec spec, Suite suite, Suite.Case testCase) {
        return suite.rules().stream()
                .sorted()
                .filter(rule -> profile.level(rule, spec, testCase.context()) == Level.OFF);
    }
}
