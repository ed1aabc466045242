package dev.winnow.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.store.RunTask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TaskFeederTest {

    private static final int IN_FLIGHT = 3;
    /** Four for each call in flight, and a page. */
    private static final int MOST_UNREAD = 4 * IN_FLIGHT + 500;

    private static final int ALL = 2 * MOST_UNREAD;

    private final StopSignal stop = new StopSignal();
    private final AtomicInteger started = new AtomicInteger();
    private final CompletableFuture<Thread> feeding = new CompletableFuture<>();

    @AfterEach
    void endTheFeeder() {
        stop.request("the test is over");
    }

    private static DocumentId document(int number) {
        return DocumentId.of(("document " + number).getBytes(StandardCharsets.UTF_8));
    }

    private static CompletableFuture<Extraction> ended() {
        return CompletableFuture.completedFuture(new Extraction.Pending(document(0), Optional.empty()));
    }

    private TaskFeeder start(CompletableFuture<Extraction> eachAttempt) {
        List<RunTask> tasks = IntStream.range(0, ALL)
                .mapToObj(i -> new RunTask(document(i), 10, 1))
                .toList();
        TaskFeeder feeder = new TaskFeeder(
                after -> after.isEmpty() ? tasks : List.of(),
                task -> {
                    started.incrementAndGet();
                    feeding.complete(Thread.currentThread());
                    return eachAttempt;
                },
                Runnable::run,
                stop,
                IN_FLIGHT);
        feeder.start();
        return feeder;
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        while (!wanted.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Thread.onSpinWait();
        }
    }

    /** It waits for room, or has nothing more to start. */
    private void awaitStandstill() throws Exception {
        Thread feeder = feeding.get();
        await(() -> feeder.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void startsNoMoreWhileSoManyThatEndedAreUnread() throws Exception {
        start(ended());
        awaitStandstill();
        assertThat(started).hasValue(MOST_UNREAD);
    }

    @Test
    void startsOneMoreForEachThatIsRead() throws Exception {
        TaskFeeder feeder = start(ended());
        awaitStandstill();
        int read = 10;
        for (int i = 0; i < read; i++) {
            assertThat(feeder.next(Long.MAX_VALUE)).isPresent();
        }
        await(() -> started.get() >= MOST_UNREAD + read);
        awaitStandstill();
        assertThat(started).hasValue(MOST_UNREAD + read);
    }

    @Test
    void handsOutAllAndIsFinished() throws Exception {
        TaskFeeder feeder = start(ended());
        for (int i = 0; i < ALL; i++) {
            assertThat(feeder.next(Long.MAX_VALUE)).isPresent();
        }
        assertThat(started).hasValue(ALL);
        // it tells that it has no more
        assertThat(feeder.next(Long.MAX_VALUE)).isEmpty();
        assertThat(feeder.finished()).isTrue();
    }

    @Test
    void startsTwoForEachCallInFlightUntilOneEnds() throws Exception {
        start(new CompletableFuture<>());
        awaitStandstill();
        assertThat(started).hasValue(2 * IN_FLIGHT);
    }
}
