package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the one replica does that writes. Each time it looks at all there is and takes the next step, in an order in which it may
 * stop anywhere: an authority is written down before it is announced, and announced before it issues a certificate in use.
 */
final class CertificateWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWriter.class);

    private final SelfManagedOptions options;
    private final Clock clock;
    private final Secrets secrets;
    private final WebhookBundles bundles;

    CertificateWriter(KubernetesClient client, SelfManagedOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        secrets = new Secrets(client, options.namespace());
        bundles = new WebhookBundles(client, options);
    }

    /**
     * Takes the next step.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException with code 409 if somebody else wrote meanwhile
     * @throws ConfigurationException if there is no webhook to write the {@code caBundle} of; all else is done
     */
    void run() {
        Instant now = clock.instant();
        Secret authoritySecret = secrets.read(AuthoritySecret.NAME);
        Secret servingSecret = secrets.read(ServingSecret.NAME);
        ServingSecret serving = serving(servingSecret);
        Authorities stored = authorities(authoritySecret, serving, now);
        boolean inUse = serving != null
                && serving.identity().isValid(now)
                && stored.issued(serving.identity().certificate());
        Authorities wanted = stored.at(
                now, inUse, () -> CertificateMaker.authority(options.service(), now, options.authorityLifetime()));
        authoritySecret = save(authoritySecret, stored, wanted);

        WebhookBundles.Outcome outcome = bundles.apply(Pem.text(wanted.bundle()));
        Authorities after = announced(wanted, outcome, serving, now);
        save(authoritySecret, wanted, after);

        serve(servingSecret, serving, after, now);
        if (outcome == WebhookBundles.Outcome.NOBODY_ASKS) {
            throw new ConfigurationException(
                    "ValidatingWebhookConfiguration " + options.configuration()
                            + " does not exist, or has no webhook that leads to Service " + options.namespace() + "/"
                            + options.service() + "; apply what `modelspec webhook config` prints",
                    List.of());
        }
    }

    private @Nullable ServingSecret serving(@Nullable Secret secret) {
        try {
            return ServingSecret.read(secret);
        } catch (ConfigurationException e) {
            LOG.warn("Another serving certificate is made: {}", e.getMessage());
            return null;
        }
    }

    /** Without the Secret, or with a damaged one, a certificate in use still tells by whom it is. */
    private Authorities authorities(@Nullable Secret secret, @Nullable ServingSecret serving, Instant now) {
        Authorities stored;
        try {
            stored = AuthoritySecret.read(secret);
        } catch (ConfigurationException e) {
            LOG.warn("Another authority is made: {}", e.getMessage());
            stored = Authorities.NONE;
        }
        if (!stored.equals(Authorities.NONE)
                || serving == null
                || !serving.identity().isValid(now)) {
            return stored;
        }
        return Authorities.ofPrevious(serving.authorities(), lastUse(serving, now));
    }

    private Authorities announced(
            Authorities wanted, WebhookBundles.Outcome outcome, @Nullable ServingSecret serving, Instant now) {
        if (wanted.next() == null || outcome == WebhookBundles.Outcome.NOBODY_ASKS) {
            return wanted;
        }
        Instant since = wanted.announced();
        if (since == null || outcome == WebhookBundles.Outcome.PATCHED) {
            LOG.info("{} is announced; it issues certificates after {}", wanted.next(), options.announcement());
            return wanted.announced(now);
        }
        if (now.isBefore(since.plus(options.announcement()))) {
            return wanted;
        }
        LOG.info("{} issues certificates from now on", wanted.next());
        return wanted.promoted(lastUse(serving, now));
    }

    /** Of two replicas one may show an older certificate than the last, but none was ever issued for longer. */
    private Instant lastUse(@Nullable ServingSecret serving, Instant now) {
        Instant longest = now.plus(options.certificateLifetime());
        return serving != null && serving.identity().notAfter().isAfter(longest)
                ? serving.identity().notAfter()
                : longest;
    }

    private @Nullable Secret save(@Nullable Secret secret, Authorities old, Authorities wanted) {
        return wanted.equals(old) ? secret : secrets.write(secret, AuthoritySecret.NAME, AuthoritySecret.texts(wanted));
    }

    private void serve(@Nullable Secret secret, @Nullable ServingSecret serving, Authorities authorities, Instant now) {
        Identity issuer = authorities.current();
        List<X509Certificate> bundle = authorities.bundle();
        if (issuer != null && (serving == null || !isGood(serving.identity(), issuer, now))) {
            Identity made = CertificateMaker.server(
                    issuer, options.service(), options.names(), now, options.certificateLifetime());
            secrets.write(secret, ServingSecret.NAME, new ServingSecret(made, bundle).texts());
        } else if (serving != null && !serving.authorities().equals(bundle)) {
            secrets.write(secret, ServingSecret.NAME, new ServingSecret(serving.identity(), bundle).texts());
        }
    }

    private boolean isGood(Identity serving, Identity issuer, Instant now) {
        // A certificate that lasts as long as its authority cannot be made to last longer.
        boolean due = serving.isDue(now) && serving.notAfter().isBefore(issuer.notAfter());
        return serving.isValid(now)
                && !due
                && issuer.issued(serving.certificate())
                && namesOf(serving).equals(Set.copyOf(options.names()));
    }

    private static Set<String> namesOf(Identity serving) {
        var names = new HashSet<String>();
        try {
            Collection<List<?>> alternatives = serving.certificate().getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
            }
        } catch (CertificateParsingException e) {
            LOG.debug("The names of {} cannot be read", serving, e);
        }
        return names;
    }
}
