package dev.modelspec.engine.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaiversTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");
    private static final Waivers.Terms TERMS = new Waivers.Terms(Set.of("a/one", "a/two"), 90, "baseline");

    @Test
    void excusesOneRuleOfOneSpecWhereItIsWhileItHolds() {
        Waivers waivers = Waivers.of(List.of(waiver("w", "a/one", "care", "/spec/a", END)), TERMS);
        assertThat(excusing(waivers, "a/one", "care", "chat", "/spec/a", BEGIN)).isEqualTo("w");
        assertThat(excusing(waivers, "a/one", "care", "chat", "/spec/a/b", END.minusNanos(1)))
                .isEqualTo("w");
        assertThat(excusing(waivers, "a/one", "care", "chat", "/spec/ab", BEGIN))
                .isNull();
        assertThat(excusing(waivers, "a/one", "care", "chat", "/spec", BEGIN)).isNull();
        assertThat(excusing(waivers, "a/two", "care", "chat", "/spec/a", BEGIN)).isNull();
        assertThat(excusing(waivers, "a/one", "care", "chats", "/spec/a", BEGIN))
                .isNull();
        assertThat(excusing(waivers, "a/one", "shop", "chat", "/spec/a", BEGIN)).isNull();
        assertThat(excusing(waivers, "a/one", null, "chat", "/spec/a", BEGIN)).isNull();
        assertThat(excusing(waivers, "a/one", "care", "chat", "/spec/a", BEGIN.minusNanos(1)))
                .isNull();
        assertThat(excusing(waivers, "a/one", "care", "chat", "/spec/a", END)).isNull();
    }

    @Test
    void withoutANamespaceIsNotForSpecsInOne() {
        Waivers waivers = Waivers.of(List.of(waiver("w", "a/one", null, "", END)), TERMS);
        assertThat(excusing(waivers, "a/one", null, "chat", "/x", BEGIN)).isEqualTo("w");
        assertThat(excusing(waivers, "a/one", "care", "chat", "/x", BEGIN)).isNull();
    }

    @Test
    void anUnknownRuleIsRefused() {
        refused(
                "Waiver w is for a/onee, and there is no such rule. Did you mean a/one?",
                waiver("w", "a/onee", null, "", END));
    }

    @Test
    void whatBreaksTheSchemaCannotBeWaived() {
        refused("cannot be waived", waiver("w", "schema/type", null, "", END));
    }

    @Test
    void aWaiverThatLastsTooLongIsRefused() {
        refused(
                "Waiver w lasts 91 days, and the profile baseline lets one last 90 days.",
                waiver("w", "a/one", null, "", BEGIN.plus(Duration.ofDays(90)).plusSeconds(1)));
        assertThat(Waivers.of(List.of(waiver("w", "a/one", null, "", BEGIN.plus(Duration.ofDays(90)))), TERMS)
                        .all())
                .hasSize(1);
    }

    @Test
    void twoForOneFindingAreRefused() {
        refused(
                "Waivers w and v (v.yaml:1) excuse the same finding: a/one of chat.",
                waiver("w", "a/one", null, "", END),
                waiver("v", "a/one", null, "/spec", END));
    }

    @Test
    void twoWithOneNameAreRefused() {
        refused(
                "There is another waiver w, w.yaml:1.",
                waiver("w", "a/one", null, "", END),
                waiver("w", "a/two", null, "", END));
    }

    @Test
    void oneThatFollowsAnotherIsFine() {
        Waiver later = new Waiver(
                "v",
                "a/one",
                new Waiver.Target(null, "chat", ""),
                "why",
                "who",
                null,
                END,
                END.plus(Duration.ofDays(1)),
                "v.yaml:1");
        assertThat(Waivers.of(List.of(waiver("w", "a/one", null, "", END), later), TERMS)
                        .all())
                .hasSize(2);
    }

    @Test
    void thoseThatAreRightCanBeSiftedOut() {
        var sifted =
                Waivers.sift(List.of(waiver("w", "a/one", null, "", END), waiver("v", "b/none", null, "", END)), TERMS);
        assertThat(sifted.usable().all()).extracting(Waiver::name).containsExactly("w");
        assertThat(sifted.problems()).singleElement().asString().startsWith("v.yaml:1: ");
    }

    private static void refused(String problem, Waiver... waivers) {
        assertThatThrownBy(() -> Waivers.of(List.of(waivers), TERMS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    private static @Nullable String excusing(
            Waivers waivers, String rule, @Nullable String namespace, String name, String pointer, Instant now) {
        Waiver waiver = waivers.excusing(rule, namespace, name, pointer, Clock.fixed(now, ZoneOffset.UTC));
        return waiver == null ? null : waiver.name();
    }

    private static Waiver waiver(String name, String rule, @Nullable String namespace, String pointer, Instant end) {
        return new Waiver(
                name,
                rule,
                new Waiver.Target(namespace, "chat", pointer),
                "why",
                "who",
                null,
                BEGIN,
                end,
                name + ".yaml:1");
    }
}
