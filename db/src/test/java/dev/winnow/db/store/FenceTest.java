package dev.winnow.db.store;

import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A runner that was taken over cannot write, whatever it tries. */
class FenceTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Run lost;
    private Run holder;

    @BeforeEach
    void takeOver() {
        RunLock first = Given.begin(database, "/in");
        lost = first.run();
        Given.register(database, lost, "doc");
        first.close();
        holder = Given.begin(database, "/in").run();
    }

    @Test
    void registersNothing() {
        assertLost(() -> new DocumentStore(database.dataSource()).register(lost, Given.files("/in/", 3)));

        assertThat(database.value("SELECT count(*) FROM winnow.document")).isEqualTo("1");
        Given.register(database, holder, "more");
        assertThat(database.value("SELECT count(*) FROM winnow.document")).isEqualTo("2");
    }

    @Test
    void writesNoExtraction() {
        ExtractionStore store = Given.extractions(database, lost, RECIPE);
        assertLost(() -> store.write(List.of(settled("doc", new Outcome.Unmatched(""), 1))));
        assertLost(() -> store.write(List.of()));

        assertThat(database.rows("SELECT * FROM winnow.extraction")).isEmpty();
        assertThat(database.rows("SELECT outcome FROM winnow.run_document")).containsExactly("null");
    }

    @Test
    void writesNoExtractionAloneEither() {
        database.execute("ALTER TABLE records.receipt ADD CONSTRAINT planted CHECK (total < 100)");
        ExtractionStore store = Given.extractions(database, lost, RECIPE);

        assertLost(() -> store.write(List.of(settled("doc", Given.receipt("ACME", "100"), 1))));
    }

    @Test
    void restoresNoRows() {
        assertLost(() -> Given.extractions(database, lost, RECIPE).projectMissing(OtherRecipe.KEEP));
    }

    @Test
    void settlesNothing() {
        RunTasks tasks = new RunTasks(database.dataSource());
        assertLost(() -> tasks.settleEarlier(lost, RECIPE, RunTasks.OtherRecipe.KEEP, Set.of()));
    }

    @Test
    void opensNoCall() {
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), lost, Runnable::run)) {
            assertLost(() -> journal.open(Given.intent("doc")).join());
        }
        assertThat(database.rows("SELECT * FROM winnow.model_call")).isEmpty();
    }

    @Test
    void closesNoCall() {
        long call;
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), holder, Runnable::run)) {
            Entry entry = journal.open(Given.intent("doc")).join();
            call = Given.callId(entry);
        }
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), lost, Runnable::run)) {
            assertLost(() -> journal.close(call, Exchange.of(Given.reply("{}")), Duration.ZERO, Optional.empty())
                    .join());
            assertThat(journal.totals()).isEqualTo(JournalTotals.NONE);
        }
        assertThat(database.rows("SELECT state FROM winnow.model_call")).containsExactly("SENT");
    }

    private void assertLost(ThrowingCallable write) {
        assertThatThrownBy(write)
                .satisfies(thrown -> assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
                        .isInstanceOf(RunLostException.class)
                        .hasMessageStartingWith("Run " + lost.id() + " was taken over by another process"));
    }
}
