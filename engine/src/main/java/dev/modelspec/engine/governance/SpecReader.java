package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.util.ArrayList;
import java.util.List;

/** Reads sources as ModelSpecs, for a {@link Governance} to judge: parses and validates. Thread-safe. */
public final class SpecReader {
    private final SpecParser parser = SpecParser.ofModelSpecs();
    private final SchemaValidator validator = SchemaValidator.ofModelSpecs();

    private SpecReader() {}

    /** Read when it is needed, for the schema takes a while. */
    private static final class Shared {
        private static final SpecReader READER = new SpecReader();
    }

    /** The reader that all share. */
    public static SpecReader shared() {
        return Shared.READER;
    }

    /**
     * Reads a source.
     *
     * @throws GovernanceException if the fault is ours
     */
    public ReadSource read(Source source) {
        return new ReadSource(
                source.name(),
                parser.parse(source).stream()
                        .map(document -> document instanceof ParsedSpec spec
                                ? new ReadSource.Document(spec, findings(spec))
                                : new ReadSource.Document(document, List.of()))
                        .toList());
    }

    private List<Finding> findings(ParsedSpec spec) {
        var findings = new ArrayList<>(spec.findings());
        findings.addAll(validator.validate(spec));
        return findings;
    }
}
