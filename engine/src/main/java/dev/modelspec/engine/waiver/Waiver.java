package dev.modelspec.engine.waiver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finding that somebody accepts for a time, as {@code waiver.v1alpha1.json} describes it.
 *
 * @param name {@code metadata.name}
 * @param rule the id of the rule whose findings are accepted
 * @param target where they are accepted
 * @param reason why
 * @param owner who answers for it
 * @param ticket where it was decided; null if nobody says
 * @param grantedAt from when on it holds
 * @param expiresAt from when on it holds no more
 * @param origin where it is written, {@code file:line}, or the object in the cluster
 */
public record Waiver(
        String name,
        String rule,
        Target target,
        String reason,
        String owner,
        @Nullable String ticket,
        Instant grantedAt,
        Instant expiresAt,
        String origin) {

    /**
     * One spec, or a part of it. There are no patterns: who excuses more than one spec changes the profile.
     *
     * @param namespace the Kubernetes namespace of the spec; null for specs of which none is known
     * @param name {@code metadata.name} of the spec
     * @param pointer JSON Pointer to what may break the rule, with all below it; empty for the whole spec
     */
    public record Target(@Nullable String namespace, String name, String pointer) {
        /** Whether what is at a pointer belongs to it. */
        boolean covers(String other) {
            return other.startsWith(pointer)
                    && (other.length() == pointer.length() || other.charAt(pointer.length()) == '/');
        }

        /** As people name it, such as {@code care/chat}. */
        @Override
        public String toString() {
            return (namespace == null ? "" : namespace + "/") + name + (pointer.isEmpty() ? "" : " at " + pointer);
        }
    }

    /** Whether it holds at a time. */
    public boolean holdsAt(Instant time) {
        return !time.isBefore(grantedAt) && time.isBefore(expiresAt);
    }
}
