package dev.winnow.db.store;

import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.intent;
import static dev.winnow.db.store.Given.reply;
import static dev.winnow.db.store.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.RateLimits;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.validation.Violation;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForgettingTest {

    private static final String PATH = "/in/" + Canary.VALUE;
    private static final String TEXT = Canary.VALUE;
    private static final String REQUEST_ID = "req-of-the-canary";

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private RunLock lock;
    private Run run;
    private Forgetting forgetting;

    /** A document that was found, asked for, extracted, moved; one that was refused; both beside others. */
    @BeforeEach
    void begin() {
        forgetting = new Forgetting(database.dataSource());
        lock = new RunStore(database.dataSource()).begin(Given.request(RECIPE, "/other", PATH), "runner");
        run = lock.run();
        Given.register(database, run, TEXT, "other");
        new DocumentStore(database.dataSource())
                .register(run, List.of(Given.file(PATH, TEXT), new FoundFile.Unreadable(PATH + "2", "no")));
        long call = call(TEXT);
        long otherCall = call("other");
        var written = Given.extractions(database, run, RECIPE)
                .write(List.of(
                        settled(TEXT, new Outcome.Invalid(List.of(new Violation("", "x", TEXT))), 1, call),
                        settled(TEXT, Given.receipt(TEXT, "7"), 2, call),
                        settled("other", Given.receipt("Other Ltd", "8"), 1, otherCall)));
        assertThat(written).hasSize(3);
        // a type that is listed no more
        database.execute(
                "CREATE TABLE records.\"Old type\" (doc text PRIMARY KEY REFERENCES winnow.document (id), words text)",
                "INSERT INTO records.\"Old type\" SELECT id, 'words of ' || id FROM winnow.document");
    }

    private long call(String text) {
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            long call = Given.callId(journal.open(intent(text)).join());
            Exchange exchange = new Exchange(reply(text), Optional.of(REQUEST_ID + text), RateLimits.NONE);
            journal.close(call, exchange, Duration.ZERO, Optional.of(new BigDecimal("0.01")))
                    .join();
            return call;
        }
    }

    /** Columns of any table in which {@code trace} is found. */
    private List<String> found(String trace) {
        List<String> found = new ArrayList<>();
        for (String column : database.rows("""
                SELECT format('%I.%I', table_schema, table_name), format('%I', column_name), data_type
                FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')""")) {
            String[] parts = column.split("\\|");
            String text = parts[2].equals("bytea") ? "encode(" + parts[1] + ", 'escape')" : parts[1] + "::text";
            String sql = "SELECT count(*) FROM " + parts[0] + " WHERE strpos(" + text + ", '" + trace + "') > 0";
            if (!database.value(sql).equals("0")) {
                found.add(parts[0] + "." + parts[1]);
            }
        }
        return found;
    }

    private List<String> traces() {
        List<String> traces = new ArrayList<>(found(Canary.VALUE));
        traces.addAll(found(document(TEXT).sha256()));
        traces.addAll(found(Given.modelRequest(TEXT, 1).key()));
        traces.addAll(found(REQUEST_ID + TEXT));
        return traces;
    }

    @Test
    void nothingOfItIsLeft() {
        lock.close();
        assertThat(traces())
                .contains(
                        "winnow.document.id",
                        "winnow.document_content.content",
                        "winnow.source.path",
                        "winnow.run.paths",
                        "winnow.model_call.request_key",
                        "winnow.model_call.request_id",
                        "winnow.model_call.reply",
                        "winnow.extraction.record",
                        "winnow.extraction.detail",
                        "winnow.run_document.document_id",
                        "records.receipt.company",
                        "records.\"Old type\".words");
        database.execute("DELETE FROM winnow.unread_source");

        Forgotten forgotten = forgetting.forget(document(TEXT));

        assertThat(forgotten).isEqualTo(new Forgotten(1, 2, 2, 2, 1));
        assertThat(traces()).isEmpty();
        assertThat(forgetting.forget(document(TEXT))).isEqualTo(Forgotten.NOTHING);
    }

    @Test
    void nothingOfAPathIsLeft() {
        lock.close();
        assertThat(forgetting.forget(PATH + "2")).isEqualTo(new Forgotten(0, 1, 0, 0, 0));
        assertThat(forgetting.forget(PATH)).isEqualTo(new Forgotten(1, 2, 2, 2, 1));

        assertThat(traces()).isEmpty();
        assertThat(forgetting.forget(PATH)).isEqualTo(Forgotten.NOTHING);
        assertThat(database.rows("SELECT paths FROM winnow.run")).containsExactly("{/other,forgotten}");
    }

    @Test
    void countsCostsAndOtherDocumentsStay() {
        List<String> others = List.of(
                "SELECT count(*), count(DISTINCT document_id), sum(cost_usd), sum(input_tokens) FROM winnow.model_call",
                "SELECT outcome, count(*) FROM winnow.extraction GROUP BY outcome ORDER BY 1",
                "SELECT calls, tokens, usd FROM winnow.cost_by_document",
                "SELECT scope, usd, tokens FROM winnow.spending ORDER BY scope",
                "SELECT * FROM winnow.model_call WHERE document_id = '" + document("other") + "'",
                "SELECT * FROM winnow.extraction WHERE document_id = '" + document("other") + "'",
                "SELECT * FROM winnow.source WHERE path = '/other'",
                "SELECT * FROM records.receipt WHERE company = 'Other Ltd'");
        List<List<String>> before = others.stream().map(database::rows).toList();
        RunReport report = new RunReports(database.dataSource()).of(run.id());
        lock.close();

        Forgotten unused = forgetting.forget(document(TEXT));

        assertThat(others.stream().map(database::rows)).isEqualTo(before);
        assertThat(before.get(7)).hasSize(1);
        // its unreadable twin has another path
        assertThat(new RunReports(database.dataSource()).of(run.id())).isEqualTo(report);
        assertThat(database.rows(
                        "SELECT forgotten_at IS NOT NULL, count(*) FROM winnow.document GROUP BY 1 ORDER BY 1"))
                .containsExactly("f|1", "t|1");
    }

    @Test
    void aLaterRunReadsItAsNew() {
        lock.close();
        Forgotten unused = forgetting.forget(document(TEXT));

        Run later = new RunStore(database.dataSource())
                .begin(Given.request(RECIPE, "/other", PATH), "runner")
                .run();
        Given.register(database, later, TEXT, "other");
        new DocumentStore(database.dataSource()).registered(later, List.of("/in"));
        RunTasks tasks = new RunTasks(database.dataSource());
        tasks.settleEarlier(later, RECIPE, OtherRecipe.KEEP, Set.of());

        assertThat(later.id()).isNotEqualTo(run.id());
        assertThat(tasks.pending(later, "")).containsExactly(new RunTask(document(TEXT), TEXT.length(), 1));
        assertThat(Given.extractions(database, later, RECIPE)
                        .projectMissing(OtherRecipe.KEEP)
                        .unfit())
                .isEmpty();
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), later, Runnable::run)) {
            assertThat(journal.open(intent(TEXT)).join()).isInstanceOf(Entry.Opened.class);
        }
    }

    @Test
    void aRunThatIsContinuedLeavesItOut() {
        RunLock folder = Given.begin(database, "/in");
        Given.register(database, folder.run(), TEXT, "pending");
        new RunTasks(database.dataSource()).settleEarlier(folder.run(), RECIPE, OtherRecipe.KEEP, Set.of());
        folder.close();
        lock.close();
        Forgotten unused = forgetting.forget(document(TEXT));

        Run again = Given.begin(database, "/in").run();

        assertThat(again.id()).isEqualTo(folder.run().id());
        assertThat(new RunTasks(database.dataSource()).pending(again, ""))
                .extracting(RunTask::document)
                .containsExactly(document("pending"));
        assertThat(Given.extractions(database, again, RECIPE)
                        .projectMissing(OtherRecipe.KEEP)
                        .unfit())
                .isEmpty();
    }

    @Test
    void aDocumentThatARunWorksOnStays() {
        assertThatThrownBy(() -> forgetting.forget(document(TEXT)))
                .isInstanceOf(DocumentTakenException.class)
                .hasMessage("Run " + run.id() + " works on this document. Wait for it, or stop it first.");
        assertThatThrownBy(() -> forgetting.forget(PATH)).isInstanceOf(DocumentTakenException.class);

        assertThat(found(document(TEXT).sha256())).isNotEmpty();
    }

    @Test
    void aDocumentThatIsPendingGoesFromItsRun() {
        Given.register(database, run, "pending");
        lock.close();

        assertThat(forgetting.forget(document("pending"))).isEqualTo(new Forgotten(1, 1, 0, 0, 0));
        assertThat(new RunTasks(database.dataSource()).count(run)).isZero();
    }
}
