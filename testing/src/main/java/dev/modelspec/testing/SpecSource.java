package dev.modelspec.testing;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.source.SmallFiles;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import dev.modelspec.engine.spec.ParsedSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Where the spec of a case is. */
sealed interface SpecSource {
    /** The text to evaluate. */
    Source read() throws IOException;

    /** Findings with the places that a reader of the suite knows. */
    List<Finding> place(List<Finding> findings);

    /** In a file of its own. */
    record InFile(Path file) implements SpecSource {
        @Override
        public Source read() throws IOException {
            return new Source(file.toString(), SmallFiles.read(file));
        }

        @Override
        public List<Finding> place(List<Finding> findings) {
            return findings;
        }
    }

    /**
     * In the suite.
     *
     * @param pointer where it stands there
     */
    record Inline(ParsedSpec suite, String pointer, ObjectNode tree) implements SpecSource {
        @Override
        public Source read() {
            return new Source(suite.source() + ".json", JsonTrees.write(tree));
        }

        @Override
        public List<Finding> place(List<Finding> findings) {
            return findings.stream().map(this::place).toList();
        }

        private Finding place(Finding finding) {
            String inSpec = finding.location().pointer();
            var location = new Location(
                    suite.source(), inSpec, suite.locate(pointer + inSpec).region());
            return new Finding(
                    finding.rule(),
                    finding.level(),
                    finding.severity(),
                    finding.title(),
                    finding.message(),
                    finding.remediation(),
                    location);
        }
    }
}
