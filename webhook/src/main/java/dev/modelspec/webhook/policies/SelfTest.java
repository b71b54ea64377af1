package dev.modelspec.webhook.policies;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.Source;
import java.io.IOException;
import java.io.InputStream;

/** Asks policies before anybody depends on their answer. */
final class SelfTest {
    /** Has every field, so that every rule has something to look at. */
    private static final String COMPLETE = "08-full-production.modelspec.yaml";

    private static final Source EMPTY =
            Source.of("self-test", "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\nmetadata:\n  name: self-test\n");

    private SelfTest() {}

    /**
     * Lets all rules evaluate a complete spec, whatever they say of it, and one that nobody may let in.
     *
     * @throws GovernanceException if a rule gave no answer, or the spec was let in
     */
    static void of(Governance governance) {
        EvaluationContext context = EvaluationContext.of(Surface.ADMISSION);
        var complete = governance.evaluate(new Source("self-test", complete()), context);
        if (complete.specs().size() != 1 || !complete.specs().get(0).policiesEvaluated()) {
            throw new GovernanceException("self-test: the rules were not asked about a complete spec");
        }
        if (governance.evaluate(EMPTY, context).decision() != Decision.DENY) {
            throw new GovernanceException("self-test: a spec without `spec` was let in");
        }
    }

    private static byte[] complete() {
        try (InputStream stream = SelfTest.class.getResourceAsStream(COMPLETE)) {
            if (stream == null) {
                throw new GovernanceException("self-test: resource " + COMPLETE + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new GovernanceException("self-test: resource " + COMPLETE + " cannot be read", e);
        }
    }
}
