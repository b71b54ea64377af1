package dev.modelspec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingMatchTest {
    private static final ExpectedFinding ANY = new ExpectedFinding("a/b", null, null, null, null);
    private static final ExpectedFinding FIRST = new ExpectedFinding("a/b", "/1", null, null, null);
    private static final ExpectedFinding SECOND = new ExpectedFinding("a/b", "/2", null, null, null);

    @Test
    void whatIsLeftOpenLeavesToOthersWhatTheyNeed() {
        assertThat(FindingMatch.of(List.of(ANY, FIRST), List.of(FIRST, SECOND)).complete())
                .isTrue();
        assertThat(FindingMatch.of(List.of(ANY, SECOND), List.of(FIRST, SECOND)).complete())
                .isTrue();
    }

    @Test
    void aFindingStandsForOneExpectationOnly() {
        assertThat(FindingMatch.of(List.of(ANY, ANY), List.of(FIRST)).missing()).isEqualTo(1);
        assertThat(FindingMatch.of(List.of(ANY), List.of(FIRST, SECOND)).surplus())
                .isEqualTo(1);
    }

    @Test
    void nothingExpectedAndNothingFoundIsComplete() {
        assertThat(FindingMatch.of(List.of(), List.of()).complete()).isTrue();
    }
}
