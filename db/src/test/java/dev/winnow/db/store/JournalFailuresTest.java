package dev.winnow.db.store;

import static dev.winnow.db.store.Given.intent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.Exchange;
import dev.winnow.db.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal whose database is broken says so, and goes on once it is not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalFailuresTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private final StopSignal stop = new StopSignal();
    private Run run;
    private JdbcJournal journal;

    @BeforeEach
    void open() {
        run = Given.begin(database, "/in").run();
        Given.register(database, run, Canary.VALUE);
        journal = new JdbcJournal(database.dataSource(), run, Runnable::run);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aConnectionThatIsCutIsReplaced() throws Exception {
        CompletableFuture<Entry> opened;
        try (Blocked blocked = Blocked.writersOf(database, run)) {
            opened = journal.open(intent(Canary.VALUE));
            blocked.killWriters();
        }

        assertThat(opened.join()).isInstanceOf(Entry.Opened.class);
        assertThat(database.value("SELECT count(*) FROM winnow.model_call")).isEqualTo("1");
    }

    @Test
    void aReplyThatWasPaidForSurvivesACutConnection() throws Exception {
        long call = Given.callId(journal.open(intent(Canary.VALUE)).join());
        CompletableFuture<Void> closed;
        try (Blocked blocked = Blocked.writersOf(database, run)) {
            closed = journal.close(call, Exchange.of(Given.reply(Canary.VALUE)), Duration.ZERO, Optional.empty());
            blocked.killWriters();
        }
        closed.join();

        assertThat(journal.totals().calls()).isEqualTo(1);
        assertThat(database.value("SELECT state FROM winnow.model_call")).isEqualTo("ANSWERED");
    }

    private JdbcJournal during(Outage outage, Duration longest) {
        return new JdbcJournal(
                outage,
                run,
                JournalSettings.standard().withLongestOutage(longest),
                stop,
                Runnable::run,
                Duration.ofMillis(10));
    }

    private CompletableFuture<Void> paid(JdbcJournal by, long call) {
        return by.close(call, Exchange.of(Given.reply(Canary.VALUE)), Duration.ZERO, Optional.empty());
    }

    @Test
    void whatIsPaidForWaitsForTheDatabaseToComeBack() throws Exception {
        Outage outage = new Outage(database.dataSource());
        try (JdbcJournal held = during(outage, Duration.ofHours(1))) {
            long call = Given.callId(held.open(intent(Canary.VALUE)).join());
            outage.begin();
            CompletableFuture<Void> closed = paid(held, call);
            outage.awaitRefusals(50);
            assertThat(closed).isNotDone();
            outage.end();
            closed.join();
        }
        assertThat(database.value("SELECT state FROM winnow.model_call")).isEqualTo("ANSWERED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "53100", "25P03"})
    void whatIsPaidForIsWrittenAgainAfterADeadlockOnceThereIsRoomAndAfterStandingStill(String state) {
        database.execute("CREATE SEQUENCE public.tries", """
                CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('public.tries') <= 2 THEN RAISE EXCEPTION 'planted' USING ERRCODE = '%s'; END IF;
                RETURN NEW; END $$""".formatted(state), """
                CREATE TRIGGER planted BEFORE UPDATE ON winnow.model_call FOR EACH ROW EXECUTE FUNCTION public.fail()""");
        Outage none = new Outage(database.dataSource());
        try (JdbcJournal held = during(none, Duration.ofHours(1))) {
            long call = Given.callId(held.open(intent(Canary.VALUE)).join());
            paid(held, call).join();
        }
        assertThat(database.value("SELECT state FROM winnow.model_call")).isEqualTo("ANSWERED");
    }

    @Test
    void aCloseOfTheJournalWaitsForItToo() throws Exception {
        Outage outage = new Outage(database.dataSource());
        JdbcJournal held = during(outage, Duration.ofHours(1));
        long call = Given.callId(held.open(intent(Canary.VALUE)).join());
        outage.begin();
        CompletableFuture<Void> closed = paid(held, call);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(held::close);
        outage.awaitRefusals(50);
        outage.end();
        closing.join();
        assertThat(closed).isCompleted();
    }

    @Test
    void anOutageThatLastsTooLongFailsEveryCall() throws Exception {
        Outage outage = new Outage(database.dataSource());
        try (JdbcJournal held = during(outage, Duration.ZERO)) {
            long call = Given.callId(held.open(intent(Canary.VALUE)).join());
            outage.begin();
            assertThat(Canary.silentFailure(() -> paid(held, call).join()))
                    .hasMessageStartingWith("Writing the journal failed");
        }
    }

    @Test
    void aStopEndsTheWaitOnceTheJournalIsClosed() throws Exception {
        Outage outage = new Outage(database.dataSource());
        JdbcJournal held = during(outage, Duration.ofHours(1));
        long call = Given.callId(held.open(intent(Canary.VALUE)).join());
        outage.begin();
        CompletableFuture<Void> closed = paid(held, call);
        outage.awaitRefusals(1);
        CompletableFuture<Entry> opened = held.open(intent("other"));
        stop.request("planned");
        outage.awaitRefusals(10);
        assertThat(closed).isNotDone();
        held.close();
        assertThat(closed).isCompletedExceptionally();
        assertThat(opened.join()).isEqualTo(new Entry.GivenUp());
        assertThat(database.value("SELECT state FROM winnow.model_call")).isEqualTo("SENT");
    }

    @Test
    void aPoolThatIsClosedFailsEveryCall() {
        long call = Given.callId(journal.open(intent(Canary.VALUE)).join());
        database.close();

        assertThat(Canary.silentFailure(() -> journal.open(intent(Canary.VALUE)).join()))
                .hasMessageStartingWith("Writing the journal failed");
        assertThat(Canary.silentFailure(() -> journal.close(
                                call, Exchange.of(Given.reply(Canary.VALUE)), Duration.ZERO, Optional.empty())
                        .join()))
                .hasMessageStartingWith("Writing the journal failed");
    }

    @Test
    void aRowThatIsRefusedFailsWithoutItsValues() {
        long call = Given.callId(journal.open(intent(Canary.VALUE)).join());
        database.execute(
                "ALTER TABLE winnow.model_call ADD CONSTRAINT planted CHECK (reply::text NOT LIKE '%CANARY%')");

        assertThat(Canary.silentFailure(() -> journal.close(
                                call, Exchange.of(Given.reply(Canary.VALUE)), Duration.ZERO, Optional.empty())
                        .join()))
                .hasMessage("Writing the journal failed: SQL state 23514, constraint planted");
        assertThat(database.value("SELECT state FROM winnow.model_call")).isEqualTo("SENT");
    }

    @Test
    void aDocumentThatIsUnknownFailsPlainly() {
        assertThat(Canary.silentFailure(() -> journal.open(intent("unknown")).join()))
                .hasMessage("Writing the journal failed: SQL state 23503, constraint model_call_document_id_fkey");
    }
}
