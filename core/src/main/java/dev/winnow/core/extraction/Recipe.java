package dev.winnow.core.extraction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.document.DocumentReader;
import dev.winnow.core.document.Overlong;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.model.Target;
import dev.winnow.core.prompt.PromptWriter;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that decides the answer besides the document.
 *
 * @param types one or more
 * @param overlong what becomes of a document that no stage of the route takes as a whole
 * @param route where documents go: first, and after each failure or refusal next; one or more
 */
public record Recipe(List<RecordType<?>> types, List<Stage> route, DocumentReader reader, Overlong overlong) {

    /** Copies the lists. */
    public Recipe {
        types = List.copyOf(types);
        route = List.copyOf(route);
    }

    /** A recipe that refuses documents that are too long; throws {@link ProblemsException} with all that cannot be expressed. */
    public static Recipe of(List<RecordType<?>> types, List<Target> route, DocumentReader reader) {
        return of(types, route, reader, Overlong.REFUSE);
    }

    /** Generates what the targets need; throws {@link ProblemsException} with all that cannot be expressed. */
    public static Recipe of(List<RecordType<?>> types, List<Target> route, DocumentReader reader, Overlong overlong) {
        List<Stage> stages = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Target target : route) {
            try {
                stages.add(Stage.of(types, target));
            } catch (ProblemsException e) {
                e.problems().stream()
                        .filter(problem -> !problems.contains(problem))
                        .forEach(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new Recipe(types, stages, reader, overlong);
    }

    /** The names of the types. */
    public List<String> typeNames() {
        return types.stream().<String>map(RecordType::name).toList();
    }

    /** What the fingerprint is made of, to be kept beside it. */
    public ObjectNode definition() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("overlong", overlong.name())
                .put("reader", reader.version())
                .put("prompt", PromptWriter.VERSION);
        ArrayNode stages = json.putArray("route");
        route.forEach(stage -> stages.add(stage.definition()));
        ArrayNode declared = json.putArray("types");
        types.forEach(type -> declared.addObject().put("name", type.name()).put("instructions", type.instructions()));
        return json;
    }

    /** Lower-case hexadecimal SHA-256 of the definition, 64 characters. */
    public String fingerprint() {
        return CanonicalJson.sha256(definition());
    }
}
