package dev.winnow.batch.job;

import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user asked for.
 *
 * @param paths files and folders, absolute
 * @param otherRecipe what to do with documents that another recipe has read
 * @param retry outcomes that are attempted once more
 * @param labels for telling costs apart
 * @param tokensPerMinute what endpoints take in a minute, by name, where it is configured
 */
public record RunOptions(
        List<Path> paths,
        OtherRecipe otherRecipe,
        Set<OutcomeKind> retry,
        Map<String, String> labels,
        Map<String, Long> tokensPerMinute) {

    /** Copies the collections. */
    public RunOptions {
        paths = List.copyOf(paths);
        retry = Set.copyOf(retry);
        labels = Map.copyOf(labels);
        tokensPerMinute = Map.copyOf(tokensPerMinute);
    }
}
