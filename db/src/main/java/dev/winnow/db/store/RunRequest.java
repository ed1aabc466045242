package dev.winnow.db.store;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.json.CanonicalJson;
import java.util.List;
import java.util.Map;

/**
 * What a command asks for.
 *
 * @param paths absolute, as given
 * @param labels for telling costs apart
 */
public record RunRequest(Recipe recipe, List<String> paths, Map<String, String> labels) {

    /** Copies the collections. */
    public RunRequest {
        paths = List.copyOf(paths);
        labels = Map.copyOf(labels);
    }

    /** The same for the same record types and paths: by it an unfinished run is found again. */
    String command() {
        // a path may hold a line break, but never NUL
        return CanonicalJson.sha256(recipe.typeNames() + "\0" + String.join("\0", paths));
    }
}
