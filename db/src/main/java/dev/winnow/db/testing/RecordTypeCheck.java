package dev.winnow.db.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.tool.FunctionTool;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.type.RecordTypes;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import dev.winnow.db.table.Ddl;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The test of a record type, one line in its own project:
 *
 * <pre>{@code
 * @Test
 * void works() {
 *     RecordTypeCheck.check(DeliveryNote.class);
 * }
 * }</pre>
 *
 * It starts a PostgreSQL in a temporary directory, once in a JVM, and leaves nothing behind.
 */
public final class RecordTypeCheck {

    private static final Path SAMPLES = Path.of("samples");
    private static final long SEED = 1;
    private static final int REPLIES = 200;

    private RecordTypeCheck() {}

    /** Checks with the samples in folder {@code samples} of the working directory, which in a Maven build is the module's. */
    public static void check(Class<? extends Record> javaType) {
        check(javaType, SAMPLES);
    }

    /**
     * Checks that the record can be a record type and is listed as one, that the API takes its schema and function tool, that its
     * migrations give the tables it declares, and that its sample answers are valid, go into the
     * tables and come back. Samples are the files
     * {@code NAME.json} below {@code samples} that hold <code>{"type": NAME OF THE TYPE, "record": {...}}</code>, as {@code winnow
     * run --offline --answers} takes them; there must be one. Of 200 replies made at random from the schema, always the same, the
     * valid ones must go into the tables and come back too.
     *
     * @throws ProblemsException with everything that is wrong
     */
    public static void check(Class<? extends Record> javaType, Path samples) {
        List<Problem> problems = new ArrayList<>(unlisted(javaType));
        try {
            checkType(RecordType.of(javaType), samples, problems);
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
    }

    private static void checkType(RecordType<?> type, Path folder, List<Problem> problems) {
        Samples samples = Samples.in(folder, type);
        problems.addAll(samples.problems());
        List<Record> random = new ArrayList<>();
        try {
            RecordSchema schema = new SchemaGenerator().generate(type);
            FunctionTool.of(schema);
            random.addAll(random(type, schema));
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
        }
        // throws where the type has no place in PostgreSQL: then there is nothing to migrate
        Ddl.create(type);
        problems.addAll(TablesCheck.check(type, samples.valid(), random));
    }

    /** Those of the random replies that are valid: the tables must take them as well. */
    private static List<Record> random(RecordType<?> type, RecordSchema schema) {
        RecordReader reader = new RecordReader(type, Clock.systemUTC());
        List<Record> records = new ArrayList<>();
        for (JsonNode reply : new Instances(schema.json(), SEED).take(REPLIES)) {
            if (reader.read(reply.toString()) instanceof Read.Valid valid) {
                records.add(valid.value());
            }
        }
        return records;
    }

    private static List<Problem> unlisted(Class<?> javaType) {
        return RecordTypes.isListed(javaType)
                ? List.of()
                : List.of(new Problem(
                        ProblemCode.RECORD_TYPES_LIST,
                        javaType.getSimpleName(),
                        "is not listed",
                        "write " + javaType.getName() + " to the resource " + RecordTypes.LIST));
    }
}
