package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.source.Source;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whatever Jackson writes as JSON and as YAML is read as the same tree, without a finding. */
class JsonYamlTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "true",
        "no",
        "null",
        "~",
        "017",
        "1.10",
        "2025-01-15",
        "1:30",
        "<<",
        "=",
        "- a",
        "a: b",
        "a #b",
        "# a",
        "'",
        "\"",
        "\\",
        "\n",
        "a\nb",
        "a\n",
        "\ta",
        " a ",
        "é",
        "🤖",
        "שלום",
        "{a}",
        "[a]",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "?",
        "? a",
        ":",
        ",",
        "---",
        "...",
        "\u0085",
        "\u2028",
        "\u0007",
        "\u0000",
        "0x1F",
        ".inf",
        "1e3",
        "y",
        "Yes",
        "a:",
        "s3://a/b",
        "a,b",
        "-",
        "--- a",
    };

    private final Random random = new Random(7);

    @Test
    void both_give_the_tree_that_was_written() {
        for (int i = 0; i < 3_000; i++) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            tree.put("apiVersion", "piqc.ai/v1alpha1").put("kind", "ModelSpec");
            tree.set("any", value(0));

            assertThat(parse("a.json", JSON.writeValueAsString(tree))).isEqualTo(tree);
            assertThat(parse("a.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree)))
                    .isEqualTo(tree);
            assertThat(parse("a.yaml", YAML.writeValueAsString(tree))).isEqualTo(tree);
        }
    }

    private static JsonNode parse(String name, String text) {
        ParsedDocument document =
                SpecParser.ofModelSpecs().parse(Source.of(name, text)).get(0);
        assertThat(document)
                .as("%s", text)
                .isInstanceOfSatisfying(
                        ParsedSpec.class, spec -> assertThat(spec.findings()).isEmpty());
        return ((ParsedSpec) document).tree();
    }

    private JsonNode value(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 4 ? 6 : 10)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextInt(2_000) - 1_000);
            case 3 -> nodes.numberNode(random.nextLong() | 1L << 40);
            case 4 -> nodes.numberNode(BigDecimal.valueOf(random.nextInt(1_000_000) * 10L + 1, 1 + random.nextInt(5)));
            case 5, 6 -> nodes.stringNode(text());
            case 7, 8 -> {
                ObjectNode object = nodes.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(name(), value(depth + 1));
                }
                yield object;
            }
            default -> {
                var array = nodes.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(value(depth + 1));
                }
                yield array;
            }
        };
    }

    /** Jackson writes some names without the quotes that they need. */
    private String name() {
        String name = text();
        boolean unquoted = name.isBlank() || name.indexOf('\u0085') >= 0 || name.indexOf('\u2028') >= 0;
        return unquoted || PlainScalar.read(name) == null ? "name" : name;
    }

    private String text() {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextInt(4) == 0 ? text + TEXTS[random.nextInt(TEXTS.length)] : text;
    }
}
