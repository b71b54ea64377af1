package dev.modelspec.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthoritiesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Identity FIRST = CertificateMaker.authority("test", START, LIFE);
    private static final Identity SECOND = CertificateMaker.authority("test", START.plus(Duration.ofDays(60)), LIFE);

    @Test
    void theFirstIssuesAtOnce() {
        assertThat(Authorities.NONE.at(START, false, () -> FIRST)).isEqualTo(issuing(FIRST));
    }

    @Test
    void aYoungOneStaysAlone() {
        assertThat(issuing(FIRST).at(START.plus(Duration.ofDays(59)), true, AuthoritiesTest::noneIsMade))
                .isEqualTo(issuing(FIRST));
    }

    @Test
    void theNextOneIsMadeAfterTwoThirdsOfALifeAndIssuesNothingYet() {
        Authorities next = issuing(FIRST).at(START.plus(Duration.ofDays(60)), true, () -> SECOND);

        assertThat(next).isEqualTo(new Authorities(FIRST, SECOND, null, List.of(), null));
        assertThat(next.bundle()).containsExactly(FIRST.certificate(), SECOND.certificate());
        assertThat(next.at(START.plus(Duration.ofDays(61)), true, AuthoritiesTest::noneIsMade))
                .isEqualTo(next);
    }

    @Test
    void theOldOneStaysInTheBundleUntilTheLastCertificateByItEnds() {
        Instant lastUse = START.plus(Duration.ofDays(80));
        Authorities promoted =
                new Authorities(FIRST, SECOND, START.plus(Duration.ofDays(60)), List.of(), null).promoted(lastUse);

        assertThat(promoted).isEqualTo(new Authorities(SECOND, null, null, List.of(FIRST.certificate()), lastUse));
        assertThat(promoted.bundle()).containsExactly(FIRST.certificate(), SECOND.certificate());
        assertThat(promoted.at(lastUse, true, AuthoritiesTest::noneIsMade)).isEqualTo(promoted);
        assertThat(promoted.at(lastUse.plusSeconds(1), true, AuthoritiesTest::noneIsMade))
                .isEqualTo(issuing(SECOND));
    }

    @Test
    void aLostOneIsReplacedOnlyAfterAnAnnouncementWhileItsCertificateIsInUse() {
        Instant until = START.plus(Duration.ofDays(30));

        assertThat(Authorities.ofPrevious(FIRST.chain(), until).at(START, true, () -> SECOND))
                .isEqualTo(new Authorities(null, SECOND, null, FIRST.chain(), until));
    }

    @Test
    void theNextOneDoesNotWaitWhenNothingIsInUse() {
        var pending = new Authorities(FIRST, SECOND, null, List.of(), null);

        assertThat(pending.at(START.plus(Duration.ofDays(91)), false, AuthoritiesTest::noneIsMade))
                .isEqualTo(issuing(SECOND));
    }

    private static Authorities issuing(Identity authority) {
        return new Authorities(authority, null, null, List.of(), null);
    }

    private static Identity noneIsMade() {
        throw new AssertionError("an authority was made");
    }
}
