package dev.modelspec.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Our verdict on a document is that of the JSON Schema library, whatever the document. */
@Tag("slow")
class SchemaVerdictTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode SCHEMA = SchemaValidator.resource("modelspec.v0.1.json");
    private static final Schema LIBRARY =
            SchemaRegistry.withDefaultDialect(Dialects.getDraft202012()).getSchema(SCHEMA);
    private static final QuickCheck QUICK = Objects.requireNonNull(QuickCheck.of(SCHEMA, Map.of()));
    private static final SchemaValidator OURS = SchemaValidator.ofModelSpecs();

    private final Random random = new Random(11);

    @Test
    void the_schema_of_specs_can_be_checked_quickly() {
        for (JsonNode example : SCHEMA.path("examples")) {
            assertThat(QUICK.accepts(example)).isTrue();
            assertThat(LIBRARY.validate(example)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"suite.v1alpha1.json", "context.v0.1.json"})
    void the_schemas_of_what_every_command_reads_can_be_checked_quickly(String name) {
        assertThat(SchemaValidator.of(name).isQuick()).isTrue();
    }

    @Test
    void changed_documents_get_the_verdict_of_the_library() {
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            ObjectNode document = (ObjectNode) document(SCHEMA, true);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                change(document);
            }
            // The parser has rules of its own about these two.
            document.put("apiVersion", "piqc.ai/v1alpha1").put("kind", "ModelSpec");
            boolean verdict = LIBRARY.validate(document).isEmpty();

            assertThat(QUICK.accepts(document)).as("%s", document).isEqualTo(verdict);
            if (i % 10 == 0) {
                ParsedSpec spec = parse(document);
                assertThat(spec.tree()).isEqualTo(document);
                assertThat(OURS.validate(spec).isEmpty()).as("%s", document).isEqualTo(verdict);
            }
            valid += verdict ? 1 : 0;
        }
        assertThat(valid).as("valid ones among 20,000").isBetween(4_000, 16_000);
    }

    @Test
    void whole_numbers_may_be_written_as_decimals() {
        for (String number :
                List.of("2.0", "2.00", "20e-1", "2E0", "0e5", "1e300", "2.5", "1e-300", "0.9999999999999999999999")) {
            JsonNode document = NODES.numberNode(new BigDecimal(number));
            JsonNode schema = JsonMapper.shared().readTree("{\"type\": \"integer\"}");
            boolean verdict = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                    .getSchema(schema)
                    .validate(document)
                    .isEmpty();

            assertThat(Objects.requireNonNull(QuickCheck.of(schema, Map.of())).accepts(document))
                    .as(number)
                    .isEqualTo(verdict);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "{\"minLength\": 1}                     ! \"\"       ! \"a\"",
                "{\"minLength\": 1}                     ! \"\"       ! 1",
                "{\"minLength\": 2}                     ! \"😀\"      ! \"abcd\"",
                "{\"type\": [\"string\", \"object\"]} ! []         ! {}",
                "{\"minProperties\": 1}                 ! {}         ! {\"a\": 1}",
                "{\"propertyNames\": {\"minLength\": 1}} ! {\"\": 1}   ! {\"a\": 1}",
                "{\"exclusiveMinimum\": 1}              ! 1.0        ! 1.01",
                "{\"type\": \"string\", \"format\": \"date\"} ! 1       ! \"no date\"",
                "{\"minItems\": 1}                      ! []         ! [1]",
                "{\"uniqueItems\": true}                ! [1, 1.0]   ! [\"a\", \"b\"]",
                "{\"uniqueItems\": true}                ! [\"a\", \"a\"] ! []",
                "{\"pattern\": \"^(/.*)?$\"}            ! \"/a\\n\"    ! \"/a b\"",
                "{\"pattern\": \"^[A-Za-z][a-z+.-]*:/\"} ! \"1:/\"      ! \"oci:/\\n/\"",
                "{\"pattern\": \"^[^/]+/[^/]+$\"}     ! \"a/b/\"     ! \"a/b\\n\"",
                "{\"pattern\": \"^[a-z0-9-]+/[a-z]+$\"} ! \"a-1\"      ! \"a-1/b\"",
                "{\"pattern\": \"^\\\\d{2}(\\\\.\\\\d{1,2})?(Z|[+-]\\\\d{2}:00)$\"} ! \"12.123Z\" ! \"12.5+01:00\"",
                "{\"pattern\": \"^\\\\d{2}(\\\\.\\\\d{1,2})?(Z|[+-]\\\\d{2}:00)$\"} ! \"12x5Z\"   ! \"12Z\"",
                "{\"pattern\": \"^[\\\\p{L}\\\\p{N}]+([ /][\\\\p{L}\\\\p{N}]+)*$\"} ! \"a-b\" ! \"ä 1/λ\"",
                "{\"enum\": [\"a\", false]}              ! true       ! false",
                "{\"maxLength\": 2}                     ! \"abc\"    ! \"ab\"",
                "{\"oneOf\": [{\"type\": \"string\", \"enum\": [\"a\"]}, {\"type\": \"object\"}]} ! \"b\" ! {}",
                "{\"oneOf\": [{\"type\": \"string\", \"enum\": [\"a\"]}, {\"type\": \"object\"}]} ! 1     ! \"a\"",
            })
    void keywords_of_other_schemas_have_the_verdict_of_the_library(String keyword, String wrong, String right) {
        JsonNode schema = JsonMapper.shared().readTree(keyword);
        QuickCheck quick = Objects.requireNonNull(QuickCheck.of(schema, Map.of()));
        Schema library =
                SchemaRegistry.withDefaultDialect(Dialects.getDraft202012()).getSchema(schema);
        JsonNode accepted = JsonMapper.shared().readTree(right);
        JsonNode refused = JsonMapper.shared().readTree(wrong);

        assertThat(library.validate(accepted)).isEmpty();
        assertThat(quick.accepts(accepted)).isTrue();
        assertThat(library.validate(refused)).isNotEmpty();
        assertThat(quick.accepts(refused)).isFalse();
    }

    @Test
    void a_schema_with_other_keywords_is_left_to_the_library() {
        for (String keyword : List.of(
                "\"pattern\": \"a\"",
                "\"pattern\": \"^a|b$\"",
                "\"pattern\": \"^\\\\s$\"",
                "\"pattern\": \"^[a&&b]$\"",
                "\"oneOf\": [{\"type\": \"number\"}, {\"type\": \"integer\"}]",
                "\"oneOf\": [{\"const\": \"a\"}, {\"type\": \"string\"}]",
                "\"oneOf\": [{\"minLength\": 1}, {\"type\": \"integer\"}]",
                "\"not\": {}",
                "\"type\": [1]",
                "\"const\": 1",
                "\"$ref\": \"https://a/b\"",
                "\"properties\": {\"a\": {\"multipleOf\": 1}}",
                "\"items\": true",
                "\"$dynamicRef\": \"#a\"")) {
            assertThat(QuickCheck.of(JsonMapper.shared().readTree("{" + keyword + "}"), Map.of()))
                    .as(keyword)
                    .isNull();
        }
    }

    @Test
    void a_schema_may_refer_to_itself() {
        QuickCheck list =
                Objects.requireNonNull(QuickCheck.of(JsonMapper.shared().readTree("""
                    {"$ref": "#/$defs/list", "$defs": {"list": {"type": "array", "items": {"$ref": "#/$defs/list"}}}}
                    """), Map.of()));

        assertThat(list.accepts(JsonMapper.shared().readTree("[[], [[]]]"))).isTrue();
        assertThat(list.accepts(JsonMapper.shared().readTree("[[], [[1]]]"))).isFalse();
    }

    private static ParsedSpec parse(JsonNode document) {
        return (ParsedSpec) SpecParser.ofModelSpecs()
                .parse(Source.of("a.json", document.toString()))
                .get(0);
    }

    /** A document that fits the schema, with many or few of the fields that it may have. */
    private JsonNode document(JsonNode schema, boolean needed) {
        JsonNode reference = schema.get("$ref");
        if (reference != null) {
            return document(SCHEMA.at(reference.stringValue().substring(1)), needed);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> {
                ObjectNode object = NODES.objectNode();
                List<String> required = schema.path("required")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
                for (Map.Entry<String, JsonNode> field :
                        schema.path("properties").properties()) {
                    boolean must = required.contains(field.getKey());
                    if (must || random.nextInt(3) == 0) {
                        object.set(field.getKey(), document(field.getValue(), must));
                    }
                }
                if (schema.path("additionalProperties").isObject() && random.nextBoolean()) {
                    object.set("any/thing~", document(schema.path("additionalProperties"), true));
                }
                yield object;
            }
            case "array" -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(document(schema.path("items"), true));
                }
                yield array;
            }
            default -> {
                JsonNode examples = schema.path("examples");
                yield examples.isEmpty() ? NODES.stringNode("a") : examples.get(random.nextInt(examples.size()));
            }
        };
    }

    private void change(ObjectNode document) {
        List<JsonNode> containers = new ArrayList<>();
        collect(document, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ArrayNode array) {
            array.add(anything());
            return;
        }
        ObjectNode object = (ObjectNode) container;
        List<String> names = List.copyOf(object.propertyNames());
        if (names.isEmpty() || random.nextInt(4) == 0) {
            object.set(random.nextBoolean() ? "unknown" : "name", anything());
        } else if (random.nextInt(3) == 0) {
            object.remove(names.get(random.nextInt(names.size())));
        } else {
            object.set(names.get(random.nextInt(names.size())), anything());
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private JsonNode anything() {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(0);
            case 3 -> NODES.numberNode(-1);
            case 4 -> NODES.numberNode(new BigDecimal("1.5"));
            case 5 -> NODES.numberNode(new BigDecimal("2.0"));
            case 6 -> NODES.numberNode(65_536);
            case 7 -> NODES.stringNode("");
            case 8 -> NODES.stringNode("http");
            case 9 -> NODES.objectNode();
            case 10 -> NODES.arrayNode().add("a");
            default -> NODES.numberNode(Long.MAX_VALUE);
        };
    }
}
