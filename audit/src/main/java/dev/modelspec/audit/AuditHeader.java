package dev.modelspec.audit;

import dev.modelspec.audit.framework.Framework;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.waiver.Waiver;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an audit before the first spec.
 *
 * @param version of the program
 * @param profile the name of the profile that applies; null if no rules are evaluated
 * @param policies the digest of the rules, {@code sha256:…}
 * @param surface as which the rules were asked, such as {@code audit}
 * @param time of the audit, in whole seconds
 * @param order how the specs are ordered
 * @param rules all rules in the order of their ids, with the level that they have for specs that no override is for
 * @param frameworks to report by, in the order of their ids
 * @param waivers all that were given, whether they hold or not
 * @param shard which part of the specs this is; null if it is all
 * @param previous when the audit was that this one is compared with; null if with none
 */
public record AuditHeader(
        String version,
        @Nullable String profile,
        String policies,
        String surface,
        Instant time,
        SpecOrder order,
        List<RuleInForce> rules,
        List<Framework> frameworks,
        List<Waiver> waivers,
        @Nullable Shard shard,
        @Nullable Instant previous) {
    public AuditHeader {
        rules = List.copyOf(rules);
        frameworks = List.copyOf(frameworks);
        waivers = List.copyOf(waivers);
    }

    /** The same, compared with an audit of before. */
    public AuditHeader comparedWith(Instant before) {
        return new AuditHeader(
                version, profile, policies, surface, time, order, rules, frameworks, waivers, shard, before);
    }
}
