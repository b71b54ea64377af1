package dev.modelspec.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import dev.modelspec.engine.finding.GovernanceException;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A schema in the JSON Schema library, which never fetches anything. */
final class SchemaLibrary {
    private final Schema schema;

    SchemaLibrary(JsonNode schema, Collection<TextFormat> formats) {
        // The library's own messages are not shown, so their bundles need not be loaded.
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(!formats.isEmpty())
                .messageSource((key, fallback, locale, arguments) -> key)
                .build();
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .formats(all -> {
                    all.clear();
                    formats.forEach(format -> all.put(format.name(), inLibrary(format)));
                })
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                dialect,
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
        try {
            this.schema = registry.getSchema(schema);
            this.schema.initializeValidators();
        } catch (RuntimeException e) {
            throw new GovernanceException("The JSON Schema library does not take a schema of ours.", e);
        }
    }

    private static Format inLibrary(TextFormat format) {
        return new Format() {
            @Override
            public String getName() {
                return format.name();
            }

            @Override
            public boolean matches(ExecutionContext context, String text) {
                return format.problem(text) == null;
            }
        };
    }

    List<Error> validate(JsonNode value) {
        try {
            return schema.validate(LargeNumbers.asIntegers(value));
        } catch (RuntimeException e) {
            throw new GovernanceException("The JSON Schema library failed.", e);
        }
    }
}
