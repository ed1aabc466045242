package dev.winnow.core.extraction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.document.DocumentReader;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.model.Api;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelProfile;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.model.Parameters;
import dev.winnow.core.prompt.PromptWriter;
import dev.winnow.core.schema.Dialect;
import dev.winnow.core.schema.RecordSchema;
import dev.winnow.core.schema.SchemaGenerator;
import dev.winnow.core.tool.FunctionTool;
import dev.winnow.core.tool.RequestChecker;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides the answer besides the document.
 *
 * @param types one or more
 * @param schemas one for each type, in the same order
 */
public record Recipe(
        List<RecordType<?>> types,
        List<RecordSchema> schemas,
        Endpoint endpoint,
        ModelProfile model,
        Parameters parameters,
        DocumentReader reader) {

    /** Copies the lists. */
    public Recipe {
        types = List.copyOf(types);
        schemas = List.copyOf(schemas);
    }

    /** A recipe in the dialect that model and endpoint tell; throws ProblemsException where a type cannot be expressed. */
    public static Recipe of(
            List<RecordType<?>> types,
            Endpoint endpoint,
            ModelProfile model,
            int maxOutputTokens,
            DocumentReader reader) {
        return of(types, endpoint, model, maxOutputTokens, reader, Dialect.of(model.name(), endpoint.baseUrl()));
    }

    /** A recipe in {@code dialect}; throws ProblemsException where a type cannot be expressed in it. */
    public static Recipe of(
            List<RecordType<?>> types,
            Endpoint endpoint,
            ModelProfile model,
            int maxOutputTokens,
            DocumentReader reader,
            Dialect dialect) {
        SchemaGenerator generator = new SchemaGenerator(dialect);
        Optional<BigDecimal> temperature =
                model.temperature() == ModelProfile.Temperature.SENT ? Optional.of(BigDecimal.ZERO) : Optional.empty();
        List<RecordSchema> schemas = types.stream().map(generator::generate).toList();
        Recipe recipe =
                new Recipe(types, schemas, endpoint, model, new Parameters(maxOutputTokens, temperature), reader);
        List<Problem> problems = RequestChecker.check(recipe.form().json().put("model", model.name()), dialect);
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return recipe;
    }

    /** One type: its schema as response format. Several: one tool each, and one for none of these. */
    public OutputForm form() {
        if (schemas.size() == 1) {
            return new OutputForm.Schema(schemas.get(0));
        }
        List<FunctionTool> tools =
                new ArrayList<>(schemas.stream().map(FunctionTool::of).toList());
        tools.add(FunctionTool.none());
        return new OutputForm.Tools(tools);
    }

    /** The names of the types. */
    public List<String> typeNames() {
        return types.stream().<String>map(RecordType::name).toList();
    }

    /** What the fingerprint is made of, to be kept beside it. */
    public ObjectNode definition() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", endpoint.identity())
                .put("api", Api.CHAT_COMPLETIONS.name())
                .put("model", model.name())
                .put("maxOutputTokens", parameters.maxOutputTokens())
                .put("reader", reader.version())
                .put("prompt", PromptWriter.VERSION);
        parameters.temperature().ifPresent(value -> json.put("temperature", value.toPlainString()));
        ArrayNode declared = json.putArray("types");
        for (int i = 0; i < types.size(); i++) {
            declared.addObject()
                    .put("name", types.get(i).name())
                    .put("instructions", types.get(i).instructions())
                    .set("schema", schemas.get(i).json());
        }
        return json;
    }

    /** Lower-case hexadecimal SHA-256 of the definition, 64 characters. */
    public String fingerprint() {
        return CanonicalJson.sha256(definition());
    }
}
