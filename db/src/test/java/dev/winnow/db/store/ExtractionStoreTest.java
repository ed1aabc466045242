package dev.winnow.db.store;

import static dev.winnow.db.store.Given.OTHER_RECIPE;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.receipt;
import static dev.winnow.db.store.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.extraction.Extraction;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.core.validation.Violation;
import dev.winnow.db.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExtractionStoreTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Run run(String path, String... texts) {
        Run run = Given.begin(database, path).run();
        Given.register(database, run, texts);
        return run;
    }

    private ExtractionStore store(Run run) {
        return Given.extractions(database, run, RECIPE);
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(
                        receipt("Käse \"& Söhne\" 🧀", "-1234567890.05"),
                        "receipt|{\"date\": \"2026-11-21\", \"total\": -1234567890.05, \"address\": null,"
                                + " \"company\": \"Käse \\\"& Söhne\\\" 🧀\"}|null"),
                Arguments.of(new Outcome.Unmatched(""), "null|null|null"),
                Arguments.of(new Outcome.Unmatched("a menu"), "null|null|{\"reason\": \"a menu\"}"),
                Arguments.of(
                        new Outcome.Invalid(List.of(
                                new Violation("total", "Digits", "at most 2"),
                                new Violation("", "Json", "one \"object\""))),
                        "null|null|{\"violations\": [{\"path\": \"total\", \"rule\": \"Digits\", \"message\": \"at most 2\"},"
                                + " {\"path\": \"\", \"rule\": \"Json\", \"message\": \"one \\\"object\\\"\"}]}"),
                Arguments.of(
                        new Outcome.Refused("I can't \"do\" that"),
                        "null|null|{\"refusal\": \"I can't \\\"do\\\" that\"}"),
                Arguments.of(new Outcome.Refused(""), "null|null|{\"refusal\": \"\"}"),
                Arguments.of(new Outcome.Truncated(4000), "null|null|{\"maxOutputTokens\": 4000}"),
                Arguments.of(new Outcome.Filtered(), "null|null|null"),
                Arguments.of(new Outcome.TooLong("99 bytes"), "null|null|{\"reason\": \"99 bytes\"}"),
                Arguments.of(new Outcome.Failed("binary file"), "null|null|{\"reason\": \"binary file\"}"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void keepsAnOutcomeWithItsDetail(Outcome outcome, String stored) {
        Run run = run("/in", "doc");
        List<Settled> group = List.of(settled("doc", outcome, 2));

        assertThat(store(run).write(group)).isEqualTo(group);

        assertThat(database.rows("SELECT record_type, record, detail FROM winnow.extraction"))
                .containsExactly(stored);
        assertThat(database.rows("SELECT document_id, recipe, attempt, run_id, outcome FROM winnow.extraction"))
                .containsExactly(
                        document("doc") + "|" + RECIPE.fingerprint() + "|2|" + run.id() + "|" + outcome.kind());
        assertThat(database.rows("SELECT d.outcome, d.origin FROM winnow.run_document d JOIN winnow.extraction e"
                        + " ON e.id = d.extraction_id"))
                .containsExactly(outcome.kind() + "|THIS_RUN");
        assertThat(database.rows("SELECT document_id FROM records.receipt"))
                .hasSize(outcome.kind() == OutcomeKind.EXTRACTED ? 1 : 0);
    }

    @Test
    void everyKindOfOutcomeIsTried() {
        assertThat(outcomes()
                        .map(arguments ->
                                ((Outcome) Objects.requireNonNull(arguments.get()[0])).kind()))
                .contains(OutcomeKind.values());
    }

    @Test
    void writesTheTypedRowWithItsLineage() {
        Run run = run("/in", "doc");
        store(run).write(List.of(settled("doc", receipt("ACME", "12.30"), 1)));

        assertThat(database.rows("SELECT t.document_id, t.run_id, t.company, t.date, t.address, t.total"
                        + " FROM records.receipt t JOIN winnow.extraction e ON e.id = t.extraction_id"))
                .containsExactly(document("doc") + "|" + run.id() + "|ACME|2026-11-21|null|12.30");
    }

    @Test
    void joinsTheCallsAndThePassage() {
        Run run = run("/in", "eins", "zwei");
        List<Long> calls = new ArrayList<>();
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            for (String text : List.of("eins", "zwei", "zwei")) {
                var request = Given.modelRequest(text, calls.size() + 1);
                Entry entry = journal.open(new CallIntent(document(text), request, 1, 1, Optional.empty()))
                        .join();
                calls.add(Given.callId(entry));
            }
        }

        store(run)
                .write(List.of(
                        settled("eins", receipt("ACME", "1"), 1, calls.get(0)),
                        settled("zwei", new Outcome.Unmatched(""), 1, calls.get(1), calls.get(2), calls.get(2))));

        assertThat(
                        database.rows(
                                "SELECT e.document_id, c.call_id, c.passage_start, c.passage_end"
                                        + " FROM winnow.extraction_call c JOIN winnow.extraction e ON e.id = c.extraction_id ORDER BY 2"))
                .containsExactly(
                        document("eins") + "|" + calls.get(0) + "|0|4",
                        document("zwei") + "|" + calls.get(1) + "|0|4",
                        document("zwei") + "|" + calls.get(2) + "|0|4");
    }

    @Test
    void anOutcomeWithoutAPassageHasNoCalls() {
        Run run = run("/in", "doc");
        var reached = new Extraction.Reached(document("doc"), new Outcome.Failed("empty"), List.of(), List.of(), 0);

        store(run).write(List.of(new Settled(reached, 1)));

        assertThat(database.rows("SELECT * FROM winnow.extraction_call")).isEmpty();
        assertThat(database.rows("SELECT outcome FROM winnow.run_document")).containsExactly("FAILED");
    }

    @Test
    void writesAnEmptyGroup() {
        assertThat(store(run("/in")).write(List.of())).isEmpty();
    }

    @Test
    void writesALargeGroupInOneTransaction() {
        Run run = Given.begin(database, "/in").run();
        new DocumentStore(database.dataSource()).register(run, Given.files("/in/", 1000));
        List<Settled> group = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            group.add(settled("text of /in/" + i, receipt("ACME " + i, i + ".00"), 1));
        }

        store(run).write(group);

        assertThat(database.rows("SELECT count(*), count(DISTINCT xmin::text) FROM records.receipt"))
                .containsExactly("1000|1");
        assertThat(database.rows("SELECT count(*), count(DISTINCT xmin::text) FROM winnow.extraction"))
                .containsExactly("1000|1");
    }

    @Test
    void replacesWhatPostgresCannotHold() {
        Run run = run("/in", "refused", "cut", "invalid");
        store(run)
                .write(List.of(
                        settled("refused", new Outcome.Refused("a\0b\ud800c\udc00🧾"), 1),
                        settled("cut", new Outcome.TooLong("1\0"), 1),
                        settled("invalid", new Outcome.Invalid(List.of(new Violation("x\0", "R\ud800", "m\0"))), 1)));

        assertThat(database.rows("SELECT detail FROM winnow.extraction ORDER BY id"))
                .containsExactly(
                        "{\"refusal\": \"a\ufffdb\ufffdc\ufffd🧾\"}",
                        "{\"reason\": \"1\ufffd\"}",
                        "{\"violations\": [{\"path\": \"x\ufffd\", \"rule\": \"R\ufffd\", \"message\": \"m\ufffd\"}]}");
    }

    @Test
    void aNewerRunWins() {
        Run older = run("/older", "doc");
        store(older).write(List.of(settled("doc", receipt("older", "1"), 1)));
        Run newer = Given.begin(database, OTHER_RECIPE, "/newer").run();
        Given.register(database, newer, "doc");
        Given.extracted(database, newer, OTHER_RECIPE, "doc", receipt("newer", "2"), 1);

        assertThat(database.rows("SELECT company, run_id FROM records.receipt")).containsExactly("newer|" + newer.id());
        assertThat(database.rows("SELECT record ->> 'company' FROM winnow.extraction ORDER BY id"))
                .containsExactly("older", "newer");
    }

    @Test
    void anOlderRunNeverOverwritesANewerOne() {
        Run older = run("/older", "doc");
        Run newer = Given.begin(database, OTHER_RECIPE, "/newer").run();
        Given.register(database, newer, "doc");
        Given.extractions(database, newer, OTHER_RECIPE).write(List.of(settled("doc", receipt("newer", "2"), 1)));

        List<Settled> group = List.of(settled("doc", receipt("older", "1"), 1));
        assertThat(store(older).write(group)).isEqualTo(group);

        assertThat(database.rows("SELECT company, run_id FROM records.receipt")).containsExactly("newer|" + newer.id());
        assertThat(database.rows("SELECT outcome FROM winnow.run_document WHERE run_id = " + older.id()))
                .containsExactly("EXTRACTED");
    }

    @Test
    void aRecordThatFailsInANewerRunStays() {
        Run older = run("/older", "doc");
        store(older).write(List.of(settled("doc", receipt("older", "1"), 1)));
        Run newer = Given.begin(database, OTHER_RECIPE, "/newer").run();
        Given.register(database, newer, "doc");
        Given.extractions(database, newer, OTHER_RECIPE).write(List.of(settled("doc", new Outcome.Failed("no"), 1)));

        assertThat(database.rows("SELECT company FROM records.receipt")).containsExactly("older");
    }

    /** The same attempt at the same document cannot be reached twice: whoever comes second takes over what is there. */
    @Test
    void aGroupIsWrittenOnce() {
        Run run = run("/in", "eins", "zwei");
        List<Settled> group = List.of(
                settled("eins", receipt(Canary.VALUE, "1"), 1), settled("zwei", new Outcome.Refused(Canary.VALUE), 1));
        store(run).write(group);
        List<String> before =
                everything().stream().map(ExtractionStoreTest::values).toList();

        store(run).write(group);
        store(run).write(group.subList(1, 2));

        assertThat(everything()).map(ExtractionStoreTest::values).containsExactlyInAnyOrderElementsOf(before);
    }

    /** Without the number of the transaction that wrote it. */
    private static String values(String row) {
        return row.substring(row.indexOf('|'));
    }

    @Test
    void aSecondRecordUnderTheSameRecipeGivesWayToTheFirst() {
        Run run = run("/in", "doc");
        store(run).write(List.of(settled("doc", receipt("first", "1"), 1)));

        store(run).write(List.of(settled("doc", receipt("second", "2"), 2)));

        assertThat(database.rows("SELECT attempt, outcome FROM winnow.extraction"))
                .containsExactly("1|EXTRACTED");
        assertThat(database.rows("SELECT company FROM records.receipt")).containsExactly("first");
    }

    @Test
    void twoRunsOverOneDocumentShareTheFirstExtraction() {
        Run first = run("/one", "doc");
        Run second = run("/two", "doc");
        store(first).write(List.of(settled("doc", receipt("first", "1"), 1)));
        store(second).write(List.of(settled("doc", receipt("second", "2"), 1)));

        assertThat(database.rows("SELECT outcome, origin FROM winnow.run_document ORDER BY run_id"))
                .containsExactly("EXTRACTED|THIS_RUN", "EXTRACTED|EARLIER_RUN");
        assertThat(database.rows("SELECT company FROM records.receipt")).containsExactly("first");
    }

    private List<String> everything() {
        List<String> all = new ArrayList<>();
        for (String table : Arrays.asList(
                "winnow.extraction", "winnow.extraction_call", "winnow.run_document", "records.receipt")) {
            all.addAll(database.rows("SELECT t.xmin, t::text FROM " + table + " t ORDER BY 2"));
        }
        return all;
    }
}
