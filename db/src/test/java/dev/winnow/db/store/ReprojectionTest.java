package dev.winnow.db.store;

import static dev.winnow.db.store.Given.OTHER_RECIPE;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.file;
import static dev.winnow.db.store.Given.receipt;
import static dev.winnow.db.store.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import dev.winnow.db.table.Ddl;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReprojectionTest {

    private static final String ROWS = "SELECT t::text FROM records.receipt t ORDER BY document_id";

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    /** A run from its beginning to its end, over documents that are at {@code /<text>}. */
    private Run run(Recipe recipe, String command, String... texts) {
        try (RunLock lock = Given.begin(database, recipe, command)) {
            List<FoundFile> files = new ArrayList<>();
            for (String text : texts) {
                files.add(file("/" + text, text));
            }
            new DocumentStore(database.dataSource()).register(lock.run(), files);
            return lock.run();
        }
    }

    private void extracted(Run run, Recipe recipe, String text, String company, String total) {
        Given.extracted(database, run, recipe, text, receipt(company, total), 1);
    }

    /** As after a migration that has emptied the tables. */
    private RecordType<?> declaredAs(Class<? extends Record> javaType) {
        RecordType<?> type = RecordType.of(javaType);
        database.execute("DROP TABLE records.receipt");
        Stream.of(Ddl.create(type).split(";\n")).forEach(database::execute);
        return type;
    }

    private Reprojected reproject(RecordType<?> type) {
        return Reprojection.run(database.dataSource(), type, () -> false, done -> {});
    }

    @Test
    void fillsTheNewTablesFromOldExtractions() {
        Run first = run(OTHER_RECIPE, "/1", "a", "b");
        extracted(first, OTHER_RECIPE, "a", "ACME", "1.50");
        extracted(first, OTHER_RECIPE, "b", "Bolt", "2");
        Run second = run(RECIPE, "/2", "b");
        extracted(second, RECIPE, "b", "Bolt & Co", "3");
        RecordType<?> later = declaredAs(LaterReceipts.Compatible.class);

        Reprojected done = reproject(later);

        assertThat(done).isEqualTo(new Reprojected(2, List.of(), true));
        assertThat(Reprojection.count(database.dataSource(), later)).isEqualTo(2);
        assertThat(database.rows("SELECT seller, date, total, currency, run_id FROM records.receipt ORDER BY 1"))
                .containsExactly(
                        "ACME|2026-11-21|1.50|null|" + first.id(), "Bolt & Co|2026-11-21|3|null|" + second.id());
        List<String> rows = database.rows(ROWS);
        assertThat(reproject(later)).isEqualTo(done);
        assertThat(database.rows(ROWS)).isEqualTo(rows);
    }

    @Test
    void givesTheRowsThatTheRunsHadGiven() {
        Run first = run(RECIPE, "/1", "a", "b");
        extracted(first, RECIPE, "a", "ACME", "1.50");
        extracted(first, RECIPE, "b", "Bolt", "2");
        Run later = run(OTHER_RECIPE, "/1", "a", "b");
        extracted(later, OTHER_RECIPE, "a", "ACME Ltd", "1.5");
        Given.extracted(database, later, OTHER_RECIPE, "b", new Outcome.Unmatched(""), 1);
        List<String> rows = database.rows(ROWS);
        database.execute("DELETE FROM records.receipt");

        reproject(Given.RECEIPT);

        assertThat(database.rows(ROWS)).isEqualTo(rows);
    }

    @Test
    void namesTheDocumentsThatMustBeReadAgain() {
        Run first = run(RECIPE, "/1", "b", "a", "fits");
        extracted(first, RECIPE, "a", Canary.VALUE, "1");
        extracted(first, RECIPE, "b", Canary.VALUE, "2");
        extracted(first, RECIPE, "fits", "ACME", "3");
        RecordType<?> later = RecordType.of(LaterReceipts.Shorter.class);

        Reprojected done = reproject(later);

        assertThat(done.rows()).isEqualTo(1);
        assertThat(done.unfit()).map(Unfit::path).containsExactly("/a", "/b");
        assertThat(done.unfit())
                .allSatisfy(unfit -> assertThat(unfit.violations())
                        .map(one -> one.path() + " " + one.rule() + " " + one.message())
                        .containsExactly("company Size size must be at most 5"));
        // the rows that were there before have left
        assertThat(database.rows("SELECT company FROM records.receipt")).containsExactly("ACME");
        assertThat(database.rows("SELECT 1 FROM winnow.extraction")).hasSize(3);
    }

    @Test
    void judgesPastAndFutureAsOfThen() {
        Run first = run(RECIPE, "/1", "then", "now");
        extracted(first, RECIPE, "then", "ACME", "1");
        extracted(first, RECIPE, "now", "ACME", "1");
        database.execute(
                "UPDATE winnow.extraction SET reached_at = '2020-01-01' WHERE document_id = '" + Given.document("then")
                        + "'",
                "UPDATE winnow.extraction SET reached_at = '2031-01-01' WHERE document_id = '" + Given.document("now")
                        + "'");

        Reprojected done = reproject(declaredAs(LaterReceipts.Upcoming.class));

        assertThat(done.rows()).isEqualTo(1);
        assertThat(done.unfit()).map(Unfit::path).containsExactly("/now");
    }

    @Test
    void aRowThatTheDatabaseRefusesCostsOnlyItself() {
        Run first = run(RECIPE, "/1", "a", "b");
        extracted(first, RECIPE, "a", Canary.VALUE, "100");
        extracted(first, RECIPE, "b", "Bolt", "2");
        database.execute(
                "DELETE FROM records.receipt",
                "ALTER TABLE records.receipt ADD CONSTRAINT planted CHECK (total < 100)");

        Reprojected done = reproject(Given.RECEIPT);

        assertThat(done.unfit()).singleElement().satisfies(unfit -> {
            assertThat(unfit.path()).isEqualTo("/a");
            assertThat(unfit.violations())
                    .singleElement()
                    .asString()
                    .contains("sql:planted")
                    .doesNotContain("CANARY");
        });
        assertThat(database.rows("SELECT company FROM records.receipt")).containsExactly("Bolt");
    }

    @Test
    void aDocumentWithoutASourceHasNoRow() {
        Run first = run(RECIPE, "/1", "a");
        extracted(first, RECIPE, "a", "ACME", "1");
        database.execute("UPDATE winnow.source SET until = now()");

        assertThat(reproject(Given.RECEIPT)).isEqualTo(new Reprojected(0, List.of(), true));
        assertThat(database.rows(ROWS)).isEmpty();
    }

    @Test
    void whatWasStoppedCanBeDoneAgain() {
        Run first = run(RECIPE, "/1", "a");
        extracted(first, RECIPE, "a", "ACME", "1");
        database.execute(
                "INSERT INTO winnow.document (id, bytes) SELECT lpad(n::text, 64, '0'), 1 FROM generate_series(1, 1100) n",
                "INSERT INTO winnow.source (path, document_id, seen_by, seen_epoch)"
                        + " SELECT '/n/' || id, id, 1, 1 FROM winnow.document WHERE bytes = 1 AND id LIKE '0%'",
                "INSERT INTO winnow.extraction (document_id, recipe, attempt, run_id, outcome, record_type, record)"
                        + " SELECT s.document_id, e.recipe, 1, e.run_id, e.outcome, e.record_type, e.record"
                        + " FROM winnow.extraction e, winnow.source s WHERE s.path LIKE '/n/%'");
        List<Long> told = new ArrayList<>();

        Reprojected stopped = Reprojection.run(database.dataSource(), Given.RECEIPT, () -> told.size() == 1, told::add);

        assertThat(stopped).isEqualTo(new Reprojected(500, List.of(), false));
        assertThat(told).containsExactly(500L);
        assertThat(reproject(Given.RECEIPT)).isEqualTo(new Reprojected(1101, List.of(), true));
        assertThat(database.rows(ROWS)).hasSize(1101);
    }

    @Test
    void doesNotStartWhileARunWorksOnTheType() {
        try (RunLock lock = Given.begin(database, RECIPE, "/1")) {
            assertThat(lock.run().id()).isPositive();
            assertThatThrownBy(() -> reproject(Given.RECEIPT))
                    .isInstanceOf(TypeTakenException.class)
                    .hasMessageContaining("receipt", "a run works on it");
            try (RunLock other = Given.begin(database, RECIPE, "/2")) {
                assertThat(other.run()).isNotEqualTo(lock.run());
            }
        }
        assertThat(reproject(Given.RECEIPT).complete()).isTrue();
    }

    @Test
    void letsNoRunStartNorAnotherReprojection() throws Exception {
        try (Connection holder = database.outside().getConnection();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtextextended('winnow type receipt', 0))");
            assertThatThrownBy(() -> reproject(Given.RECEIPT)).isInstanceOf(TypeTakenException.class);
            assertThatThrownBy(() -> Given.begin(database, RECIPE, "/1"))
                    .isInstanceOf(TypeTakenException.class)
                    .hasMessage(
                            "The tables of receipt are taken: its rows are being written again. Wait for it, or stop"
                                    + " it first.");
        }
        assertThat(database.rows("SELECT id FROM winnow.run")).isEmpty();
        Given.begin(database, RECIPE, "/1").close();
    }

    @Test
    void twoAtOnce() {
        Run first = run(RECIPE, "/1", "a");
        extracted(first, RECIPE, "a", "ACME", "1");

        Reprojected outer = Reprojection.run(
                database.dataSource(),
                Given.RECEIPT,
                () -> false,
                done -> assertThatThrownBy(() -> reproject(Given.RECEIPT)).isInstanceOf(TypeTakenException.class));

        assertThat(outer.rows()).isEqualTo(1);
        assertThat(reproject(Given.RECEIPT).rows()).isEqualTo(1);
    }

    @Test
    void aRunThatLostItsLockCannotWriteAnyMore() {
        Run stalled = run(RECIPE, "/1", "a");

        reproject(Given.RECEIPT);

        ExtractionStore store = Given.extractions(database, stalled, RECIPE);
        assertThatThrownBy(() -> store.write(List.of(settled("a", receipt("ACME", "1"), 1))))
                .isInstanceOf(RunLostException.class);
    }

    @Test
    void aRunRestoresRowsOfOlderDeclarationsToo() {
        Run first = run(RECIPE, "/1", "a");
        extracted(first, RECIPE, "a", "ACME", "1");
        Recipe later = Given.recipe("model-a", declaredAs(LaterReceipts.Compatible.class));

        Run second = run(later, "/2", "a");
        new RunTasks(database.dataSource()).settleEarlier(second, later, RunTasks.OtherRecipe.KEEP, Set.of());
        Given.extractions(database, second, later).projectMissing(OtherRecipe.KEEP);

        assertThat(database.rows("SELECT seller, currency FROM records.receipt"))
                .containsExactly("ACME|null");
    }
}
