package dev.winnow.batch.job;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.extraction.Quarantine;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.store.RunTask;
import dev.winnow.db.store.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * The reader of the extract step: a window of calls in flight, handed out as groups of outcomes in the order of completion. A
 * slow call delays only itself. A stop wakes it; what is in flight then, or when the step fails, may finish within the grace period.
 */
final class ExtractionWindow implements ItemStreamReader<List<Settled>>, StepExecutionListener {

    private static final int MOST_IN_A_GROUP = 200;
    private static final Duration LONGEST_GATHERING = Duration.ofMillis(200);

    private final Runnable prepare;
    private final TaskFeeder feeder;
    private final StopSignal stop;
    private final Duration grace;
    private final Quarantine quarantine;
    private final Map<DocumentId, RunTask> held = new HashMap<>();
    private @Nullable StepExecution step;
    private @Nullable Long graceEnds;

    /**
     * Starts nothing yet.
     *
     * @param prepare settles what needs no call, before the first task is taken
     */
    ExtractionWindow(Runnable prepare, TaskFeeder feeder, Quarantine quarantine, StopSignal stop, Duration grace) {
        this.prepare = prepare;
        this.feeder = feeder;
        this.quarantine = quarantine;
        this.stop = stop;
        this.grace = grace;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        step = execution;
    }

    @Override
    public void open(ExecutionContext context) {
        // the time runs from the order on, whatever the reader is busy with
        stop.requested().thenRun(this::graceEnds);
        prepare.run();
        feeder.start();
    }

    @Override
    public @Nullable List<Settled> read() throws InterruptedException {
        while (true) {
            List<Settled> group = gather();
            if (group.isEmpty()) {
                group.addAll(settled(quarantine.proven()));
            }
            if (!group.isEmpty()) {
                return group;
            }
            if (!askAgain()) {
                end();
                return null;
            }
        }
    }

    private List<Settled> gather() throws InterruptedException {
        List<Settled> group = new ArrayList<>();
        long groupEnds = Long.MAX_VALUE;
        while (group.size() < MOST_IN_A_GROUP && !feeder.finished()) {
            long until = Math.min(groupEnds, graceEnds());
            if (System.nanoTime() >= until) {
                break;
            }
            Optional<TaskFeeder.Completed> next = feeder.next(until);
            if (next.isPresent()) {
                group.addAll(settle(next.get()));
                if (!group.isEmpty() && groupEnds == Long.MAX_VALUE) {
                    groupEnds = System.nanoTime() + LONGEST_GATHERING.toNanos();
                }
            }
        }
        return group;
    }

    private synchronized long graceEnds() {
        if (graceEnds == null && stop.isRequested()) {
            graceEnds = System.nanoTime() + grace.toNanos();
        }
        return graceEnds == null ? Long.MAX_VALUE : graceEnds;
    }

    private List<Settled> settle(TaskFeeder.Completed completed) {
        RunTask task = completed.task();
        Extraction extraction = completed.extraction();
        if (extraction instanceof Extraction.Pending pending) {
            pending.stop().ifPresent(stop::request);
        } else {
            held.put(task.document(), task);
        }
        List<Settled> settled = settled(quarantine.admit(extraction));
        quarantine.alarm().ifPresent(stop::request);
        askAgain();
        return settled;
    }

    /** Hands the documents back to the feeder whose endpoint answers again; false if there is none. */
    private boolean askAgain() {
        if (stop.isRequested()) {
            return false;
        }
        List<DocumentId> again = quarantine.again();
        again.forEach(document -> feeder.again(Objects.requireNonNull(held.remove(document))));
        return !again.isEmpty();
    }

    private List<Settled> settled(List<Extraction.Reached> reached) {
        return reached.stream()
                .map(one -> new Settled(
                        one, Objects.requireNonNull(held.remove(one.document())).attempt()))
                .toList();
    }

    private void end() {
        quarantine.reason().ifPresent(stop::request);
        if (stop.isRequested() && step != null) {
            step.setTerminateOnly();
        }
    }

    /** What is in flight when the step fails is paid for: its replies may still come into the journal. */
    @Override
    public @Nullable ExitStatus afterStep(StepExecution execution) {
        List<Throwable> failures = execution.getFailureExceptions();
        if (!failures.isEmpty() && !JobLauncher.lost(failures)) {
            stop.request(JobLauncher.failure(failures, execution.getStatus()));
            drain();
        }
        return null;
    }

    private void drain() {
        while (!feeder.finished() && System.nanoTime() < graceEnds()) {
            try {
                Optional<TaskFeeder.Completed> unused = feeder.next(graceEnds());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // why the step has failed is known
            }
        }
    }

    @Override
    public void close() {
        feeder.close();
    }
}
