package dev.winnow.db.store;

import static dev.winnow.db.store.Given.intent;
import static dev.winnow.db.store.Given.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.limit.StopSignal;
import dev.winnow.core.model.Exchange;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.JournalSettings.Reuse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which replies are taken instead of a call, and which are erased. A reply came ten days ago. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReuseTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Run run;
    private Run other;

    @BeforeEach
    void begin() {
        run = Given.begin(database, "/in").run();
        other = Given.begin(database, "/other").run();
        Given.register(database, run, "doc");
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            long call = Given.callId(journal.open(intent("doc")).join());
            journal.close(call, Exchange.of(reply("{}")), Duration.ZERO, Optional.empty())
                    .join();
        }
        database.execute("UPDATE winnow.model_call SET closed_at = now() - interval '10 days'");
    }

    private boolean reused(Run by, Reuse reuse, Optional<Duration> maxAge) {
        JournalSettings settings = JournalSettings.standard().withReuse(reuse, maxAge);
        try (JdbcJournal journal =
                new JdbcJournal(database.dataSource(), by, settings, new StopSignal(), Runnable::run)) {
            boolean told =
                    journal.answered(List.of(intent("doc").request())).join().get(0);
            Entry entry = journal.open(intent("doc")).join();
            assertThat(entry instanceof Entry.Answered).isEqualTo(told);
            return told;
        } finally {
            database.execute("DELETE FROM winnow.model_call WHERE state = 'SENT'");
        }
    }

    @Test
    void alwaysTakesThoseOfAnyRun() {
        assertThat(reused(other, Reuse.ALWAYS, Optional.empty())).isTrue();
        assertThat(reused(other, Reuse.ALWAYS, Optional.of(Duration.ofDays(11))))
                .isTrue();
        assertThat(reused(other, Reuse.ALWAYS, Optional.of(Duration.ofDays(9)))).isFalse();
    }

    @Test
    void aRunToComeWouldFindThem() {
        var requests = List.of(intent("new").request(), intent("doc").request());
        JournalSettings always = JournalSettings.standard();

        assertThat(new PastReplies(database.dataSource(), always).to(requests)).containsExactly(false, true);
        assertThat(new PastReplies(database.dataSource(), always.withReuse(Reuse.RUN, Optional.empty())).to(requests))
                .containsExactly(false, false);
    }

    @Test
    void runTakesItsOwnOnly() {
        assertThat(reused(other, Reuse.RUN, Optional.empty())).isFalse();
        assertThat(reused(run, Reuse.RUN, Optional.empty())).isTrue();
    }

    @Test
    void itsOwnMayHaveAnyAge() {
        assertThat(reused(run, Reuse.RUN, Optional.of(Duration.ofDays(9)))).isTrue();
        assertThat(reused(run, Reuse.ALWAYS, Optional.of(Duration.ofDays(9)))).isTrue();
    }

    @Test
    void anErasedReplyIsNoAnswerAndWhatIsPendingIsKept() {
        assertThat(new Retention(database.dataSource(), Optional.of(Duration.ofDays(11))).run())
                .isZero();
        assertThat(reused(run, Reuse.ALWAYS, Optional.empty())).isTrue();
        Retention old = new Retention(database.dataSource(), Optional.of(Duration.ofDays(9)));
        assertThat(old.run()).isZero();
        database.execute("UPDATE winnow.run SET state = 'FINISHED'");
        assertThat(old.run()).isEqualTo(1);
        assertThat(reused(run, Reuse.ALWAYS, Optional.empty())).isFalse();
        assertThat(reused(other, Reuse.ALWAYS, Optional.empty())).isFalse();

        assertThat(database.rows("SELECT state, input_tokens, reply, erased_at IS NOT NULL FROM winnow.model_call"))
                .containsExactly("ANSWERED|100|null|t");
        assertThat(new Retention(database.dataSource(), Optional.of(Duration.ofDays(9))).run())
                .isZero();
    }

    @Test
    void withoutALimitNothingIsErased() {
        assertThat(new Retention(database.dataSource(), Optional.empty()).run()).isZero();
    }

    @Test
    void erasesInBatches() {
        database.execute("UPDATE winnow.run SET state = 'FINISHED'");
        database.execute(
                "INSERT INTO winnow.model_call (run_id, document_id, request_key, endpoint, api, model, attempt,"
                        + " state, closed_at, reserved_tokens, reply)"
                        + " SELECT run_id, document_id, 'k' || i, endpoint, api, model, attempt, state, closed_at, 1, reply"
                        + " FROM winnow.model_call, generate_series(1, 2500) AS i");

        assertThat(new Retention(database.dataSource(), Optional.of(Duration.ofDays(1))).run())
                .isEqualTo(2501);
        assertThat(database.value("SELECT count(*) FROM winnow.model_call WHERE reply IS NOT NULL"))
                .isEqualTo("0");
        assertThat(database.value("SELECT count(DISTINCT erased_at) FROM winnow.model_call"))
                .isEqualTo("3");
    }
}
