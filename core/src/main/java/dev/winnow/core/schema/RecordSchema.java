package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The strict JSON Schema of a record type.
 *
 * @param name the record type's name; also the name of the response format
 * @param description what the record holds, or empty
 * @param json the schema, properties in component order; must not be changed
 */
public record RecordSchema(String name, String description, JsonNode json) {}
