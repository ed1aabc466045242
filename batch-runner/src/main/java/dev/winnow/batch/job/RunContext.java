package dev.winnow.batch.job;

import dev.winnow.batch.config.WinnowProperties;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.db.store.Run;

/** What one run is about. */
public record RunContext(Run run, Recipe recipe, RunOptions options, WinnowProperties properties) {}
