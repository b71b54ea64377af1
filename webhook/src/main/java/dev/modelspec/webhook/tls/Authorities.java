package dev.modelspec.webhook.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The authorities of the webhook, from the one that is announced to those that are on their way out. All of them are in the
 * {@code caBundle}, so that whatever certificate a replica still shows can be verified.
 *
 * @param current issues the serving certificates; null if its key was lost while certificates by it are in use
 * @param next will issue them; null if the current one is young enough
 * @param announced since when the {@code caBundle} has the next one; null if it has not, or if it was overwritten since
 * @param previous no longer issue, but certificates by them may be in use
 * @param previousUntil when no certificate by a previous one is valid any more; null if there is no previous one
 */
record Authorities(
        @Nullable Identity current,
        @Nullable Identity next,
        @Nullable Instant announced,
        List<X509Certificate> previous,
        @Nullable Instant previousUntil) {
    static final Authorities NONE = new Authorities(null, null, null, List.of(), null);

    Authorities {
        previous = List.copyOf(previous);
    }

    /** Where nothing but certificates is known: those of authorities whose keys were lost or never ours. */
    static Authorities ofPrevious(List<X509Certificate> previous, Instant until) {
        return previous.isEmpty() ? NONE : new Authorities(null, null, null, previous, until);
    }

    /**
     * What they must be now: without those that are out of use, and with a next one if it is time.
     *
     * @param inUse whether a certificate by one of them is shown and valid
     * @param maker makes an authority
     */
    Authorities at(Instant now, boolean inUse, Supplier<Identity> maker) {
        boolean over = previousUntil == null || now.isAfter(previousUntil);
        List<X509Certificate> stillPrevious = over
                ? List.of()
                : previous.stream().filter(old -> Identity.isValid(old, now)).toList();
        Instant until = stillPrevious.isEmpty() ? null : previousUntil;
        Identity issuer = current != null && current.isValid(now) ? current : null;
        Identity successor = next != null && next.isValid(now) ? next : null;
        Instant since = successor == null ? null : announced;
        if (successor == null && (issuer == null ? inUse : issuer.isDue(now))) {
            successor = maker.get();
        }
        if (issuer == null && !inUse) {
            // Nobody shows a certificate that could be verified: there is nothing to wait for.
            issuer = successor == null ? maker.get() : successor;
            successor = null;
            since = null;
        }
        return new Authorities(issuer, successor, since, stillPrevious, until);
    }

    /** The next one is in the {@code caBundle} since then. */
    Authorities announced(Instant since) {
        return new Authorities(current, next, since, previous, previousUntil);
    }

    /**
     * The next one issues from now on.
     *
     * @param lastUse when the last certificate by the one before ends
     */
    Authorities promoted(Instant lastUse) {
        var old = new ArrayList<>(previous);
        if (current != null) {
            old.add(current.certificate());
        }
        Instant until = previousUntil == null || lastUse.isAfter(previousUntil) ? lastUse : previousUntil;
        return new Authorities(next, null, null, old, old.isEmpty() ? null : until);
    }

    /** All, the oldest first: a promotion does not change it. */
    List<X509Certificate> bundle() {
        var all = new ArrayList<>(previous);
        if (current != null) {
            all.add(current.certificate());
        }
        if (next != null) {
            all.add(next.certificate());
        }
        all.sort(Comparator.comparing(X509Certificate::getNotBefore).thenComparing(X509Certificate::getSerialNumber));
        return List.copyOf(all);
    }

    /** Whether a certificate is by one of them. */
    boolean issued(X509Certificate certificate) {
        return bundle().stream().anyMatch(authority -> Identity.issued(authority, certificate));
    }
}
