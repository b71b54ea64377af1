package dev.modelspec.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.GovernanceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StructuralSchemaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'const': 'a', 'type': 'string'}|{'enum': ['a'], 'type': 'string'}",
                "{'type': 'integer', 'minimum': 1}|{'type': 'integer', 'minimum': 1, 'format': 'int64'}",
                "{'type': 'integer', 'minimum': 1, 'maximum': 65535}"
                        + "|{'type': 'integer', 'minimum': 1, 'maximum': 65535, 'format': 'int32'}",
                "{'type': ['string', 'null']}|{'type': 'string', 'nullable': true}",
                "{'type': 'object', 'additionalProperties': false, 'properties': {'a': {'type': 'boolean', 'default': true}}}"
                        + "|{'type': 'object', 'properties': {'a': {'type': 'boolean'}}}",
                "{'type': 'object', 'additionalProperties': {'type': 'string'}}"
                        + "|{'type': 'object', 'additionalProperties': {'type': 'string'}}",
                "{'type': 'object'}|{'type': 'object', 'x-kubernetes-preserve-unknown-fields': true}",
                "{'description': 'Own.', '$ref': '#/$defs/a', '$defs': {'a': {'type': 'string', 'description': 'Its.'}}}"
                        + "|{'description': 'Own.', 'type': 'string'}",
                "{'title': 'T', 'examples': [], 'type': 'array', 'x-kubernetes-list-type': 'set', 'items': {'type': 'string'}}"
                        + "|{'type': 'array', 'x-kubernetes-list-type': 'set', 'items': {'type': 'string'}}",
            })
    void aSchemaIsTranslated(String schema, String structural) {
        assertThat(StructuralSchema.of(json(schema))).isEqualTo(json(structural));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'properties': {'a/b': {'patternProperties': {}}}}|`patternProperties` at /properties/a~1b",
                "{'if': {}}|`if` at its root",
                "{'items': {'propertyNames': {}}}|`propertyNames` at /items",
                "{'unevaluatedProperties': false}|`unevaluatedProperties` at its root",
                "{'type': ['string', 'integer']}|a choice of types at its root",
                "{'$ref': '#/$defs/a', '$defs': {'a': {'items': {'$ref': '#/$defs/a'}}}}|a reference to itself at /items",
            })
    void aKeywordThatWouldBeLostIsAFault(String schema, String what) {
        assertThatThrownBy(() -> StructuralSchema.of(json(schema)))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining(what);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
