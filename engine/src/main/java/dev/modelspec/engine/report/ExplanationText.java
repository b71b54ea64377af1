package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.ResolvedProfile;
import dev.modelspec.engine.governance.RuleExplanation;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.policy.RuleSources;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.engine.source.Region;
import dev.modelspec.rego.Explanation.Definition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Why a rule did or did not find something, for people at a terminal of 80 columns. */
public final class ExplanationText {
    private static final int WIDTH = 80;

    private final OutputStream out;
    private final Palette palette;
    private final RuleSources sources;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     * @param colour whether to use ANSI colours
     * @param sources the Rego of the rule
     */
    public ExplanationText(OutputStream out, boolean colour, RuleSources sources) {
        this.out = out;
        this.palette = new Palette(colour);
        this.sources = sources;
    }

    /** Tells why of each spec. */
    public void write(List<RuleExplanation> explanations) throws IOException {
        var text = new StringBuilder(4096);
        for (RuleExplanation explanation : explanations) {
            text.append(text.isEmpty() ? "" : "\n");
            head(text, explanation);
            if (explanation.answer() == null) {
                notAsked(text, explanation);
            } else {
                answer(text, explanation, explanation.answer());
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void head(StringBuilder text, RuleExplanation explanation) {
        SpecEvaluation spec = explanation.structure();
        String place = explanation.source()
                + (spec.document() > 1 ? ", document " + spec.document() : "")
                + (spec.name() == null ? "" : ": " + spec.name());
        text.append(palette.paint(Style.PLACE, Printable.of(place))).append('\n');
        Paragraph.append(text, "  ", explanation.rule().title(), 2, WIDTH);
    }

    private void notAsked(StringBuilder text, RuleExplanation explanation) {
        List<Finding> findings = explanation.structure().findings();
        text.append("  ")
                .append(palette.paint(Style.RULE, explanation.rule().id()))
                .append('\n');
        Paragraph.append(
                text,
                "  ",
                "No rule is asked, for the document breaks the schema of a ModelSpec; rules rely on it. Mend this"
                        + " first:",
                2,
                WIDTH);
        text.append('\n');
        findings.forEach(finding -> finding(text, finding, Style.DENY, finding.rule() + ": "));
    }

    private void answer(StringBuilder text, RuleExplanation explanation, RuleExplanation.Answer answer) {
        ResolvedProfile profile = answer.profile();
        new SettingsText(text, palette)
                .rule(
                        explanation.rule(),
                        explanation.settings(),
                        profile.context().surface(),
                        "  ");
        text.append('\n');
        Level level = explanation.level();
        if (answer.fault() != null) {
            text.append("  It is ")
                    .append(palette.paint(Style.DENY, "at fault"))
                    .append(":\n");
            Paragraph.append(text, "    ", answer.fault() + ".", 4, WIDTH);
        } else if (answer.findings().isEmpty()) {
            text.append("  It finds nothing.\n");
        } else {
            text.append("  It finds ")
                    .append(
                            answer.findings().size() == 1
                                    ? "something"
                                    : answer.findings().size() + " things")
                    .append(level == Level.OFF ? ", which does not count, for it is off:\n" : ":\n");
        }
        Style style = level == Level.DENY ? Style.DENY : level == Level.WARN ? Style.WARN : Style.QUIET;
        answer.findings().forEach(finding -> finding(text, finding, style, ""));
        bodies(text, answer);
    }

    private void finding(StringBuilder text, Finding finding, Style style, String before) {
        Region region = finding.location().region();
        String place = finding.location().source() + ":" + region.startLine() + ":" + region.startColumn();
        text.append("  ").append(palette.paint(style, Printable.of(place))).append('\n');
        Paragraph.append(text, "    ", before + finding.message(), 4, WIDTH);
    }

    private void bodies(StringBuilder text, RuleExplanation.Answer answer) {
        var participants = new Participants(answer.trace(), sources);
        String file = "";
        for (Definition definition : participants.definitions()) {
            text.append('\n');
            if (!definition.file().equals(file)) {
                file = definition.file();
                text.append(palette.paint(Style.PLACE, Printable.of(sources.display(file))))
                        .append("\n\n");
            }
            new DefinitionText(text, palette, sources.lines(file), participants, answer.input()).append(definition);
        }
        text.append('\n')
                .append("  ")
                .append(palette.paint(Style.ALLOW, DefinitionText.HELD))
                .append(" held   ")
                .append(palette.paint(Style.WARN, DefinitionText.FAILED))
                .append(" did not hold   ")
                .append(palette.paint(Style.QUIET, DefinitionText.NOT_REACHED + " not reached"))
                .append('\n');
    }
}
