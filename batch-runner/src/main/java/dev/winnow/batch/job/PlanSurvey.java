package dev.winnow.batch.job;

import dev.winnow.core.extraction.FirstCall;
import dev.winnow.core.extraction.Preview;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.store.FoundFile;
import dev.winnow.db.store.PlanLookups;
import dev.winnow.db.store.PlanLookups.Known;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Looks through the input as a run would, a group of files at a time, and counts what a run would ask. Used by one thread. */
public final class PlanSurvey {

    private final Recipe recipe;
    private final RunOptions options;
    private final PlanLookups lookups;
    private final Preview preview;
    private final PlanTally tally;
    private final StopSignal stop;

    /**
     * Counts into {@code tally}.
     *
     * @param stop ends it early when requested
     */
    public PlanSurvey(Recipe recipe, RunOptions options, PlanLookups lookups, PlanTally tally, StopSignal stop) {
        this.recipe = recipe;
        this.options = options;
        this.lookups = lookups;
        this.preview =
                new Preview(recipe, target -> options.accounts().apply(target).tokensPerMinute());
        this.tally = tally;
        this.stop = stop;
    }

    /**
     * Looks through all of the input.
     *
     * @param largestDocument in bytes; larger ones are too long
     */
    public void run(long largestDocument) {
        FileGroupReader files =
                new FileGroupReader(options.paths(), new FileLoader(largestDocument), ForkJoinPool.commonPool(), stop);
        files.open(new ExecutionContext());
        try {
            for (List<FoundFile> group = files.read(); group != null; group = files.read()) {
                count(group);
            }
        } finally {
            files.close();
        }
    }

    private void count(List<FoundFile> group) {
        Map<String, FoundFile.Readable> byId = new LinkedHashMap<>();
        for (FoundFile file : group) {
            if (file instanceof FoundFile.Readable readable) {
                byId.putIfAbsent(readable.document().sha256(), readable);
            } else {
                tally.addUnreadable();
            }
        }
        byId.keySet().retainAll(lookups.fresh(byId.keySet()));
        Map<String, Known> known = lookups.known(byId.keySet(), recipe, options.otherRecipe(), options.retry());
        Map<FoundFile.Readable, FirstCall.Due> due = new LinkedHashMap<>();
        byId.forEach((id, file) -> {
            Optional<Known> earlier = Optional.ofNullable(known.get(id));
            if (earlier.isPresent() && earlier.get().settled()) {
                tally.settled(earlier.get());
            } else {
                first(file, 1 + earlier.map(Known::attempts).orElse(0)).ifPresent(call -> due.put(file, call));
            }
        });
        due(due);
    }

    private Optional<FirstCall.Due> first(FoundFile.Readable file, int attempt) {
        if (file.content().isEmpty()) {
            tally.addTooLong();
            return Optional.empty();
        }
        FirstCall call = preview.of(file.document(), file.content().get(), attempt);
        if (call instanceof FirstCall.Due due) {
            return Optional.of(due);
        }
        if (call instanceof FirstCall.TooLong) {
            tally.addTooLong();
        } else {
            tally.addUnreadable();
        }
        return Optional.empty();
    }

    private void due(Map<FoundFile.Readable, FirstCall.Due> due) {
        Iterator<Boolean> answered = lookups.answered(
                        due.values().stream().map(FirstCall.Due::request).toList())
                .iterator();
        due.forEach((file, call) -> {
            if (answered.next()) {
                tally.replyInJournal();
            } else {
                tally.due(file, call);
            }
        });
    }
}
