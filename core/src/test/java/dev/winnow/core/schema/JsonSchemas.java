package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** The independent JSON Schema validator that the tests ask, formats included. */
final class JsonSchemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private JsonSchemas() {}

    /** What draft 2020-12 itself finds wrong with {@code schema}. */
    static List<String> problemsOf(JsonNode schema) {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        return messages(meta, schema);
    }

    /** What {@code schema} finds wrong with {@code value}. */
    static List<String> violations(JsonNode schema, JsonNode value) {
        return messages(REGISTRY.getSchema(schema), value);
    }

    private static List<String> messages(Schema schema, JsonNode value) {
        return schema
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
