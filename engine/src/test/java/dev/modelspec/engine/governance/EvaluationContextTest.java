package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EvaluationContextTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final EvaluationContext FULL = new EvaluationContext(
            Surface.ADMISSION,
            "CREATE",
            new Namespace("prod-eu", Map.of("env", "prod")),
            new User("jenkins", List.of("builders")),
            null,
            null,
            null);

    @Test
    void itIsToldAsItsSchemaSays() {
        String told = FULL.toJson(spec("a"), "a.yaml").toString();

        assertThat(told)
                .isEqualTo(
                        "{\"surface\":\"admission\",\"operation\":\"CREATE\",\"namespace\":{\"name\":\"prod-eu\","
                                + "\"labels\":{\"env\":\"prod\",\"kubernetes.io/metadata.name\":\"prod-eu\"}},\"user\":{\"username\":\"jenkins\",\"groups\":[\"builders\"]}}");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaValidator.resource("context.v0.1.json"))
                        .validate(told, InputFormat.JSON))
                .isEmpty();
        assertThat(EvaluationContext.of(Surface.CI).toJson(spec("a"), "a.yaml").toString())
                .isEqualTo("{\"surface\":\"ci\"}");
    }

    @Test
    void dependenciesAreFoundWithThoseThatTheyHaveInTurnEachFromWhereItIs() {
        var asked = new ArrayList<String>();
        Map<String, ObjectNode> specs = Map.of("b", spec("b", "c", "lost"), "c", spec("c", "a"), "a", spec("a", "b"));
        var context = FULL.with((reference, source) -> {
            asked.add(source + " -> " + reference);
            return specs.containsKey(reference) ? new Dependency(reference + ".yaml", specs.get(reference)) : null;
        });

        var dependencies = context.toJson(spec("a", "b"), "start.yaml")
                .path("dependencies")
                .asObject();

        assertThat(asked).containsExactly("start.yaml -> b", "b.yaml -> c", "b.yaml -> lost", "c.yaml -> a");
        assertThat(dependencies.propertyNames()).containsExactly("b", "c", "a");
        assertThat(dependencies.get("c")).isEqualTo(spec("c", "a"));
    }

    @Test
    void aSpecWithoutDependenciesHasNone() {
        var context = FULL.with((reference, source) -> {
            throw new AssertionError("nothing to resolve");
        });

        assertThat(context.toJson(spec("a"), "a.yaml").has("dependencies")).isFalse();
    }

    @Test
    void whatNobodyFindsIsNotTheSameAsNobodyLooking() {
        assertThat(FULL.toJson(spec("a", "b"), "a.yaml").has("dependencies")).isFalse();
        assertThat(FULL.with((reference, source) -> null)
                        .toJson(spec("a", "b"), "a.yaml")
                        .path("dependencies")
                        .toString())
                .isEqualTo("{}");
    }

    @Test
    void atMostAHundredAreFound() {
        var context = FULL.with((reference, source) -> new Dependency(reference, spec(reference, reference + "i")));

        assertThat(context.toJson(spec("a", "b"), "a.yaml").path("dependencies").size())
                .isEqualTo(100);
    }

    private static ObjectNode spec(String name, String... references) {
        ObjectNode spec = JSON.createObjectNode();
        spec.putObject("metadata").put("name", name);
        if (references.length > 0) {
            var dependencies = spec.putObject("spec").putObject("pipeline").putArray("dependencies");
            for (String reference : references) {
                dependencies.addObject().put("id", "x").put("role", "custom").put("specRef", reference);
            }
        }
        return spec;
    }
}
