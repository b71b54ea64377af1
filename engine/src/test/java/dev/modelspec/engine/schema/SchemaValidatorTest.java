package dev.modelspec.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentText;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Findings about a schema. Those about the schema of specs are in the folder {@code bad-input}. */
class SchemaValidatorTest {
    @Test
    void other_schemas_give_findings_of_the_same_kind() {
        assertThat(profile("""
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: Profile
            metadata: {name: ""}
            spec:
              extend: baseline
              rules:
                privacy/pii-declared: {level: denny}
                retention/declared: {level: no}
                retention/logs-max-days: {level: {default: wran, cluster: deny}, params: 90}
                Not A Rule: {}
            """)).isEqualTo("""
                  3:18-3:20 schema/size, DENY, HIGH: Too few or too many
                    at /metadata/name
                    `metadata.name` has to have at least 1 character.
                    > null
                  5:3-5:9 schema/unknown-field, DENY, HIGH: Unknown field
                    at /spec/extend
                    `spec` has no field `extend`.
                    > Did you mean `extends`?
                  7:35-7:40 schema/enum, DENY, HIGH: Value not allowed
                    at /spec/rules/privacy~1pii-declared/level
                    `spec.rules.privacy/pii-declared.level` is `denny`, which is none of its values.
                    > Did you mean `deny`? Use one of: deny, warn, off, false.
                  9:48-9:52 schema/enum, DENY, HIGH: Value not allowed
                    at /spec/rules/retention~1logs-max-days/level/default
                    `spec.rules.retention/logs-max-days.level.default` is `wran`, which is none of its values.
                    > Did you mean `warn`? Use one of: deny, warn, off, false.
                  9:54-9:61 schema/unknown-field, DENY, HIGH: Unknown field
                    at /spec/rules/retention~1logs-max-days/level/cluster
                    `spec.rules.retention/logs-max-days.level` has no field `cluster`.
                    > Remove it, or use one of its fields: default, cli, ci, admission, audit.
                  9:78-9:80 schema/type, DENY, HIGH: Wrong type
                    at /spec/rules/retention~1logs-max-days/params
                    `spec.rules.retention/logs-max-days.params` has to be an object, but is `90`.
                    > Write its fields below it.
                  10:5-10:15 schema/unknown-field, DENY, HIGH: Unknown field
                    at /spec/rules/Not A Rule
                    `spec.rules` has no field `Not A Rule`.
                    > Remove it.
                """);
    }

    @Test
    void of_alternatives_the_one_of_the_right_type_is_explained() {
        JsonNode schema = JsonMapper.shared().readTree("""
            {"properties": {"apiVersion": true, "kind": true, "a": {"oneOf": [
              {"type": "string", "enum": ["x", "y"]},
              {"type": "object", "properties": {"b": {"type": "integer"}}, "required": ["b"]}]}}}
            """);

        assertThat(validate(schema, "a: z")).contains("schema/enum").doesNotContain("schema/type");
        assertThat(validate(schema, "a: {b: c}")).contains("`a.b` has to be a whole number, but is `c`.");
        assertThat(validate(schema, "a: {}")).contains("`a.b` is missing.");
        assertThat(validate(schema, "a: 1")).contains("`a` has to be text or an object, but is `1`.");
        assertThat(validate(schema, "a: x")).isEmpty();
    }

    @Test
    void keywords_without_words_of_their_own_are_named() {
        JsonNode schema = JsonMapper.shared().readTree("""
            {"properties": {"a": {"pattern": "^x"}, "b": {"multipleOf": 2}, "c": {"uniqueItems": true}}}
            """);

        assertThat(validate(schema, "a: z\nb: 3\nc: [1, 1]")).isEqualTo("""
              3:4-3:5 schema/pattern, DENY, HIGH: Breaks the schema
                at /a
                `a` breaks `pattern: ^x` of the schema.
                > null
              4:4-4:5 schema/multiple-of, DENY, HIGH: Breaks the schema
                at /b
                `b` breaks `multipleOf: 2` of the schema.
                > null
              5:1-5:2 schema/unique-items, DENY, HIGH: Breaks the schema
                at /c
                `c` breaks `uniqueItems: true` of the schema.
                > null
            """);
    }

    @Test
    void nothing_is_fetched_from_anywhere() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(100);
            JsonNode schema = JsonMapper.shared().readTree("""
                {"properties": {"a": {"$ref": "http://127.0.0.1:%d/schema.json"}}}
                """.formatted(server.getLocalPort()));

            assertThatThrownBy(() -> validate(schema, "a: 1"))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessageContaining("JSON Schema library");
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_schema_that_is_not_there_is_our_fault() {
        assertThatThrownBy(() -> SchemaValidator.of("missing.json"))
                .isInstanceOf(GovernanceException.class)
                .hasMessage("There is no schema missing.json on the class path.");
    }

    @Test
    void what_the_parser_found_is_not_found_again() {
        ParsedSpec spec = parse(
                SpecParser.ofModelSpecs(),
                "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\nmetadata: {name: 017}\nspec: 1\n");

        assertThat(spec.findings()).extracting(Finding::rule).containsExactly("syntax/ambiguous-scalar");
        assertThat(SchemaValidator.ofModelSpecs().validate(spec))
                .extracting(finding -> finding.location().pointer())
                .containsExactly("/spec");
    }

    @Test
    void many_threads_may_use_one_validator() {
        SchemaValidator validator = SchemaValidator.ofModelSpecs();
        ParsedSpec spec = parse(SpecParser.ofModelSpecs(), "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\nspec: {}\n");

        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> validator.validate(spec))
                        .distinct())
                .hasSize(1);
    }

    private static String profile(String text) {
        SpecParser parser = SpecParser.of(new DocumentType("governance.modelspec.dev/v1alpha1", "Profile", false));
        return text(SchemaValidator.of("profile.v1alpha1.json").validate(parse(parser, text)));
    }

    private static String validate(JsonNode schema, String fields) {
        String text = "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\n" + fields + "\n";
        return text(SchemaValidator.of(schema).validate(parse(SpecParser.ofModelSpecs(), text)));
    }

    private static ParsedSpec parse(SpecParser parser, String text) {
        return (ParsedSpec) parser.parse(Source.of("a.yaml", text)).get(0);
    }

    private static String text(List<Finding> findings) {
        return findings.stream().map(DocumentText::of).collect(Collectors.joining());
    }
}
