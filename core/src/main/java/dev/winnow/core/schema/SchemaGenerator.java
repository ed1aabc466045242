package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.util.List;

/**
 * Makes the strict schema of a record type: victools reads the types, {@link StrictForm} gives them the form that strict mode
 * takes, {@link StrictSchemaChecker} has the last word. Thread-safe; call it once per type, at start.
 */
public final class SchemaGenerator {

    private final com.github.victools.jsonschema.generator.SchemaGenerator victools =
            new com.github.victools.jsonschema.generator.SchemaGenerator(new SchemaGeneratorConfigBuilder(
                            StrictJson.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                    .with(new JacksonModule(
                            JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                            JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
                    .with(Option.INLINE_ALL_SCHEMAS, Option.FLATTENED_OPTIONALS, Option.STANDARD_FORMATS)
                    .without(Option.SCHEMA_VERSION_INDICATOR)
                    .build());

    /** The schema of {@code type}; throws {@link ProblemsException} with every rule of strict mode that it would break. */
    public RecordSchema generate(RecordType<?> type) {
        StrictForm form = new StrictForm(type.javaType().getSimpleName());
        ObjectNode schema = form.of(type.shape(), victools.generateSchema(type.javaType()));
        List<Problem> problems = form.problems();
        problems.addAll(StrictSchemaChecker.check(schema));
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new RecordSchema(type.name(), type.shape().description(), (JsonNode) schema);
    }
}
