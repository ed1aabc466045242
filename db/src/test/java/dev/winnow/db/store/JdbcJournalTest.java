package dev.winnow.db.store;

import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.intent;
import static dev.winnow.db.store.Given.modelRequest;
import static dev.winnow.db.store.Given.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.RateLimits;
import dev.winnow.core.model.Usage;
import dev.winnow.db.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JdbcJournalTest {

    private static final Duration LATENCY = Duration.ofMillis(1500);

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Run run;
    private JdbcJournal journal;

    @BeforeEach
    void open() {
        run = Given.begin(database, "/in").run();
        Given.register(database, run, "doc");
        journal = new JdbcJournal(database.dataSource(), run, Runnable::run);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private String state() {
        return database.value("SELECT state FROM winnow.model_call");
    }

    @Test
    void putsACallOnRecord() {
        Entry entry = journal.open(intent("doc")).join();

        assertThat(entry).isInstanceOf(Entry.Opened.class);
        assertThat(database.rows("SELECT id, run_id, document_id, request_key, endpoint, model, attempt, state,"
                        + " reserved_tokens, reserved_usd, closed_at, cost_usd, reply, endpoint_name, api, estimated_tokens,"
                        + " request_id FROM winnow.model_call"))
                .containsExactly(Given.callId(entry) + "|" + run.id() + "|" + document("doc") + "|"
                        + modelRequest("doc", 1).key() + "|offline simulator|model-a|1|SENT|1234|0.015|null|null|null"
                        + "|offline|CHAT_COMPLETIONS|234|null");
    }

    @Test
    void aReservationMayBeUnknown() {
        Entry unused = journal.open(new CallIntent(document("doc"), modelRequest("doc", 3), 4, 5, Optional.empty()))
                .join();

        assertThat(database.rows("SELECT attempt, reserved_tokens, reserved_usd FROM winnow.model_call"))
                .containsExactly("3|5|null");
    }

    @Test
    void closesACallWithItsReply() {
        long call = Given.callId(journal.open(intent("doc")).join());
        Exchange exchange = new Exchange(reply("{}"), Optional.of("req-7"), RateLimits.NONE);
        journal.close(call, exchange, LATENCY, Optional.of(new BigDecimal("0.000123456")))
                .join();

        assertThat(database.rows("SELECT state, closed_at >= sent_at, latency_ms, input_tokens, cached_tokens,"
                        + " output_tokens, cost_usd, failure, reply ->> 'content', request_id FROM winnow.model_call"))
                .containsExactly("ANSWERED|t|1500|100|20|7|0.000123456|null|{}|req-7");
    }

    @Test
    void keepsWhatTheTokensWere() {
        ModelReply reply = new ModelReply(
                "m",
                ModelReply.FinishReason.STOP,
                Optional.of("{}"),
                Optional.empty(),
                List.of(),
                Optional.of(new Usage(100, 20, 30, 7, 5)));
        long call = Given.callId(journal.open(intent("doc")).join());
        journal.close(call, Exchange.of(reply), LATENCY, Optional.empty()).join();

        assertThat(database.rows(
                        "SELECT input_tokens, cached_tokens, cache_write_tokens, output_tokens, reasoning_tokens"
                                + " FROM winnow.call_cost"))
                .containsExactly("100|20|30|7|5");
        assertThat(new RunReports(database.dataSource()).of(run.id()).cacheWriteTokens())
                .isEqualTo(30);
    }

    @Test
    void closesACallWithAnUnknownCost() {
        long call = Given.callId(journal.open(intent("doc")).join());
        journal.close(call, Exchange.of(reply("{}")), LATENCY, Optional.empty()).join();

        assertThat(database.rows("SELECT state, cost_usd FROM winnow.model_call"))
                .containsExactly("ANSWERED|null");
    }

    @Test
    void closesACallThatFailed() {
        long call = Given.callId(journal.open(intent("doc")).join());
        var failure = new CallFailure(
                CallFailure.Kind.RATE_LIMITED, 429, "rate_limit_exceeded", Optional.of(Duration.ofSeconds(3)));
        journal.close(call, Exchange.of(failure), LATENCY, Optional.of(BigDecimal.ZERO))
                .join();

        assertThat(database.rows("SELECT state, latency_ms, input_tokens, output_tokens, cost_usd, failure, reply"
                        + " FROM winnow.model_call"))
                .containsExactly("FAILED|1500|0|0|0|RATE_LIMITED, HTTP 429, rate_limit_exceeded|null");
    }

    @Test
    void aLostReplyIsNoAnswerAndMayBeBilled() {
        long first = Given.callId(journal.open(intent("doc")).join());
        var failure = new CallFailure(CallFailure.Kind.REPLY_LOST, 0, "", Optional.empty());
        journal.close(first, Exchange.of(failure), LATENCY, Optional.empty()).join();

        Entry second = journal.open(intent("doc")).join();

        assertThat(second).isInstanceOf(Entry.Opened.class);
        assertThat(Given.callId(second)).isNotEqualTo(first);
        assertThat(database.rows("SELECT state FROM winnow.model_call ORDER BY id"))
                .containsExactly("UNCONFIRMED", "SENT");
    }

    @Test
    void anAnswerIsServedWithoutANewRow() {
        long call = Given.callId(journal.open(intent("doc")).join());
        journal.close(call, Exchange.of(reply("the answer")), LATENCY, Optional.empty())
                .join();

        assertThat(journal.open(intent("doc")).join()).isEqualTo(new Entry.Answered(call, reply("the answer")));
        assertThat(database.value("SELECT count(*) FROM winnow.model_call")).isEqualTo("1");
        assertThat(journal.totals().hits()).isEqualTo(1);
        assertThat(journal.open(new CallIntent(document("doc"), modelRequest("doc", 2), 1, 1, Optional.empty()))
                        .join())
                .isInstanceOf(Entry.Opened.class);
    }

    @Test
    void anAnswerIsServedToAnotherRun() {
        long call = Given.callId(journal.open(intent("doc")).join());
        journal.close(call, Exchange.of(reply("the answer")), LATENCY, Optional.empty())
                .join();
        Run other = Given.begin(database, "/other").run();

        try (JdbcJournal second = new JdbcJournal(database.dataSource(), other, Runnable::run)) {
            assertThat(second.open(intent("doc")).join()).isEqualTo(new Entry.Answered(call, reply("the answer")));
            assertThat(second.totals()).isEqualTo(JournalTotals.NONE.hit());
        }
    }

    @Test
    void aRequestInFlightIsWaitedFor() {
        long call = Given.callId(journal.open(intent("doc")).join());
        CompletableFuture<Entry> second = journal.open(intent("doc"));
        CompletableFuture<Entry> third = journal.open(intent("doc"));
        // an entry after them is through: they were looked at
        journal.open(new CallIntent(document("doc"), modelRequest("doc", 2), 1, 1, Optional.empty()))
                .join();
        assertThat(second).isNotDone();

        journal.close(call, Exchange.of(reply("{}")), LATENCY, Optional.empty()).join();

        assertThat(second.join()).isEqualTo(new Entry.Answered(call, reply("{}")));
        assertThat(third.join()).isEqualTo(new Entry.Answered(call, reply("{}")));
        assertThat(database.value("SELECT count(*) FROM winnow.model_call")).isEqualTo("2");
    }

    @Test
    void aRequestWhoseCallFailedIsTheNextOnesToMake() {
        long call = Given.callId(journal.open(intent("doc")).join());
        CompletableFuture<Entry> second = journal.open(intent("doc"));
        CompletableFuture<Entry> third = journal.open(intent("doc"));
        var failure = new CallFailure(CallFailure.Kind.SERVER_ERROR, 500, "", Optional.empty());
        journal.close(call, Exchange.of(failure), LATENCY, Optional.of(BigDecimal.ZERO))
                .join();

        assertThat(second.join()).isInstanceOf(Entry.Opened.class);
        assertThat(third).isNotDone();
        assertThat(database.rows("SELECT state FROM winnow.model_call ORDER BY id"))
                .containsExactly("FAILED", "SENT");
    }

    @Test
    void completesAfterTheRowCanBeSeenByOthers() {
        CompletableFuture<String> seen = journal.open(intent("doc")).thenApply(entry -> state());
        assertThat(seen.join()).isEqualTo("SENT");

        long call = Long.parseLong(database.value("SELECT id FROM winnow.model_call"));
        CompletableFuture<String> closed = journal.close(call, Exchange.of(reply("{}")), LATENCY, Optional.empty())
                .thenApply(nothing -> state());
        assertThat(closed.join()).isEqualTo("ANSWERED");
    }

    @Test
    void completesNothingBeforeTheCommit() throws Exception {
        CompletableFuture<Entry> opened;
        try (Blocked blocked = Blocked.writersOf(database, run)) {
            opened = journal.open(intent("doc"));
            blocked.awaitWriter();
            assertThat(opened).isNotDone();
        }
        long call = Given.callId(opened.join());

        CompletableFuture<Void> closed;
        try (Blocked blocked = Blocked.writersOf(database, run)) {
            closed = journal.close(call, Exchange.of(reply("{}")), LATENCY, Optional.empty());
            blocked.awaitWriter();
            assertThat(closed).isNotDone();
            assertThat(state()).isEqualTo("SENT");
        }
        closed.join();
        assertThat(state()).isEqualTo("ANSWERED");
    }

    @Test
    void manyThreadsShareACommit() throws Exception {
        List<CompletableFuture<Entry>> opened = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Blocked blocked = Blocked.writersOf(database, run)) {
            List<Future<CompletableFuture<Entry>>> asked = IntStream.range(0, 400)
                    .mapToObj(i -> threads.submit(() -> journal.open(
                            new CallIntent(document("doc"), modelRequest("doc", i + 1), 1, 1, Optional.empty()))))
                    .toList();
            for (Future<CompletableFuture<Entry>> one : asked) {
                opened.add(one.get());
            }
            blocked.awaitWriter();
            assertThat(opened).noneMatch(CompletableFuture::isDone);
        } finally {
            threads.shutdown();
        }

        assertThat(opened.stream().map(CompletableFuture::join).map(Given::callId))
                .doesNotHaveDuplicates()
                .hasSize(400);
        assertThat(Integer.parseInt(database.value("SELECT count(DISTINCT xmin::text) FROM winnow.model_call")))
                .isBetween(1, 2);
        assertThat(database.value("SELECT count(DISTINCT attempt) FROM winnow.model_call"))
                .isEqualTo("400");
    }

    @Test
    void moreThanFitsOneCommitIsWrittenToo() throws Exception {
        List<CompletableFuture<Entry>> opened;
        try (Blocked blocked = Blocked.writersOf(database, run)) {
            opened = IntStream.range(0, 1300)
                    .mapToObj(i -> journal.open(
                            new CallIntent(document("doc"), modelRequest("doc", i + 1), 1, 1, Optional.empty())))
                    .toList();
            blocked.awaitWriter();
        }
        opened.forEach(CompletableFuture::join);

        assertThat(Integer.parseInt(database.value("SELECT count(DISTINCT xmin::text) FROM winnow.model_call")))
                .isBetween(3, 4);
        assertThat(database.value("SELECT count(*) FROM winnow.model_call")).isEqualTo("1300");
    }

    @Test
    void goesOnOnTheWorkers() throws Exception {
        ExecutorService workers = Executors.newSingleThreadExecutor(task -> new Thread(task, "worker"));
        try (JdbcJournal own = new JdbcJournal(database.dataSource(), run, workers)) {
            CompletableFuture<String> thread;
            try (Blocked blocked = Blocked.writersOf(database, run)) {
                thread = own.open(intent("doc"))
                        .thenApply(entry -> Thread.currentThread().getName());
                blocked.awaitWriter();
            }
            assertThat(thread.get(30, TimeUnit.SECONDS)).isEqualTo("worker");
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void closingWritesWhatWaits() throws Exception {
        CompletableFuture<Entry> opened;
        CompletableFuture<Void> closing;
        try (Blocked blocked = Blocked.writersOf(database, run)) {
            opened = journal.open(intent("doc"));
            closing = CompletableFuture.runAsync(journal::close);
            blocked.awaitWriter();
            assertThat(closing).isNotDone();
        }
        closing.join();

        assertThat(opened).isDone();
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void closingTwiceIsClosingOnce() {
        journal.close();
        journal.close();

        assertThat(journal.totals()).isEqualTo(JournalTotals.NONE);
    }

    @Test
    void countsWhatPassedThrough() {
        long first = Given.callId(journal.open(intent("doc")).join());
        journal.close(first, Exchange.of(reply("{}")), LATENCY, Optional.of(new BigDecimal("0.5")))
                .join();
        Entry hit = journal.open(intent("doc")).join();
        assertThat(hit).isInstanceOf(Entry.Answered.class);
        long second = Given.callId(
                journal.open(new CallIntent(document("doc"), modelRequest("doc", 2), 1, 1, Optional.empty()))
                        .join());
        var failure = new CallFailure(CallFailure.Kind.SERVER_ERROR, 500, "", Optional.empty());
        journal.close(second, Exchange.of(failure), LATENCY, Optional.of(new BigDecimal("0.25")))
                .join();

        assertThat(journal.totals())
                .isEqualTo(new JournalTotals(2, 1, new Usage(100, 20, 7), Optional.of(new BigDecimal("0.75"))));

        long third = Given.callId(
                journal.open(new CallIntent(document("doc"), modelRequest("doc", 3), 1, 1, Optional.empty()))
                        .join());
        ModelReply last = reply("{}");
        journal.close(third, Exchange.of(last), LATENCY, Optional.empty()).join();
        assertThat(journal.totals()).isEqualTo(new JournalTotals(3, 1, new Usage(200, 40, 14), Optional.empty()));
    }
}
