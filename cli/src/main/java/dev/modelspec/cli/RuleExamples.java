package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.report.RuleExample;
import dev.modelspec.engine.report.TextReport;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RuleMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The specs beside rules, and what is said of them.
 *
 * @param folder the folder of policies that the rules are in; null for the built-in rules
 * @param profiles an evaluator for each profile; a rule is shown with the first that does not turn it off
 */
record RuleExamples(@Nullable Path folder, List<Governance> profiles) {
    /** The specs beside a rule; null if there are none. */
    @Nullable
    RuleExample of(RuleMetadata rule) throws IOException {
        byte[] fail = read(rule, "fail");
        byte[] pass = read(rule, "pass");
        if (fail == null || pass == null) {
            return null;
        }
        Governance governance = profiles.stream()
                .filter(candidate -> asks(candidate, rule))
                .findFirst()
                .orElse(profiles.get(0));
        var said = new ByteArrayOutputStream();
        new TextReport(said, false, false).add(only(rule, governance, fail), fail);
        return new RuleExample(
                text(fail),
                said.toString(StandardCharsets.UTF_8).stripTrailing(),
                Objects.requireNonNullElse(governance.profile(), ""),
                text(pass));
    }

    private byte @Nullable [] read(RuleMetadata rule, String name) {
        if (folder == null) {
            return PolicyBundle.builtInExample(rule.id(), name);
        }
        Path file = folder.resolve("rules").resolve(rule.id()).resolve(name + ".modelspec.yaml");
        try {
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + IoMessages.explain(e), List.of());
        }
    }

    private static boolean asks(Governance governance, RuleMetadata rule) {
        return governance.rules().stream()
                .anyMatch(found -> found.rule().id().equals(rule.id()) && found.level() != Level.OFF);
    }

    /** What a rule finds, without what others find. */
    private static Evaluation only(RuleMetadata rule, Governance governance, byte[] spec) {
        Evaluation all = governance.evaluate(new Source("fail.modelspec.yaml", spec));
        var specs = new ArrayList<SpecEvaluation>();
        for (SpecEvaluation one : all.specs()) {
            List<Finding> findings = one.findings().stream()
                    .filter(finding -> finding.rule().equals(rule.id()))
                    .toList();
            specs.add(one.with(findings));
        }
        return new Evaluation(all.source(), specs, all.skipped());
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
