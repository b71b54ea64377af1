package dev.modelspec.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.modelspec.engine.finding.GovernanceException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A schema in the JSON Schema library, which never fetches anything. */
final class SchemaLibrary {
    private final Schema schema;

    SchemaLibrary(JsonNode schema) {
        // The library's own messages are not shown, so their bundles need not be loaded.
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .messageSource((key, fallback, locale, arguments) -> key)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
        try {
            this.schema = registry.getSchema(schema);
            this.schema.initializeValidators();
        } catch (RuntimeException e) {
            throw new GovernanceException("The JSON Schema library does not take a schema of ours.", e);
        }
    }

    List<Error> validate(JsonNode value) {
        try {
            return schema.validate(LargeNumbers.asIntegers(value));
        } catch (RuntimeException e) {
            throw new GovernanceException("The JSON Schema library failed.", e);
        }
    }
}
