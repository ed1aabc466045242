package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the strict schema of a record type: {@link SchemaWriter} writes its shape, {@link StrictSchemaChecker} has the last word.
 * Thread-safe; call it once per type, at start.
 */
public final class SchemaGenerator {

    private final Dialect dialect;

    /** Makes schemas for OpenAI's own servers and models. */
    public SchemaGenerator() {
        this(Dialect.OPENAI);
    }

    /** Makes schemas in {@code dialect}. */
    public SchemaGenerator(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The schema of {@code type}; throws {@link ProblemsException} with every rule of strict mode that it would break. */
    public RecordSchema generate(RecordType<?> type) {
        Definitions definitions = new Definitions(dialect);
        ObjectNode schema = new SchemaWriter(dialect, definitions)
                .write(type.shape(), type.javaType().getSimpleName());
        List<Problem> problems = new ArrayList<>(definitions.problems());
        if (problems.isEmpty()) {
            problems.addAll(StrictSchemaChecker.check(schema, dialect));
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new RecordSchema(type.name(), type.shape().description(), schema);
    }
}
