package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.builtin.BuiltinContext;
import dev.modelspec.engine.policy.wasm.PolicyData;
import dev.modelspec.engine.policy.wasm.PolicyEvaluator;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoSession;
import dev.modelspec.rego.ToolchainException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rules that OPA itself evaluates from their Rego. They are ready ten times as soon as compiled ones, and answer ten times as slowly:
 * right for tests, of which each asks once.
 */
public final class InterpretedPolicies implements PolicyEvaluator {
    private static final String RULE = "data." + PolicyBundle.ENTRYPOINT.replace('/', '.');

    private final PolicySources sources;
    private final PolicyBundle bundle;
    private final RegoSession session;
    /** By the bytes that documents share, which are the same array. */
    private final Map<byte[], RegoSession.Query> queries = Collections.synchronizedMap(new IdentityHashMap<>());

    InterpretedPolicies(PolicySources sources, PolicyBundle bundle, RegoSession session) {
        this.sources = sources;
        this.bundle = bundle;
        this.session = session;
    }

    /** What the rules say of themselves, their data and profiles, without anything that is compiled. */
    public PolicyBundle bundle() {
        return bundle;
    }

    @Override
    public void prepare(PolicyData data) {
        // OPA parses it when it is asked.
    }

    @Override
    public String evaluate(PolicyData data, byte[] input, BuiltinContext context, Duration atMost) {
        try {
            return queries.computeIfAbsent(data.common(), common -> session.query(RULE, common))
                    .evaluate(data.own(), input, context.now(), atMost);
        } catch (RegoException e) {
            String reasons =
                    e.errors().stream().map(error -> reason(error, atMost)).collect(Collectors.joining("; "));
            throw new GovernanceException(reasons, e);
        } catch (ToolchainException e) {
            throw new GovernanceException("policies could not be evaluated: " + e.getMessage(), e);
        }
    }

    private String reason(RegoError error, Duration atMost) {
        return error.tookTooLong()
                ? "policies took longer than " + atMost.toMillis() + " ms"
                : "policies could not be evaluated: " + sources.errors().describe(error);
    }

    @Override
    public void close() {
        // The session belongs to whoever opened it.
    }
}
