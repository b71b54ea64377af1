package dev.modelspec.engine.schema;

import com.networknt.schema.Error;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The words of findings about values of the wrong type. */
final class TypeMessages {
    private TypeMessages() {}

    static SchemaMessages.Text text(String name, Error error, @Nullable String written, @Nullable JsonNode example) {
        return new SchemaMessages.Text(
                "`" + name + "` is " + Values.describe(error.getInstanceNode()) + ", but should be "
                        + Values.show(error.getSchemaNode()) + ".",
                example == null ? null : "For example: " + Values.show(example));
    }
}
