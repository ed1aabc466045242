package dev.winnow.db.store;

import static dev.winnow.db.store.Given.OTHER_RECIPE;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.file;
import static dev.winnow.db.store.Given.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.validation.Violation;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import dev.winnow.extractors.advisory.Advisory;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The typed tables follow the sources. */
class MissingRowsTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Run begin(Recipe recipe, String command, FoundFile... files) {
        Run run = Given.begin(database, recipe, command).run();
        new DocumentStore(database.dataSource()).register(run, List.of(files));
        return run;
    }

    private Restored settleAndProject(Run run, Recipe recipe) {
        new RunTasks(database.dataSource()).settleEarlier(run, recipe, RunTasks.OtherRecipe.KEEP, Set.of());
        return Given.extractions(database, run, recipe).projectMissing(OtherRecipe.KEEP);
    }

    @Test
    void aDocumentWithoutASourceLeavesAndReturns() {
        Run first = begin(RECIPE, "/1", file("/a", "old"), file("/b", "stays"));
        Given.extracted(database, first, RECIPE, "old", receipt("old", "1"), 1);
        Given.extracted(database, first, RECIPE, "stays", receipt("stays", "2"), 1);

        Run second = begin(RECIPE, "/2", file("/a", "new"));
        settleAndProject(second, RECIPE);
        assertThat(database.rows("SELECT company FROM records.receipt")).containsExactly("stays");
        assertThat(database.rows("SELECT document_id FROM winnow.extraction")).hasSize(2);

        Run third = begin(RECIPE, "/3", file("/a", "old"));
        settleAndProject(third, RECIPE);
        assertThat(database.rows("SELECT company, run_id, total FROM records.receipt ORDER BY 1"))
                .containsExactly("old|" + first.id() + "|1", "stays|" + first.id() + "|2");
        assertThat(database.value("SELECT t.extraction_id = e.id FROM records.receipt t JOIN winnow.extraction e"
                        + " USING (document_id) WHERE document_id = '" + document("old") + "'"))
                .isEqualTo("t");
    }

    @Test
    void oneOfTwoSourcesIsEnough() {
        Run first = begin(RECIPE, "/1", file("/a", "doc"), file("/b", "doc"));
        Given.extracted(database, first, RECIPE, "doc", receipt("ACME", "1"), 1);

        Run second = begin(RECIPE, "/2", file("/a", "new"));
        settleAndProject(second, RECIPE);

        assertThat(database.rows("SELECT company FROM records.receipt")).containsExactly("ACME");
    }

    @Test
    void aRowThatStandsIsNotTouched() {
        Run first = begin(RECIPE, "/1", file("/a", "doc"));
        Given.extracted(database, first, RECIPE, "doc", receipt("first", "1"), 1);
        Run newer = begin(OTHER_RECIPE, "/2", file("/a", "doc"));
        Given.extracted(database, newer, OTHER_RECIPE, "doc", receipt("newer", "2"), 1);
        List<String> before = database.rows("SELECT xmin, t::text FROM records.receipt t");

        settleAndProject(begin(RECIPE, "/3", file("/a", "doc")), RECIPE);

        assertThat(database.rows("SELECT xmin, t::text FROM records.receipt t")).isEqualTo(before);
    }

    @Test
    void restoresWhatAnotherRecipeExtracted() {
        Run first = begin(OTHER_RECIPE, "/1", file("/a", "doc"));
        Given.extracted(database, first, OTHER_RECIPE, "doc", receipt("other", "1"), 1);
        database.execute("DELETE FROM records.receipt");

        settleAndProject(begin(RECIPE, "/2", file("/a", "doc")), RECIPE);

        assertThat(database.rows("SELECT company, run_id FROM records.receipt")).containsExactly("other|" + first.id());
    }

    @Test
    void restoresListsToo() {
        Recipe recipe = Given.BOTH_TYPES;
        Advisory advisory = new Advisory(
                null,
                "A title",
                LocalDate.of(2026, 1, 2),
                null,
                new Advisory.Cwe("CWE-1", "Weak"),
                Advisory.Severity.HIGH,
                Advisory.Affects.BOTH,
                "1",
                "2",
                List.of("3", "3.1"),
                List.of(),
                List.of("abc"),
                List.of(new Advisory.Credit(Advisory.Role.PATCHED, "N. N.")));
        Run first = begin(recipe, "/1", file("/a", "adv"), file("/b", "rec"));
        Given.extracted(database, first, recipe, "adv", new Outcome.Extracted(Given.ADVISORY, advisory), 1);
        Given.extracted(database, first, recipe, "rec", receipt("ACME", "1"), 1);
        String rows =
                "SELECT (SELECT t::text FROM records.advisory t), (SELECT t::text FROM records.advisory_credits t),"
                        + " (SELECT string_agg(t::text, ' ' ORDER BY position) FROM records.advisory_fixed_in_versions t),"
                        + " (SELECT t::text FROM records.receipt t)";
        List<String> before = database.rows(rows);
        assertThat(before.get(0)).contains("N. N.").doesNotContain("null");
        database.execute("DELETE FROM records.advisory", "DELETE FROM records.receipt");

        settleAndProject(begin(recipe, "/2", file("/a", "adv"), file("/b", "rec")), recipe);

        assertThat(database.rows(rows)).isEqualTo(before);
    }

    @Test
    void restoresManyPagesAndPassesOverWhatNoLongerFits() {
        Run first = Given.begin(database, "/1").run();
        new DocumentStore(database.dataSource()).register(first, Given.files("/in/", 1203));
        database.jdbc().sql("""
                        INSERT INTO winnow.extraction (document_id, recipe, attempt, run_id, outcome, record_type, record)
                        SELECT document_id, ?, 1, ?, 'EXTRACTED', 'receipt',
                               jsonb_build_object('company', path, 'date', null, 'address', null, 'total', 1.5)
                        FROM winnow.source""").params(RECIPE.fingerprint(), first.id()).update();
        database.execute("UPDATE winnow.extraction SET record = '{\"company\": \"CANARY-4711\", \"other\": 1}'"
                + " WHERE document_id IN (SELECT document_id FROM winnow.source WHERE path IN ('/in/3', '/in/700'))");
        Run second = Given.begin(database, "/2").run();
        new DocumentStore(database.dataSource()).register(second, Given.files("/in/", 1203));

        Restored restored = settleAndProject(second, RECIPE);

        assertThat(database.rows("SELECT count(*), sum(total) FROM records.receipt"))
                .containsExactly("1201|1801.5");
        assertThat(restored.rows()).isEqualTo(1201);
        assertThat(restored.unfit()).map(Unfit::path).containsExactly("/in/3", "/in/700");
        assertThat(restored.toString()).contains("total", "Missing").doesNotContain(Canary.VALUE);
    }

    @Test
    void namesTheFirstOfManyThatNoLongerFitAndCountsTheOthers() {
        Run first = Given.begin(database, "/1").run();
        new DocumentStore(database.dataSource()).register(first, Given.files("/in/", 1203));
        database.jdbc().sql("""
                        INSERT INTO winnow.extraction (document_id, recipe, attempt, run_id, outcome, record_type, record)
                        SELECT document_id, ?, 1, ?, 'EXTRACTED', 'receipt', '{}' FROM winnow.source
                        ORDER BY path DESC""").params(RECIPE.fingerprint(), first.id()).update();
        Run second = Given.begin(database, "/2").run();
        new DocumentStore(database.dataSource()).register(second, Given.files("/in/", 1203));

        Restored restored = settleAndProject(second, RECIPE);

        assertThat(restored.unfit())
                .map(Unfit::path)
                .startsWith("/in/0", "/in/1", "/in/10", "/in/100")
                .hasSize(10);
        assertThat(restored.more()).isEqualTo(1193);
        assertThat(Given.extractions(database, second, RECIPE).projectMissing(OtherRecipe.REDO))
                .isEqualTo(Restored.NONE);
        assertThat(database.value("SELECT count(*) FROM winnow.extraction WHERE retired_at IS NOT NULL"))
                .isEqualTo("1203");
    }

    @Test
    void aRowThatTheDatabaseRefusesByNowCostsOnlyItself() {
        Run first = begin(RECIPE, "/1", file("/a", "doc"));
        Given.extracted(database, first, RECIPE, "doc", receipt(Canary.VALUE, "100"), 1);
        database.execute(
                "DELETE FROM records.receipt",
                "ALTER TABLE records.receipt ADD CONSTRAINT planted CHECK (total < 100)");

        Run second = begin(RECIPE, "/2", file("/a", "doc"));

        Restored restored = settleAndProject(second, RECIPE);

        assertThat(restored.rows()).isZero();
        assertThat(restored.unfit())
                .containsExactly(
                        new Unfit("/a", List.of(new Violation("", "sql:planted", "is refused by the database"))));
        assertThat(database.value("SELECT count(*) FROM records.receipt")).isEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM winnow.extraction")).isEqualTo("1");
    }
}
