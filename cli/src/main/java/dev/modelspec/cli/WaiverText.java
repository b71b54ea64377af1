package dev.modelspec.cli;

import dev.modelspec.engine.cluster.ManifestFormat;
import dev.modelspec.engine.report.VisibleEscapes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A waiver as YAML. */
final class WaiverText {
    private WaiverText() {}

    static String of(
            WaiverTargets.Target target,
            String reason,
            String owner,
            @Nullable String ticket,
            Instant grantedAt,
            Instant expiresAt,
            String name) {
        ObjectNode waiver = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "governance.modelspec.dev/v1alpha1")
                .put("kind", "Waiver");
        waiver.putObject("metadata").put("name", name);
        ObjectNode spec = waiver.putObject("spec").put("rule", target.rule());
        ObjectNode of = spec.putObject("target");
        if (target.namespace() != null) {
            of.put("namespace", target.namespace());
        }
        of.put("name", target.spec());
        if (!target.pointer().isEmpty()) {
            of.put("path", target.pointer());
        }
        spec.put("reason", VisibleEscapes.wellFormed(reason)).put("owner", VisibleEscapes.wellFormed(owner));
        if (ticket != null) {
            spec.put("ticket", VisibleEscapes.wellFormed(ticket));
        }
        spec.put("grantedAt", grantedAt.toString()).put("expiresAt", expiresAt.toString());
        return ManifestFormat.YAML.write(List.of(waiver));
    }
}
