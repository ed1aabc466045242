package dev.winnow.batch.job;

import dev.winnow.batch.watch.RunListener;
import dev.winnow.core.extraction.Extractor;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.extraction.Stage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells a listener each second, and at the end, how it stands with the calls to each target of a route. */
final class ThrottleWatch implements AutoCloseable {

    private final Recipe recipe;
    private final Extractor extractor;
    private final RunListener listener;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "winnow-throttle-watch");
        thread.setDaemon(true);
        return thread;
    });

    private ThrottleWatch(Recipe recipe, Extractor extractor, RunListener listener) {
        this.recipe = recipe;
        this.extractor = extractor;
        this.listener = listener;
    }

    static ThrottleWatch start(Recipe recipe, Extractor extractor, RunListener listener) {
        ThrottleWatch watch = new ThrottleWatch(recipe, extractor, listener);
        var unused = watch.timer.scheduleWithFixedDelay(watch::tell, 1, 1, TimeUnit.SECONDS);
        return watch;
    }

    private void tell() {
        recipe.route().stream()
                .map(Stage::target)
                .forEach(target ->
                        listener.throttle(target, extractor.standing(target).throttle()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        tell();
    }
}
