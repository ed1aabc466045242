package dev.winnow.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.extraction.Quarantine;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.db.store.RunTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.batch.infrastructure.item.ExecutionContext;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExtractionWindowTest {

    private static final int IN_A_GROUP = 200;

    private final StopSignal stop = new StopSignal();
    private final BlockingQueue<Call> started = new LinkedBlockingQueue<>();

    /** It ends when the test says so. */
    private record Call(DocumentId document, CompletableFuture<Extraction> reply) {

        void end() {
            reply.complete(new Extraction.Reached(document, new Outcome.Unmatched(""), List.of(), List.of(), 0));
        }
    }

    @AfterEach
    void endTheFeeder() {
        stop.request("the test is over");
    }

    private CompletableFuture<Extraction> start(RunTask task) {
        Call call = new Call(task.document(), new CompletableFuture<>());
        started.add(call);
        return call.reply();
    }

    private ExtractionWindow open(int documents, int maxInFlight) {
        List<RunTask> tasks = IntStream.range(0, documents)
                .mapToObj(i -> DocumentId.of(("document " + i).getBytes(StandardCharsets.UTF_8)))
                .map(document -> new RunTask(document, 10, 1))
                .toList();
        TaskFeeder feeder = new TaskFeeder(
                after -> after.isEmpty() ? tasks : List.of(), this::start, Runnable::run, stop, maxInFlight);
        ExtractionWindow window =
                new ExtractionWindow(() -> {}, feeder, new Quarantine(List.of()), stop, Duration.ofSeconds(1));
        window.open(new ExecutionContext());
        return window;
    }

    private static List<DocumentId> group(ExtractionWindow window) throws InterruptedException {
        return Objects.requireNonNull(window.read()).stream()
                .map(settled -> settled.reached().document())
                .toList();
    }

    /** As many groups as it takes for so many documents. */
    private static List<List<DocumentId>> groups(ExtractionWindow window, int documents) throws InterruptedException {
        List<List<DocumentId>> groups = new ArrayList<>();
        int read = 0;
        while (read < documents) {
            List<DocumentId> group = group(window);
            groups.add(group);
            read += group.size();
        }
        return groups;
    }

    private static List<DocumentId> all(List<List<DocumentId>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }

    @Test
    void whatEndsAtOnceComesInFullGroupsInTheOrderOfItsEnd() throws Exception {
        int ended = 2 * IN_A_GROUP + 50;
        ExtractionWindow window = open(ended + 1, ended);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < ended; i++) {
            calls.add(started.take());
        }
        // once this one has started, the feeder listens to all before
        started.take();
        Collections.reverse(calls);
        calls.forEach(Call::end);

        List<List<DocumentId>> groups = groups(window, ended);
        assertThat(all(groups)).isEqualTo(calls.stream().map(Call::document).toList());
        assertThat(groups).allMatch(group -> group.size() <= IN_A_GROUP);
        // a pause of the JVM may end one of them early
        assertThat(groups).hasSizeBetween(3, 4);
    }

    @Test
    void aCallThatHangsHoldsBackNoOther() throws Exception {
        ExtractionWindow window = open(6, 1);
        Call hanging = started.take();
        for (int round = 0; round < 2; round++) {
            List<DocumentId> ended = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Call call = started.take();
                call.end();
                ended.add(call.document());
            }
            assertThat(all(groups(window, ended.size()))).isEqualTo(ended);
        }
        assertThat(hanging.reply()).isNotDone();
    }

    @Test
    void endsOnlyAfterTheSlowestCall() throws Exception {
        ExtractionWindow window = open(2, 1);
        Call slow = started.take();
        Call other = started.take();
        other.end();
        assertThat(group(window)).containsExactly(other.document());

        FutureTask<List<DocumentId>> reading = new FutureTask<>(() -> group(window));
        Thread reader = new Thread(reading);
        reader.start();
        while (reader.getState() != Thread.State.WAITING && reader.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(reading.isDone()).isFalse();

        slow.end();
        assertThat(reading.get()).containsExactly(slow.document());
        assertThat(window.read()).isNull();
    }
}
