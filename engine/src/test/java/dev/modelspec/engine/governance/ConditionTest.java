package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.governance.Condition.Operator;
import dev.modelspec.engine.governance.Condition.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConditionTest {
    private static final JsonNode LABELS = JsonMapper.shared().readTree("{\"env\": \"prod\", \"empty\": \"\"}");
    private static final Namespace NAMESPACE = new Namespace("prod-eu", Map.of("env", "prod", "empty", ""));

    @ParameterizedTest
    @CsvSource(textBlock = """
                    env,   IN,             prod,    true
                    env,   IN,             dev,     false
                    none,  IN,             prod,    false
                    empty, IN,             '',      true
                    env,   NOT_IN,         prod,    false
                    env,   NOT_IN,         dev,     true
                    none,  NOT_IN,         prod,    true
                    env,   EXISTS,         ,        true
                    empty, EXISTS,         ,        true
                    none,  EXISTS,         ,        false
                    env,   DOES_NOT_EXIST, ,        false
                    none,  DOES_NOT_EXIST, ,        true
                    """)
    void labelsAreComparedAsKubernetesDoes(String key, Operator operator, @Nullable String value, boolean met) {
        var values = value == null ? List.<String>of() : List.of("other", value);

        assertThat(new Condition(Place.LABEL, key, operator, values).metBy(new Condition.Subject(LABELS, null)))
                .isEqualTo(met);
        assertThat(new Condition(Place.NAMESPACE_LABEL, key, operator, values)
                        .metBy(new Condition.Subject(JsonMapper.shared().createObjectNode(), NAMESPACE)))
                .isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    prod-eu,    true
                    prod,       false
                    prod-*,     true
                    *-eu,       true
                    *,          true
                    p*d-*u,     true
                    *od*eu*,    true
                    prod-eu*,   true
                    *prod-eu,   true
                    prod-e*eu,  false
                    *us*,       false
                    p*d*d*,     false
                    p.od-eu,    false
                    """)
    void aStarInANameStandsForAnyText(String glob, boolean met) {
        assertThat(new Condition(Place.NAMESPACE, "", Operator.LIKE, List.of("other", glob))
                        .metBy(new Condition.Subject(LABELS, NAMESPACE)))
                .isEqualTo(met);
    }

    @Test
    void nothingIsSoAboutANamespaceThatIsNotKnown() {
        for (Operator operator : Operator.values()) {
            for (Place place : List.of(Place.NAMESPACE, Place.NAMESPACE_LABEL)) {
                assertThat(new Condition(place, "x", operator, List.of("*")).metBy(new Condition.Subject(LABELS, null)))
                        .as("%s %s", place, operator)
                        .isFalse();
            }
        }
    }
}
