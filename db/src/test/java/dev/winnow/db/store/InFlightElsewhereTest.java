package dev.winnow.db.store;

import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.intent;
import static dev.winnow.db.store.Given.modelRequest;
import static dev.winnow.db.store.Given.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.db.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two runs, each with a journal of its own, that ask the same at once. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InFlightElsewhereTest {

    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private RunLock lock;
    private Run one;
    private Run two;

    @BeforeEach
    void begin() {
        lock = Given.begin(database, "/one");
        one = lock.run();
        two = Given.begin(database, "/two").run();
        Given.register(database, one, "doc");
    }

    private JdbcJournal journal(Run run, Duration lookAgain) {
        return journal(run, JournalSettings.standard(), lookAgain);
    }

    private JdbcJournal journal(Run run, JournalSettings settings, Duration lookAgain) {
        return new JdbcJournal(database.dataSource(), run, settings, new StopSignal(), Runnable::run, lookAgain);
    }

    /** Once it returns, everything that was given to the journal before has been looked at. */
    private static void await(JdbcJournal journal, int attempt) {
        Entry unused = journal.open(
                        new CallIntent(document("doc"), modelRequest("doc", attempt), 1, 1, Optional.empty()))
                .join();
    }

    private List<String> calls() {
        return database.rows("SELECT run_id, state FROM winnow.model_call WHERE attempt = 1 ORDER BY id");
    }

    @Test
    void theOthersReplyIsWaitedFor() {
        try (JdbcJournal first = journal(one, NEVER);
                JdbcJournal second = journal(two, OFTEN)) {
            long call = Given.callId(first.open(intent("doc")).join());
            CompletableFuture<Entry> waiting = second.open(intent("doc"));
            await(second, 2);
            await(second, 3);
            assertThat(waiting).isNotDone();

            first.close(call, Exchange.of(reply("{}")), Duration.ZERO, Optional.empty())
                    .join();

            assertThat(waiting.join()).isEqualTo(new Entry.Answered(call, reply("{}")));
            assertThat(second.totals().hits()).isEqualTo(1);
        }
        assertThat(calls()).containsExactly(one.id() + "|ANSWERED");
    }

    @Test
    void theOthersFailureLeavesTheCallToThisOne() {
        try (JdbcJournal first = journal(one, NEVER);
                JdbcJournal second = journal(two, OFTEN)) {
            long call = Given.callId(first.open(intent("doc")).join());
            CompletableFuture<Entry> waiting = second.open(intent("doc"));
            await(second, 2);
            var failure = new CallFailure(CallFailure.Kind.SERVER_ERROR, 500, "", Optional.empty());
            first.close(call, Exchange.of(failure), Duration.ZERO, Optional.of(BigDecimal.ZERO))
                    .join();

            assertThat(waiting.join()).isInstanceOf(Entry.Opened.class);
        }
        assertThat(calls()).containsExactly(one.id() + "|FAILED", two.id() + "|SENT");
    }

    @Test
    void aDeadRunnersCallIsNotWaitedFor() {
        try (JdbcJournal first = journal(one, NEVER);
                JdbcJournal second = journal(two, OFTEN)) {
            long call = Given.callId(first.open(intent("doc")).join());
            CompletableFuture<Entry> waiting = second.open(intent("doc"));
            await(second, 2);
            assertThat(waiting).isNotDone();

            lock.close();

            assertThat(waiting.join()).isInstanceOf(Entry.Opened.class);
            assertThat(calls()).containsExactly(one.id() + "|UNCONFIRMED", two.id() + "|SENT");
            // its answer may still come, and is kept
            first.close(call, Exchange.of(reply("{}")), Duration.ZERO, Optional.empty())
                    .join();
            assertThat(calls()).containsExactly(one.id() + "|ANSWERED", two.id() + "|SENT");
        }
    }

    @Test
    void aCallThatDoesNotEndIsNotWaitedForEither() {
        try (JdbcJournal first = journal(one, NEVER);
                JdbcJournal second = journal(two, NEVER)) {
            Entry unused = first.open(intent("doc")).join();
            database.execute("UPDATE winnow.model_call SET sent_at = sent_at - interval '61 minutes'");

            assertThat(second.open(intent("doc")).join()).isInstanceOf(Entry.Opened.class);
        }
        assertThat(calls()).containsExactly(one.id() + "|UNCONFIRMED", two.id() + "|SENT");
    }

    @Test
    void closingTheJournalFailsThoseWhoWait() {
        try (JdbcJournal first = journal(one, NEVER)) {
            Entry unused = first.open(intent("doc")).join();
            JdbcJournal second = journal(two, NEVER);
            CompletableFuture<Entry> waiting = second.open(intent("doc"));

            second.close();

            assertThatThrownBy(waiting::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aCallOnRecordThatNobodyKnowsOfIsAdopted() {
        // as after a commit whose success was lost with the connection
        database.execute(
                "INSERT INTO winnow.model_call (run_id, document_id, request_key, endpoint, api, model, attempt,"
                        + " reserved_tokens, reserved_usd) VALUES (" + one.id() + ", '"
                        + document("doc").sha256() + "', '"
                        + modelRequest("doc", 1).key() + "', 'x', 'RESPONSES', 'm', 1, 10, 1)");
        long call = Long.parseLong(database.value("SELECT id FROM winnow.model_call"));

        try (JdbcJournal first = journal(one, NEVER)) {
            assertThat(first.open(intent("doc")).join()).isEqualTo(new Entry.Opened(call));
            CompletableFuture<Entry> second = first.open(intent("doc"));
            await(first, 2);
            assertThat(second).isNotDone();
            first.close(call, Exchange.of(reply("{}")), Duration.ZERO, Optional.empty())
                    .join();
            assertThat(second.join()).isInstanceOf(Entry.Answered.class);
        }
        assertThat(calls()).containsExactly(one.id() + "|ANSWERED");
    }

    @Test
    void withoutReuseEachRunPaysForItself() {
        JournalSettings settings = JournalSettings.standard().withReuse(JournalSettings.Reuse.RUN, Optional.empty());
        try (JdbcJournal first = journal(one, settings, NEVER);
                JdbcJournal second = journal(two, settings, OFTEN)) {
            long call = Given.callId(first.open(intent("doc")).join());
            CompletableFuture<Entry> waiting = second.open(intent("doc"));
            first.close(call, Exchange.of(reply("{}")), Duration.ZERO, Optional.empty())
                    .join();
            assertThat(waiting.join()).isInstanceOf(Entry.Opened.class);
        }
    }

    /** In opposite orders, with failures in between: nothing is paid twice, and nobody waits for ever. */
    @Test
    void theSameDocumentsAtOnceArePaidOnce() throws Exception {
        int documents = 600;
        AtomicInteger made = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (JdbcJournal first = journal(one, OFTEN);
                JdbcJournal second = journal(two, OFTEN)) {
            List<Future<Integer>> both = List.of(
                    threads.submit(() -> run(first, documents, false, together, made)),
                    threads.submit(() -> run(second, documents, true, together, made)));
            for (Future<Integer> done : both) {
                assertThat(done.get()).isEqualTo(documents);
            }
        } finally {
            threads.shutdownNow();
        }
        // each fails once
        assertThat(made).hasValue(2 * documents);
        assertThat(database.rows("SELECT state, count(*), count(DISTINCT request_key) FROM winnow.model_call"
                        + " GROUP BY state ORDER BY state"))
                .containsExactly("ANSWERED|" + documents + "|" + documents, "FAILED|" + documents + "|" + documents);
    }

    private Integer run(
            JdbcJournal journal, int documents, boolean reversed, CyclicBarrier together, AtomicInteger made)
            throws Exception {
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(1, documents).boxed().toList());
        if (reversed) {
            Collections.reverse(order);
        }
        together.await();
        List<CompletableFuture<Integer>> answers =
                order.stream().map(number -> answer(journal, number, made)).toList();
        return answers.stream().mapToInt(CompletableFuture::join).sum();
    }

    private CompletableFuture<Integer> answer(JdbcJournal journal, int attempt, AtomicInteger made) {
        CallIntent intent = new CallIntent(document("doc"), modelRequest("doc", attempt), 1, 1, Optional.empty());
        return journal.open(intent).thenCompose(entry -> {
            if (!(entry instanceof Entry.Opened opened)) {
                return CompletableFuture.completedFuture(1);
            }
            made.incrementAndGet();
            boolean again = !database.value("SELECT count(*) FROM winnow.model_call WHERE attempt = " + attempt
                            + " AND state = 'FAILED'")
                    .equals("0");
            Exchange exchange = Exchange.of(
                    again ? reply("{}") : new CallFailure(CallFailure.Kind.SERVER_ERROR, 500, "", Optional.empty()));
            return journal.close(opened.callId(), exchange, Duration.ZERO, Optional.of(BigDecimal.ZERO))
                    .thenCompose(
                            closed -> again ? CompletableFuture.completedFuture(1) : answer(journal, attempt, made));
        });
    }
}
