package dev.winnow.batch.job;

import dev.winnow.batch.watch.RunListener;
import dev.winnow.core.extraction.Extractor;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.extraction.Stage;
import dev.winnow.db.store.JdbcJournal;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells a listener each second, and at the end, how it stands with the calls to the targets of a route, and what others wait for in the journal. */
final class WaitWatch implements AutoCloseable {

    private final Recipe recipe;
    private final Extractor extractor;
    private final JdbcJournal journal;
    private final RunListener listener;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-wait-watch");
        thread.setDaemon(true);
        return thread;
    });

    private WaitWatch(Recipe recipe, Extractor extractor, JdbcJournal journal, RunListener listener) {
        this.recipe = recipe;
        this.extractor = extractor;
        this.journal = journal;
        this.listener = listener;
    }

    static WaitWatch start(Recipe recipe, Extractor extractor, JdbcJournal journal, RunListener listener) {
        WaitWatch watch = new WaitWatch(recipe, extractor, journal, listener);
        var unused = watch.timer.scheduleWithFixedDelay(watch::tell, 1, 1, TimeUnit.SECONDS);
        return watch;
    }

    private void tell() {
        recipe.route().stream()
                .map(Stage::target)
                .forEach(target ->
                        listener.throttle(target, extractor.standing(target).throttle()));
        listener.journal(journal.waits());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        tell();
    }
}
