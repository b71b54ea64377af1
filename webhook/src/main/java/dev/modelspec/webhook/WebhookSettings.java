package dev.modelspec.webhook;

import dev.modelspec.webhook.decisionlog.DecisionLogOptions;
import dev.modelspec.webhook.policies.PolicySettings;
import dev.modelspec.webhook.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that an operator chooses.
 *
 * @param server where and within which limits it serves
 * @param policies by which rules it judges
 * @param reloadInterval how often it looks for newer ones, and for newer certificates in files
 * @param namespace where it runs
 * @param service the Service that leads to it, and the Deployment that runs it
 * @param configuration the ValidatingWebhookConfiguration that registers it
 * @param certificates a folder with {@code tls.crt} and {@code tls.key}; null to manage a certificate by itself
 * @param clients who may call
 * @param decisionLog where decisions are logged; null for nowhere
 * @param cluster whether the API server may be asked
 * @param waiverNamespace whose waivers count; null for those of no namespace
 * @param otlpEndpoint where traces are sent; null for nowhere
 * @param version of this program
 */
public record WebhookSettings(
        ServerSettings server,
        PolicySettings policies,
        Duration reloadInterval,
        String namespace,
        String service,
        String configuration,
        @Nullable Path certificates,
        @Nullable Clients clients,
        @Nullable DecisionLogOptions decisionLog,
        boolean cluster,
        @Nullable String waiverNamespace,
        @Nullable String otlpEndpoint,
        String version) {
    /**
     * Who may call, by the certificates that they show.
     *
     * @param authorities a PEM file with the certificates of those who may have issued theirs
     * @param names the common or alternative names that theirs may have; none for any
     */
    public record Clients(Path authorities, Set<String> names) {
        public Clients {
            names = Set.copyOf(names);
        }
    }
}
