package dev.modelspec.audit;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Decision;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an audit says of one spec.
 *
 * @param source the path of its file, or the object in the cluster
 * @param document which document of its source, from 1
 * @param namespace the Kubernetes namespace; null if none is known
 * @param name {@code metadata.name}; null if it cannot be told
 * @param owner who is accountable for it; null if nobody is named
 * @param digest of the bytes of its source, {@code sha256:…}
 * @param decision what its open findings add up to
 * @param policiesEvaluated whether the rules were asked: they are not when the document breaks its schema
 * @param levels levels of rules where an override of the profile gives this spec others than the header says
 * @param findings all of them, in the order of their positions
 */
public record AuditedSpec(
        String source,
        int document,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String owner,
        String digest,
        Decision decision,
        boolean policiesEvaluated,
        SortedMap<String, Level> levels,
        List<AuditedFinding> findings) {
    public AuditedSpec {
        findings = List.copyOf(findings);
    }

    /** As people name it: {@code namespace/name}, or where it is if it has no name. */
    public String title() {
        if (name == null) {
            return document > 1 ? source + ", document " + document : source;
        }
        return namespace == null ? name : namespace + "/" + name;
    }
}
