package dev.winnow.core.extraction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.Target;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.tool.RequestChecker;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One stop of a route, with what was generated for it.
 *
 * @param schemas one for each record type of the recipe, in the same order
 */
public record Stage(Target target, List<RecordSchema> schemas, OutputForm form) {

    /** Copies the schemas. */
    public Stage {
        schemas = List.copyOf(schemas);
    }

    /** Generates; throws {@link ProblemsException} where a type cannot be expressed in the target's dialect. */
    static Stage of(List<RecordType<?>> types, Target target) {
        SchemaGenerator generator = new SchemaGenerator(target.dialect());
        List<RecordSchema> schemas = types.stream().map(generator::generate).toList();
        OutputForm form = OutputForm.of(schemas, target.style());
        ObjectNode request =
                form.json(target.api().shape()).put("model", target.model().name());
        List<Problem> problems = RequestChecker.check(request, target.dialect());
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new Stage(target, schemas, form);
    }

    /** The most input tokens of a request, schema and instructions included; empty where nothing limits them. */
    Optional<Integer> inputRoom() {
        int output = target.parameters().maxOutputTokens();
        Optional<Integer> window = target.model().contextWindow().map(tokens -> tokens - output);
        return Stream.concat(window.stream(), target.maxInputTokens().stream()).min(Integer::compare);
    }

    /**
     * Why a request is too long for it, if it is.
     *
     * @param first input tokens of the first request for the document: what the document is sized by
     * @param input those of {@code request}
     * @param perMinute tokens that its endpoint takes in a minute, where that is known
     */
    Optional<String> tooLong(int first, int input, ModelRequest request, OptionalLong perMinute) {
        Optional<Integer> most = target.maxInputTokens();
        if (most.isPresent() && first > most.get()) {
            return Optional.of("more than the " + most.get() + " input tokens that " + target + " is for");
        }
        Optional<String> modelSays = target.model()
                .contextWindow()
                .map(window -> window - request.maxOutputTokens())
                .filter(room -> input > room)
                .map(room -> "more than the " + room + " input tokens the model takes");
        return modelSays.isPresent() || perMinute.isEmpty() || request.quotaTokens() <= perMinute.getAsLong()
                ? modelSays
                : Optional.of("more than the " + perMinute.getAsLong() + " tokens a minute that endpoint "
                        + target.endpoint().name() + " takes");
    }

    /** What of it decides an answer. */
    ObjectNode definition() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", target.endpoint().identity())
                .put("api", target.api().name())
                .put("style", target.style().name())
                .put("model", target.model().name())
                .put("maxOutputTokens", target.parameters().maxOutputTokens());
        target.parameters().temperature().ifPresent(value -> json.put("temperature", value.toPlainString()));
        target.parameters().reasoningEffort().ifPresent(value -> json.put("reasoningEffort", value));
        target.maxInputTokens().ifPresent(value -> json.put("maxInputTokens", value));
        ArrayNode generated = json.putArray("schemas");
        schemas.forEach(schema -> generated.add(schema.json()));
        return json;
    }
}
