package dev.winnow.batch.job;

import dev.winnow.core.limit.Account;
import dev.winnow.core.model.Target;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the user asked for.
 *
 * @param paths files and folders, absolute
 * @param otherRecipe what to do with documents that another recipe has read
 * @param retry outcomes that are attempted once more
 * @param labels for telling costs apart
 * @param accounts what servers count the calls of a target under, and take, as it is configured
 */
public record RunOptions(
        List<Path> paths,
        OtherRecipe otherRecipe,
        Set<OutcomeKind> retry,
        Map<String, String> labels,
        Function<Target, Account> accounts) {

    /** Copies the collections. */
    public RunOptions {
        paths = List.copyOf(paths);
        retry = Set.copyOf(retry);
        labels = Map.copyOf(labels);
    }
}
