package dev.modelspec.webhook.admission;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.source.Source;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be looked up in the cluster. Thread-safe. */
public interface ClusterView {
    /**
     * The labels of a namespace.
     *
     * @throws GovernanceException if they cannot be told, which must not be taken as having none
     */
    Map<String, String> labels(String namespace);

    /**
     * A ModelSpec as it is stored, in JSON; null if there is none.
     *
     * @throws GovernanceException if that cannot be told
     */
    @Nullable
    Source modelSpec(String namespace, String name);
}
