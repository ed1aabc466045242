package dev.winnow.db.store;

import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.receipt;
import static dev.winnow.db.store.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.validation.Violation;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import dev.winnow.extractors.receipt.Receipt;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the database refuses. */
class RefusedRowsTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Run run;
    private ExtractionStore store;

    @BeforeEach
    void begin() {
        run = Given.begin(database, "/in").run();
        Given.register(database, run, "eins", "zwei", "drei", "vier");
        store = Given.extractions(database, run, RECIPE);
    }

    private static Outcome refused(String rule) {
        return new Outcome.Invalid(List.of(new Violation("", rule, "is refused by the database")));
    }

    @Test
    void aRefusedRowCostsOnlyItself() {
        database.execute("ALTER TABLE records.receipt ADD CONSTRAINT planted CHECK (total < 100)");
        List<Long> calls = List.of(call("eins"), call("zwei"));
        Settled good = settled("eins", receipt("ACME", "99.99"), 1, calls.get(0));
        Settled failed = settled("drei", new Outcome.Failed("no"), 1);
        Settled other = settled("vier", receipt("ACME", "1"), 1);

        List<Settled> written = store.write(
                List.of(good, settled("zwei", receipt(Canary.VALUE, "100.00"), 1, calls.get(1)), failed, other));

        assertThat(written)
                .containsExactly(good, settled("zwei", refused("sql:planted"), 1, calls.get(1)), failed, other);
        assertThat(database.rows("SELECT document_id, outcome, record_type, record IS NULL FROM winnow.extraction"
                        + " ORDER BY id"))
                .containsExactly(
                        document("eins") + "|EXTRACTED|receipt|f",
                        document("zwei") + "|INVALID|null|t",
                        document("drei") + "|FAILED|null|t",
                        document("vier") + "|EXTRACTED|receipt|f");
        assertThat(database.value("SELECT detail FROM winnow.extraction WHERE outcome = 'INVALID'"))
                .isEqualTo("{\"violations\": [{\"path\": \"\", \"rule\": \"sql:planted\","
                        + " \"message\": \"is refused by the database\"}]}");
        assertThat(database.rows("SELECT document_id FROM records.receipt"))
                .containsExactlyInAnyOrder(
                        document("eins").sha256(), document("vier").sha256());
        assertThat(database.rows("SELECT outcome FROM winnow.run_document ORDER BY 1"))
                .containsExactly("EXTRACTED", "EXTRACTED", "FAILED", "INVALID");
        assertThat(database.rows("SELECT call_id FROM winnow.extraction_call ORDER BY 1"))
                .containsExactly(calls.get(0).toString(), calls.get(1).toString());
    }

    @Test
    void allOfAGroupMayBeRefused() {
        database.execute("ALTER TABLE records.receipt ADD CONSTRAINT planted CHECK (total < 100)");

        List<Settled> written = store.write(
                List.of(settled("eins", receipt("ACME", "100"), 1), settled("zwei", receipt("ACME", "200"), 1)));

        assertThat(written)
                .containsExactly(
                        settled("eins", refused("sql:planted"), 1), settled("zwei", refused("sql:planted"), 1));
        assertThat(database.rows("SELECT * FROM records.receipt")).isEmpty();
    }

    @Test
    void aRowRefusedByAShippedConstraintIsNamed() {
        List<Settled> written = store.write(List.of(settled("eins", receipt(" ", "1"), 1)));

        assertThat(written.get(0).reached().outcome()).isEqualTo(refused("sql:receipt_company_not_blank"));
    }

    @Test
    void aRowThatCannotBeStoredIsNamedByItsState() {
        Receipt value = new Receipt("nul\0" + Canary.VALUE, null, null, BigDecimal.ONE);
        var extracted = new Outcome.Extracted(Given.RECEIPT, value);

        List<Settled> written = store.write(List.of(settled("eins", extracted, 1)));

        assertThat(written.get(0).reached().outcome()).isEqualTo(refused("sql:22P05"));
    }

    @Test
    void aRefusedRowLeavesTheEarlierOne() {
        Given.extracted(database, run, RECIPE, "eins", receipt("earlier", "1"), 1);
        database.execute("ALTER TABLE records.receipt ADD CONSTRAINT planted CHECK (total < 100)");
        Recipe other = Given.OTHER_RECIPE;
        Run newer = Given.begin(database, other, "/newer").run();

        Given.extractions(database, newer, other).write(List.of(settled("eins", receipt("later", "100"), 1)));

        assertThat(database.rows("SELECT company FROM records.receipt")).containsExactly("earlier");
    }

    @Test
    void aMissingTableIsNoRefusal() {
        database.execute("DROP TABLE records.receipt");

        assertThat(Canary.silentFailure(() -> store.write(List.of(settled("eins", receipt(Canary.VALUE, "1"), 1)))))
                .hasMessage("Writing extractions failed: SQL state 42P01");
        assertThat(database.rows("SELECT * FROM winnow.extraction")).isEmpty();
    }

    @Test
    void anOutcomeThatCannotBeWrittenFailsWithoutItsWords() {
        database.execute(
                "ALTER TABLE winnow.extraction ADD CONSTRAINT planted CHECK (detail::text NOT LIKE '%CANARY%')");

        assertThat(Canary.silentFailure(
                        () -> store.write(List.of(settled("eins", new Outcome.Refused(Canary.VALUE), 1)))))
                .hasMessage("Writing an extraction failed: SQL state 23514, constraint planted");
    }

    @Test
    void aRefusalThatCannotBeWrittenEitherFailsWithoutValues() {
        database.execute(
                "ALTER TABLE records.receipt ADD CONSTRAINT planted CHECK (total < 100)",
                "ALTER TABLE winnow.extraction ADD CONSTRAINT no_invalid CHECK (outcome <> 'INVALID')");

        assertThat(Canary.silentFailure(() -> store.write(List.of(settled("eins", receipt(Canary.VALUE, "100"), 1)))))
                .hasMessage("Writing an extraction failed: SQL state 23514, constraint no_invalid");
    }

    @Test
    void aDocumentThatIsUnknownFailsPlainly() {
        assertThat(Canary.silentFailure(
                        () -> store.write(List.of(settled(Canary.VALUE, new Outcome.Unmatched(""), 1)))))
                .hasMessage("Writing an extraction failed: SQL state 23503, constraint extraction_document_id_fkey");
    }

    @Test
    void aTypeThatTheRecipeDoesNotHaveIsOurMistake() {
        Recipe advisories = Given.recipe("model-a", Given.ADVISORY);
        Run other = Given.begin(database, advisories, "/advisories").run();
        ExtractionStore wrong = Given.extractions(database, other, advisories);

        assertThatThrownBy(() -> wrong.write(List.of(settled("eins", receipt("ACME", "1"), 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no projection for receipt");
        assertThat(database.rows("SELECT * FROM winnow.extraction")).isEmpty();
    }

    @Test
    void withoutADatabaseFailsPlainly() {
        database.close();

        assertThat(Canary.silentFailure(() -> store.write(List.of(settled("eins", receipt(Canary.VALUE, "1"), 1)))))
                .hasMessageStartingWith("Writing extractions failed");
        assertThat(Canary.silentFailure(() -> store.projectMissing(OtherRecipe.KEEP)))
                .hasMessageStartingWith("Restoring typed rows failed");
    }

    private long call(String text) {
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            Entry entry = journal.open(Given.intent(text)).join();
            return Given.callId(entry);
        }
    }
}
