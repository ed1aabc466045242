package dev.winnow.db.store;

import static dev.winnow.db.store.Given.file;
import static dev.winnow.db.store.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.Violation;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import dev.winnow.db.table.Ddl;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A record type that takes less than before, though neither model nor tables are told: the recipe stays the same. */
class RetiredRecordsTest {

    private static final RecordType<LaterReceipts.Shorter> BEFORE = RecordType.of(LaterReceipts.Shorter.class);
    private static final RecordType<LaterReceipts.Capitals> AFTER = RecordType.of(LaterReceipts.Capitals.class);
    private static final Recipe OLD = Given.recipe("model-a", BEFORE);
    private static final Recipe NEW = Given.recipe("model-a", AFTER);

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private final RunTasks tasks() {
        return new RunTasks(database.dataSource());
    }

    @BeforeEach
    void twoDocumentsOfWhichOneFits() {
        assertThat(NEW.fingerprint()).isEqualTo(OLD.fingerprint());
        database.execute("DROP TABLE records.receipt");
        Stream.of(Ddl.create(BEFORE).split(";\n")).forEach(database::execute);
        Run first = run(OLD, "/1");
        Given.extracted(database, first, OLD, "a", before("ACME"), 1);
        Given.extracted(database, first, OLD, "b", before("Bolt"), 1);
    }

    private Run run(Recipe recipe, String command) {
        try (RunLock lock = Given.begin(database, recipe, command)) {
            new DocumentStore(database.dataSource()).register(lock.run(), List.of(file("/a", "a"), file("/b", "b")));
            return lock.run();
        }
    }

    private static Outcome.Extracted before(String company) {
        return new Outcome.Extracted(BEFORE, new LaterReceipts.Shorter(company, null, null, BigDecimal.ONE));
    }

    private static Outcome.Extracted after(String company) {
        return new Outcome.Extracted(AFTER, new LaterReceipts.Capitals(company, null, null, BigDecimal.ONE));
    }

    private Restored prepare(Run run, OtherRecipe others) {
        tasks().settleEarlier(run, NEW, others, Set.of());
        return Given.extractions(database, run, NEW).projectMissing(others);
    }

    private Reprojected reproject() {
        return Reprojection.run(database.dataSource(), AFTER, () -> false, done -> {});
    }

    @Test
    void isNamedByEachRunUntilItIsReadAgain() {
        assertThat(reproject().unfit()).map(Unfit::path).containsExactly("/b");

        Run second = run(NEW, "/2");
        Restored restored = prepare(second, OtherRecipe.KEEP);

        assertThat(restored.unfit()).map(Unfit::path).containsExactly("/b");
        assertThat(restored.unfit().get(0).violations()).map(Violation::path).containsExactly("");
        assertThat(tasks().count(second)).isZero();
    }

    @Test
    void redoReadsAgainOnlyWhatNoLongerFits() {
        reproject();
        Run second = run(NEW, "/2");
        assertThat(prepare(second, OtherRecipe.REDO)).isEqualTo(Restored.NONE);

        List<RunTask> pending = tasks().pending(second, "");
        assertThat(pending).hasSize(1);
        assertThat(pending.get(0).attempt()).isEqualTo(2);
        List<Settled> written = Given.extractions(database, second, NEW).write(List.of(settled("b", after("BOLT"), 2)));

        assertThat(written.get(0).reached().outcome()).isInstanceOf(Outcome.Extracted.class);
        assertThat(database.rows("SELECT company FROM records.receipt ORDER BY 1"))
                .containsExactly("ACME", "BOLT");
        assertThat(reproject()).isEqualTo(new Reprojected(2, List.of(), true));
        assertThat(database.rows("SELECT count(*), count(retired_at) FROM winnow.extraction"))
                .containsExactly("3|1");
    }

    @Test
    void aStopBetweenLosesNothing() {
        reproject();
        prepare(run(NEW, "/2"), OtherRecipe.REDO);

        Run third = run(NEW, "/3");
        assertThat(prepare(third, OtherRecipe.KEEP)).isEqualTo(Restored.NONE);

        assertThat(tasks().pending(third, "")).map(RunTask::document).containsExactly(Given.document("b"));
        assertThat(reproject()).isEqualTo(new Reprojected(1, List.of(), true));
    }

    @Test
    void whatTheSecondReadingGivesCounts() {
        reproject();
        Run second = run(NEW, "/2");
        prepare(second, OtherRecipe.REDO);
        Outcome invalid = new Outcome.Invalid(List.of(new Violation("company", "Size", "is too long")));
        Given.extractions(database, second, NEW).write(List.of(settled("b", invalid, 2)));

        Run third = run(NEW, "/3");
        assertThat(prepare(third, OtherRecipe.REDO)).isEqualTo(Restored.NONE);

        assertThat(tasks().count(third)).isZero();
        assertThat(database.rows(
                        "SELECT outcome FROM winnow.run_document WHERE run_id = " + third.id() + " ORDER BY 1"))
                .containsExactly("EXTRACTED", "INVALID");
        assertThat(reproject().unfit()).isEmpty();
    }
}
