package dev.modelspec.rego.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InputTypesTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void keepsWhatTypesComeFrom() {
        assertThat(reduced("""
                {"$id": "https://example.com/s", "type": "object", "title": "T", "required": ["a"], "$defs": {
                  "probe": {"type": "integer", "minimum": 1}}, "properties": {
                    "a": {"$ref": "#/$defs/probe"},
                    "b": {"type": "array", "items": {"anyOf": [{"type": "string", "pattern": "x"}, {"enum": [1]}]}}}}
                """)).isEqualTo(JSON.readTree("""
                {"type": "object", "$defs": {"probe": {"type": "integer"}}, "properties": {
                    "a": {"$ref": "#/$defs/probe"},
                    "b": {"type": "array", "items": {"anyOf": [{"type": "string"}, {}]}}}}
                """));
    }

    @Test
    void takesNoFieldForAKeyword() {
        String fields = "{\"properties\": {\"title\": {\"type\": \"string\"}, \"type\": {\"type\": \"number\"}}}";
        assertThat(reduced(fields)).isEqualTo(JSON.readTree(fields));
    }

    private static Object reduced(String schema) {
        return InputTypes.of(JSON.readTree(schema));
    }
}
