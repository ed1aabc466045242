package dev.winnow.batch.job;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.store.Run;
import dev.winnow.db.store.RunTasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What one run is about.
 *
 * @param paths absolute
 * @param otherRecipe what to do with documents that another recipe has read
 * @param retry outcomes that are attempted once more
 */
public record RunContext(
        Run run,
        Recipe recipe,
        List<Path> paths,
        RunTasks.OtherRecipe otherRecipe,
        Set<OutcomeKind> retry,
        WinnowProperties properties) {}
