package dev.modelspec.cli;

import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.rego.RuleMetadata;
import java.util.List;

/** Says that there is no rule of an id, and what may have been meant. */
final class UnknownRule {
    private UnknownRule() {}

    static String message(String id, List<String> known) {
        if (RuleMetadata.isOfTheEngine(id)) {
            return id
                    + " is no rule: the engine finds it itself, by the schema of a ModelSpec or as it reads the file, and"
                    + " its message says all that there is to say.";
        }
        String near = Spelling.nearest(id, known);
        return "There is no rule " + id + ". "
                + (near == null ? "`modelspec rules` lists them all." : "Did you mean " + near + "?");
    }
}
