package dev.winnow.simulator.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.simulator.api.ApiError;
import dev.winnow.simulator.api.ModelRequest;
import dev.winnow.simulator.api.OutputFormat.Form;
import dev.winnow.simulator.api.OutputFormat.Source;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checks the strict schemas of a request. A schema is checked once; its verdict is kept. Thread-safe. */
public final class StrictSchemas {
    private static final int KEPT = 1_000;

    private record Question(JsonNode schema, boolean fineTuned) {}

    private record Verdict(Optional<String> problem, int characters) {}

    private final Map<Question, Verdict> verdicts = new ConcurrentHashMap<>();
    private final MetaSchema metaSchema = new MetaSchema();

    /**
     * Refuses what OpenAI refuses.
     *
     * @return the characters of all strict schemas, which are paid for as input
     */
    public int check(ModelRequest request) throws ApiError {
        boolean fineTuned = request.model().startsWith("ft:");
        int characters = 0;
        for (Form form : request.forms()) {
            JsonNode schema = form.schema();
            if (form.strict() && schema != null) {
                Verdict verdict = verdict(new Question(schema, fineTuned));
                if (verdict.problem().isPresent()) {
                    throw refusal(form, verdict.problem().get());
                }
                characters += verdict.characters();
            }
        }
        return characters;
    }

    private static ApiError refusal(Form form, String problem) {
        Source source = form.source();
        String message = "Invalid schema for %s '%s': %s".formatted(source.kind(), form.name(), problem);
        return ApiError.badRequest(source.param(), source.code(), message);
    }

    private Verdict verdict(Question question) {
        if (verdicts.size() > KEPT) {
            verdicts.clear();
        }
        return verdicts.computeIfAbsent(
                question,
                asked -> new Verdict(
                        problem(asked.schema(), asked.fineTuned()),
                        asked.schema().toString().length()));
    }

    private Optional<String> problem(JsonNode schema, boolean fineTuned) {
        return SchemaSizes.problem(schema)
                .or(() -> metaSchema.problem(schema))
                .or(() -> new SchemaRules(schema, fineTuned).problem());
    }
}
