package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import java.util.ArrayList;
import java.util.List;

/** Writes down everything that is known about the documents of a source, for whole comparisons that people can read. */
public final class DocumentText {
    private static final SpecParser PARSER = SpecParser.ofModelSpecs();
    private static final SchemaValidator VALIDATOR = SchemaValidator.ofModelSpecs();

    private DocumentText() {}

    public static String of(Source source) {
        StringBuilder text = new StringBuilder();
        for (ParsedDocument document : PARSER.parse(source)) {
            text.append("document ")
                    .append(document.index())
                    .append(": ")
                    .append(kind(document))
                    .append('\n');
            findings(document).forEach(finding -> text.append(of(finding)));
        }
        return text.toString();
    }

    public static String of(Finding finding) {
        Region region = finding.location().region();
        return "  %d:%d-%d:%d %s, %s, %s: %s%n    at %s%n    %s%n    > %s%n"
                .formatted(
                        region.startLine(),
                        region.startColumn(),
                        region.endLine(),
                        region.endColumn(),
                        finding.rule(),
                        finding.level(),
                        finding.severity(),
                        finding.title(),
                        finding.location().pointer().isEmpty()
                                ? "the document"
                                : finding.location().pointer(),
                        finding.message(),
                        finding.remediation());
    }

    static List<Finding> findings(ParsedDocument document) {
        if (document instanceof ParsedSpec spec) {
            List<Finding> findings = new ArrayList<>(spec.findings());
            findings.addAll(VALIDATOR.validate(spec));
            return findings;
        }
        if (document instanceof UnreadableDocument unreadable) {
            return unreadable.findings();
        }
        return document instanceof UnrecognisedDocument unrecognised ? List.of(unrecognised.finding()) : List.of();
    }

    private static String kind(ParsedDocument document) {
        if (document instanceof UnreadableDocument unreadable) {
            return unreadable.mentionsSpec() ? "unreadable, about a spec" : "unreadable";
        }
        if (document instanceof OtherKind other) {
            return "other kind, " + other.kind() + " of " + other.apiVersion();
        }
        return document instanceof ParsedSpec ? "spec" : "unrecognised";
    }
}
