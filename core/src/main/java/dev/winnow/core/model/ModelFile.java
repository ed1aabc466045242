package dev.winnow.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A file of models: a JSON array of entries as {@link ModelRules} has them.
 *
 * @param entries those without a problem
 * @param problems what cannot be used, in the order of the file
 */
record ModelFile(String name, List<ObjectNode> entries, List<Problem> problems) {

    private static final String SHIPPED = "models.json";

    /** The file that comes with Winnow. */
    static ModelFile shipped() {
        try (InputStream in = Objects.requireNonNull(ModelFile.class.getResourceAsStream(SHIPPED))) {
            return shipped(StrictJson.mapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED + " cannot be read", e);
        }
    }

    /** Entries whose groups must each say where they come from. */
    static ModelFile shipped(JsonNode root) {
        ModelFile file = of(root, SHIPPED);
        for (ObjectNode entry : file.entries) {
            entry.properties().forEach(group -> {
                for (String field : List.of("source", "date")) {
                    if (group.getValue().isObject() && !group.getValue().hasNonNull(field)) {
                        String path = group.getKey() + "." + field;
                        file.problems.add(file.problem(
                                entry.get("name").textValue(), path, "is missing", "figures have a source and a date"));
                    }
                }
            });
        }
        return file;
    }

    /** A file of the user's own: what it says without a source comes from this file. */
    static ModelFile read(Path path) {
        ModelFile file = of(tree(path), path.toString());
        for (ObjectNode entry : file.entries) {
            groups(entry).filter(facts -> !facts.hasNonNull("source")).forEach(facts -> facts.put("source", file.name));
        }
        return file;
    }

    /** A problem in the entry {@code model}, at {@code path} inside it. */
    Problem problem(String model, String path, String problem, String limit) {
        return new Problem(ProblemCode.SETTING, name + ", " + model + ", " + path, problem, limit);
    }

    private static JsonNode tree(Path path) {
        try {
            return StrictJson.mapper().readTree(Files.readAllBytes(path));
        } catch (JsonProcessingException e) {
            // its message quotes the text
            String line =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new ProblemsException(
                    ProblemCode.SETTING, path.toString(), "is no JSON" + line, "a list of models, each name once");
        } catch (IOException e) {
            throw new ProblemsException(
                    ProblemCode.SETTING, path.toString(), "cannot be read", "name a file of models (winnow.models)");
        }
    }

    private static ModelFile of(JsonNode root, String name) {
        ModelFile file = new ModelFile(name, new ArrayList<>(), new ArrayList<>());
        if (!root.isArray()) {
            file.problems.add(new Problem(
                    ProblemCode.SETTING, name, "is no JSON array", "a list of models as [{\"name\": ...}]"));
        }
        Set<String> names = new HashSet<>();
        for (JsonNode entry : root) {
            file.take(entry, names);
        }
        return file;
    }

    private void take(JsonNode entry, Set<String> names) {
        int before = problems.size();
        String model = entry.path("name").asText("entry " + (names.size() + 1));
        if (!entry.isObject() || !entry.has("name")) {
            problems.add(problem(model, "name", "is missing", "each model has one"));
        } else {
            ModelRules.checkWritten(
                    entry,
                    ModelRules.ENTRY,
                    "",
                    (path, problem, limit) -> problems.add(problem(model, path, problem, limit)));
        }
        if (!names.add(model)) {
            problems.add(problem(model, "name", "stands in the file twice", "say all of a model in one entry"));
        }
        if (problems.size() == before && entry instanceof ObjectNode usable) {
            // where a group comes from is said as a whole: a doubt about other figures is none about these
            groups(usable)
                    .forEach(facts -> ModelRules.ORIGIN.stream()
                            .filter(field -> !facts.has(field))
                            .forEach(facts::putNull));
            entries.add(usable);
        }
    }

    private static Stream<ObjectNode> groups(ObjectNode entry) {
        return StreamSupport.stream(entry.spliterator(), false)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast);
    }
}
