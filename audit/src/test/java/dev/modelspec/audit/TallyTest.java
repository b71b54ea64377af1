package dev.modelspec.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.modelspec.audit.AuditTotals.ControlStatus;
import dev.modelspec.audit.AuditTotals.FindingCount;
import dev.modelspec.audit.AuditTotals.SpecCount;
import dev.modelspec.audit.AuditTotals.WaiverStatus;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final AuditTotals totals = ExampleAudit.totals();

    @Test
    void countsSpecsAndFindings() {
        assertThat(totals.specs()).isEqualTo(new SpecCount(1, 1, 2));
        assertThat(totals.notEvaluated()).isEqualTo(1);
        assertThat(totals.findings()).isEqualTo(new FindingCount(2, 1, 1, 1));
    }

    @Test
    void countsByOwner() {
        assertThat(totals.owners())
                .extracting(
                        owner -> owner.owner(),
                        owner -> owner.specs().total(),
                        owner -> owner.findings().open())
                .containsExactly(
                        tuple("care@example.com", 1L, 1L),
                        tuple("ml-platform@example.com", 1L, 0L),
                        tuple(null, 2L, 2L));
    }

    @Test
    void saysOfEachRuleHowManySpecsPassItAndWhyOthersDoNot() {
        assertThat(totals.rules())
                .filteredOn(rule -> rule.id().equals("retention/logs-max-days"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.passed()).isEqualTo(2);
                    assertThat(rule.waived()).isEqualTo(1);
                    assertThat(rule.failed()).isZero();
                    assertThat(rule.notEvaluated()).isEqualTo(1);
                });
        assertThat(totals.rules()).last().extracting(rule -> rule.id()).isEqualTo("schema/type");
    }

    @Test
    void saysOfEachControlHowItStands() {
        assertThat(totals.frameworks())
                .singleElement()
                .satisfies(framework -> assertThat(framework.controls())
                        .extracting(control -> control.control().id(), control -> control.status())
                        .containsExactly(
                                tuple("art-5-1-e", ControlStatus.WAIVED),
                                tuple("art-24-2", ControlStatus.VIOLATED),
                                tuple("art-30", ControlStatus.VIOLATED),
                                tuple("art-33", ControlStatus.NOT_ASSESSABLE)));
    }

    @Test
    void saysOfEachWaiverWhetherItHolds() {
        assertThat(totals.waivers())
                .extracting(use -> use.waiver().name(), use -> use.status())
                .containsExactly(
                        tuple("chat-logs", WaiverStatus.USED),
                        tuple("ends-soon", WaiverStatus.UNUSED),
                        tuple("long-over", WaiverStatus.EXPIRED),
                        tuple("never-used", WaiverStatus.UNUSED));
    }
}
