package dev.winnow.db.store;

import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.modelRequest;
import static dev.winnow.db.store.Given.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import dev.winnow.db.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call costs 0.10 at most, and 1,234 tokens. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BudgetTest {

    private static final BigDecimal MOST = usd("0.10");
    private static final CallFailure FAILURE =
            new CallFailure(CallFailure.Kind.SERVER_ERROR, 500, "", Optional.empty());
    private static final CallFailure LOST = new CallFailure(CallFailure.Kind.REPLY_LOST, 0, "", Optional.empty());

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private final StopSignal stop = new StopSignal();
    private final List<JdbcJournal> journals = new ArrayList<>();
    private RunLock lock;
    private Run run;

    @BeforeEach
    void begin() {
        lock = Given.begin(database, "/in");
        run = lock.run();
        Given.register(database, run, "doc");
    }

    @AfterEach
    void spendingIsTheSumOfAllCalls() {
        journals.forEach(JdbcJournal::close);
        assertThat(database.rows(
                        "SELECT scope, usd, tokens FROM winnow.spending WHERE (usd, tokens) <> (0, 0) ORDER BY scope"))
                .isEqualTo(database.rows("SELECT 'day ' || day, sum(usd), sum(tokens) FROM winnow.call_cost GROUP BY 1"
                        + " HAVING sum(usd) > 0 UNION ALL SELECT 'run ' || run_id, sum(usd), sum(tokens)"
                        + " FROM winnow.call_cost GROUP BY 1 HAVING sum(usd) > 0 ORDER BY 1"));
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    private static Budget perRun(String usd) {
        return new Budget(Optional.of(usd(usd)), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    private static Budget perDay(String usd) {
        return new Budget(Optional.empty(), Optional.of(usd(usd)), OptionalLong.empty(), OptionalLong.empty());
    }

    private JdbcJournal journal(Budget budget) {
        return journal(run, budget);
    }

    private JdbcJournal journal(Run of, Budget budget) {
        JdbcJournal journal = new JdbcJournal(
                database.dataSource(),
                of,
                JournalSettings.standard().withBudget(budget),
                stop,
                Runnable::run,
                Duration.ofMillis(20));
        journals.add(journal);
        return journal;
    }

    private static CompletableFuture<Entry> open(JdbcJournal journal, int number) {
        return journal.open(new CallIntent(document("doc"), modelRequest("doc", number), 234, 1234, Optional.of(MOST)));
    }

    private static void close(JdbcJournal journal, Entry entry, CallResult result, String cost) {
        journal.close(Given.callId(entry), Exchange.of(result), Duration.ZERO, Optional.of(usd(cost)))
                .join();
    }

    private static String refusal(Entry entry) {
        return ((Entry.OverBudget) entry).budget();
    }

    @Test
    void whatFitsExactlyFits() {
        JdbcJournal journal = journal(perRun("0.20"));
        close(journal, open(journal, 1).join(), reply("{}"), "0.10");
        close(journal, open(journal, 2).join(), reply("{}"), "0.10");

        assertThat(refusal(open(journal, 3).join()))
                .isEqualTo("USD 0.20 of the run's budget of USD 0.20 is spent or reserved,"
                        + " and the next call may cost USD 0.10");
        assertThat(database.value("SELECT count(*) FROM winnow.model_call")).isEqualTo("2");
    }

    @Test
    void aStopGivesUpWhatWaitsForRoom() {
        JdbcJournal journal = journal(perRun("0.15"));
        Entry first = open(journal, 1).join();
        CompletableFuture<Entry> second = open(journal, 2);
        assertThat(second).isNotDone();

        stop.request("planned");

        assertThat(second.join()).isEqualTo(new Entry.GivenUp());
        assertThat(open(journal, 3).join()).isEqualTo(new Entry.GivenUp());
        close(journal, first, reply("{}"), "0.05");
        assertThat(database.rows("SELECT state FROM winnow.model_call")).containsExactly("ANSWERED");
    }

    @Test
    void waitsForWhatIsReservedByCallsInFlight() {
        JdbcJournal journal = journal(perRun("0.15"));
        Entry first = open(journal, 1).join();
        CompletableFuture<Entry> second = open(journal, 2);
        CompletableFuture<Entry> third = open(journal, 3);
        assertThat(second).isNotDone();

        close(journal, first, reply("{}"), "0.05");

        assertThat(second.join()).isInstanceOf(Entry.Opened.class);
        assertThat(third).isNotDone();
        close(journal, second.join(), reply("{}"), "0.05");
        assertThat(refusal(third.join()))
                .isEqualTo("USD 0.10 of the run's budget of USD 0.15 is spent or reserved,"
                        + " and the next call may cost USD 0.10");
    }

    /** Soon: the writing thread says it. */
    private static void waits(JdbcJournal journal, JournalWaits expected) {
        while (!journal.waits().equals(expected)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void saysWhatWaitsForRoom() {
        JdbcJournal journal = journal(perRun("0.15"));
        Entry first = open(journal, 1).join();
        CompletableFuture<Entry> same = open(journal, 1);
        waits(journal, new JournalWaits(1, 0, ""));
        CompletableFuture<Entry> second = open(journal, 2);
        CompletableFuture<Entry> third = open(journal, 3);
        String full =
                "USD 0.10 of the run's budget of USD 0.15 is spent or reserved, and the next call may cost USD 0.10";
        waits(journal, new JournalWaits(1, 2, full));
        assertThat(same).isNotDone();

        close(journal, first, reply("{}"), "0.01");
        String fuller =
                "USD 0.11 of the run's budget of USD 0.15 is spent or reserved, and the next call may cost USD 0.10";
        waits(journal, new JournalWaits(0, 1, fuller));
        close(journal, second.join(), reply("{}"), "0.10");
        assertThat(refusal(third.join())).isEqualTo(fuller);
        waits(journal, JournalWaits.NONE);
    }

    @Test
    void aFailureThatIsNotBilledCostsNothing() {
        JdbcJournal journal = journal(perRun("0.10"));
        for (int i = 0; i < 5; i++) {
            close(journal, open(journal, 1).join(), FAILURE, "0");
        }
        assertThat(open(journal, 1).join()).isInstanceOf(Entry.Opened.class);
    }

    @Test
    void aReplyThatIsLostCountsAtItsReservation() {
        JdbcJournal journal = journal(perRun("0.10"));
        Entry lost = open(journal, 1).join();
        journal.close(Given.callId(lost), Exchange.of(LOST), Duration.ZERO, Optional.empty())
                .join();

        assertThat(open(journal, 1).join()).isInstanceOf(Entry.OverBudget.class);
        assertThat(database.rows("SELECT state, tokens, usd, reserved FROM winnow.call_cost"))
                .containsExactly("UNCONFIRMED|1234|0.10|t");
    }

    @Test
    void aReplyWithoutUsageCountsAtItsReservation() {
        JdbcJournal journal = journal(perRun("0.15"));
        Entry silent = open(journal, 1).join();
        ModelReply reply = reply("{}");
        CallResult withoutUsage = new ModelReply(
                reply.model(),
                reply.finishReason(),
                reply.content(),
                reply.refusal(),
                reply.toolCalls(),
                Optional.empty());
        journal.close(Given.callId(silent), Exchange.of(withoutUsage), Duration.ZERO, Optional.empty())
                .join();

        assertThat(open(journal, 2).join()).isInstanceOf(Entry.OverBudget.class);
        assertThat(database.rows("SELECT state, tokens, usd, reserved FROM winnow.call_cost"))
                .containsExactly("ANSWERED|1234|0.10|t");
    }

    @Test
    void aCallThatCostsMoreThanReservedExceedsByThat() {
        JdbcJournal journal = journal(perRun("0.10"));
        close(journal, open(journal, 1).join(), reply("{}"), "0.12");

        assertThat(refusal(open(journal, 2).join())).startsWith("USD 0.12 of the run's budget of USD 0.10 ");
    }

    @Test
    void anAnswerIsFreeOverAnyBudget() {
        JdbcJournal journal = journal(perRun("0.10"));
        close(journal, open(journal, 1).join(), reply("{}"), "0.10");

        assertThat(open(journal, 1).join()).isInstanceOf(Entry.Answered.class);
    }

    @Test
    void tokensAreCountedAsMoneyIs() {
        Budget budget = new Budget(Optional.empty(), Optional.empty(), OptionalLong.of(1300), OptionalLong.empty());
        JdbcJournal journal = journal(budget);
        Entry first = open(journal, 1).join();
        CompletableFuture<Entry> second = open(journal, 2);
        // 107 tokens
        close(journal, first, reply("{}"), "0.01");

        assertThat(refusal(second.join()))
                .isEqualTo(
                        "107 of the run's budget of 1300 tokens are spent or reserved, and the next call may use 1234");
        Budget ofDay = new Budget(Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.of(1341));
        JdbcJournal larger = journal(ofDay);
        assertThat(open(larger, 2).join()).isInstanceOf(Entry.Opened.class);
    }

    @Test
    void theDaysBudgetHoldsOverAllRuns() {
        JdbcJournal journal = journal(Budget.NONE);
        close(journal, open(journal, 1).join(), reply("{}"), "0.06");
        Run other = Given.begin(database, "/other").run();

        JdbcJournal limited = journal(other, perDay("0.15"));
        assertThat(refusal(open(limited, 2).join()))
                .isEqualTo("USD 0.06 of the day's budget of USD 0.15 is spent or reserved,"
                        + " and the next call may cost USD 0.10");
        assertThat(open(journal(other, perRun("0.10")), 2).join()).isInstanceOf(Entry.Opened.class);
    }

    @Test
    void aNewDayBeginsAtNothing() {
        JdbcJournal journal = journal(perDay("0.10"));
        Entry yesterdays = open(journal, 1).join();
        // what was sent now was sent a day ago
        database.execute("UPDATE winnow.model_call SET sent_at = sent_at - interval '1 day'");
        database.execute("UPDATE winnow.spending SET scope = 'day ' || to_char((now() - interval '1 day')"
                + " AT TIME ZONE 'UTC', 'YYYY-MM-DD') WHERE scope LIKE 'day%'");

        Entry todays = open(journal, 2).join();
        assertThat(todays).isInstanceOf(Entry.Opened.class);
        close(journal, yesterdays, reply("{}"), "0.04");
        close(journal, todays, reply("{}"), "0.10");

        assertThat(database.rows("SELECT usd FROM winnow.spending WHERE scope LIKE 'day%' ORDER BY scope"))
                .containsExactly("0.04", "0.10");
        assertThat(open(journal, 3).join()).isInstanceOf(Entry.OverBudget.class);
    }

    @Test
    void holdsThroughACrashAndGoesOnWithALargerOne() {
        JdbcJournal journal = journal(perRun("0.20"));
        close(journal, open(journal, 1).join(), reply("{}"), "0.08");
        Entry died = open(journal, 2).join();
        assertThat(died).isInstanceOf(Entry.Opened.class);
        lock.close();
        RunLock second = Given.begin(database, "/in");

        JdbcJournal same = journal(second.run(), perRun("0.20"));
        assertThat(refusal(open(same, 2).join())).startsWith("USD 0.18 of the run's budget of USD 0.20 ");
        JdbcJournal larger = journal(second.run(), perRun("0.30"));
        close(larger, open(larger, 2).join(), reply("{}"), "0.09");
        assertThat(refusal(open(larger, 3).join())).startsWith("USD 0.27 of the run's budget of USD 0.30 ");
    }

    @Test
    void theAnswerOfACallThatWasGivenUpIsCountedOnce() {
        JdbcJournal journal = journal(perRun("1"));
        Entry call = open(journal, 1).join();
        database.execute("UPDATE winnow.model_call SET state = 'UNCONFIRMED'");
        close(journal, call, reply("{}"), "0.03");
        close(journal, call, reply("{}"), "0.04");

        assertThat(database.rows("SELECT DISTINCT usd, tokens FROM winnow.spending"))
                .containsExactly("0.04|107");
    }

    @Test
    void isNeverExceededBy512AtOnce() throws Exception {
        int calls = 1000;
        List<Entry> entries = new ArrayList<>();
        List<Run> runs = List.of(run, Given.begin(database, "/other").run());
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Entry>>> asked = new ArrayList<>();
            for (Run one : runs) {
                // 300 calls at 0.0333 at least, and what is left is less than 0.10
                JdbcJournal journal = journal(one, perDay("10.00"));
                asked.add(workers.submit(() ->
                        IntStream.range(0, calls)
                                .mapToObj(i -> answered(journal, (int) one.id() * calls + i))
                                .toList()
                                .stream()
                                .map(CompletableFuture::join)
                                .toList()));
            }
            for (Future<List<Entry>> one : asked) {
                entries.addAll(one.get());
            }
        } finally {
            workers.shutdown();
        }

        long opened = entries.stream().filter(Entry.Opened.class::isInstance).count();
        assertThat(entries).hasSize(2 * calls);
        assertThat(database.value("SELECT count(*) FROM winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(String.valueOf(opened));
        // 0.0333 for each, so that the last fits at 9.90 or below
        assertThat(opened).isEqualTo(298);
        assertThat(database.value("SELECT usd FROM winnow.spending WHERE scope LIKE 'day%'"))
                .isEqualTo("9.9234");
    }

    /** Checks while the call is in flight that the budget holds. */
    private CompletableFuture<Entry> answered(JdbcJournal journal, int number) {
        return open(journal, number).thenCompose(entry -> {
            if (!(entry instanceof Entry.Opened opened)) {
                return CompletableFuture.completedFuture(entry);
            }
            return journal.close(opened.callId(), Exchange.of(reply("{}")), Duration.ZERO, Optional.of(usd("0.0333")))
                    .thenApply(closed -> {
                        assertThat(usd(database.value("SELECT sum(usd) FROM winnow.call_cost")))
                                .isLessThanOrEqualTo(usd("10.00"));
                        return entry;
                    });
        });
    }
}
