package dev.winnow.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.model.ModelProfile.Limits;
import dev.winnow.core.model.ModelProfile.Request;
import dev.winnow.core.model.ModelProfile.Retirement;
import dev.winnow.core.model.ModelProfile.Snapshot;
import dev.winnow.core.model.ModelProfile.Tokens;
import dev.winnow.core.model.ModelRules.Report;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The known models: those of the resource {@code models.json}, and over them those of a file of the user's own. Immutable.
 *
 * <p>A name means its own entry, over the facts of what it stands for: an alias and a dated name have all of their model's, a
 * fine-tuned model ({@code ft:base:org:name:id}) and one behind a router ({@code openai/base}) all but prices and retirement, which
 * are not OpenAI's list's.
 */
public final class ModelProfiles {

    private final ModelEntries entries = new ModelEntries();

    private ModelProfiles() {}

    /** Reads the profiles that come with this version. */
    public static ModelProfiles load() {
        return load(Optional.empty());
    }

    /** Reads them and {@code file} over them; throws {@link ProblemsException} with all that cannot be used in it. */
    public static ModelProfiles load(Optional<Path> file) {
        ModelProfiles profiles = new ModelProfiles();
        profiles.add(ModelFile.shipped());
        file.ifPresent(path -> profiles.add(ModelFile.read(path)));
        return profiles;
    }

    static ModelProfiles of(ModelFile file) {
        ModelProfiles profiles = new ModelProfiles();
        profiles.add(file);
        return profiles;
    }

    private void add(ModelFile file) {
        List<Problem> problems = new ArrayList<>(file.problems());
        file.entries().forEach(entries::add);
        for (ObjectNode entry : file.entries()) {
            String name = entry.get("name").textValue();
            check(entry, (path, problem, limit) -> problems.add(file.problem(name, path, problem, limit)));
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
    }

    private void check(ObjectNode entry, Report report) {
        String name = entry.get("name").textValue();
        for (JsonNode alias : entry.path("aliases")) {
            if (entries.names().contains(alias.textValue())) {
                report.problem("aliases", alias.textValue() + " is a model itself", "choose another name");
            }
        }
        if (entries.leadsBack(name)) {
            report.problem("like", "leads back to itself", "name a model that is known without it");
        } else if (entry.path("like").isTextual()
                && entries.find(entry.get("like").textValue()).isEmpty()) {
            report.problem("like", "names no known model", "known are " + String.join(", ", names()));
        }
        ModelRules.complete(entries.find(name).orElseThrow(), ModelRules.ENTRY, "", report);
    }

    /** The profile of {@code model} under this name; empty where nothing is known. */
    public Optional<ModelProfile> find(String model) {
        return entries.find(model).map(entry -> profile(model, entry));
    }

    /** The profile of {@code model} under this name, with safe defaults where nothing is known. */
    public ModelProfile of(String model) {
        return find(model).orElseGet(() -> ModelProfile.unknown(model));
    }

    /** The names that have an entry of their own, in the order of the files. */
    public List<String> names() {
        return List.copyOf(entries.names());
    }

    private ModelProfile profile(String name, ObjectNode entry) {
        ModelProfile profile = read(name, entry);
        List<Snapshot> snapshots = entries.snapshots(name).stream()
                .map(dated -> new Snapshot(
                        dated, read(dated, entries.find(dated).orElseThrow()).prices()))
                .filter(dated -> !dated.prices().equals(profile.prices()))
                .toList();
        return profile.with(snapshots);
    }

    private static ModelProfile read(String name, ObjectNode entry) {
        ModelRules.complete(entry, ModelRules.ENTRY, "", (path, problem, limit) -> {});
        return new ModelProfile(
                name,
                group(entry, "request", Request.class),
                group(entry, "limits", Limits.class),
                group(entry, "tokens", Tokens.class),
                group(entry, "prices", Prices.class),
                group(entry, "retirement", Retirement.class),
                List.of());
    }

    private static <T> Optional<T> group(ObjectNode entry, String name, Class<T> type) {
        if (!(entry.get(name) instanceof ObjectNode facts)) {
            return Optional.empty();
        }
        ObjectNode origin = JsonNodeFactory.instance.objectNode();
        ModelRules.ORIGIN.forEach(field -> origin.set(field, facts.remove(field)));
        facts.set("origin", origin);
        try {
            return Optional.of(StrictJson.mapper().treeToValue(facts, type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry that was checked cannot be read: " + name);
        }
    }
}
