package dev.winnow.db.store;

import static dev.winnow.db.store.Given.ADVISORY;
import static dev.winnow.db.store.Given.BOTH_TYPES;
import static dev.winnow.db.store.Given.OTHER_RECIPE;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.extracted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.Target;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.core.outcome.OutcomeKind;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTasksTest {

    private static final Set<OutcomeKind> NONE = Set.of();
    private static final Set<OutcomeKind> FAILED = Set.of(OutcomeKind.FAILED);

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private RunTasks tasks;

    @BeforeEach
    void open() {
        tasks = new RunTasks(database.dataSource());
    }

    private Run run(Recipe recipe, String path, String... texts) {
        Run run = Given.begin(database, recipe, path).run();
        Given.register(database, run, texts);
        return run;
    }

    /** What became of the only document of a run: its outcome and origin, or the attempt that is pending. */
    private String settled(Run run) {
        List<RunTask> pending = tasks.pending(run, "");
        assertThat(tasks.count(run)).isEqualTo(pending.size());
        return pending.isEmpty()
                ? database.value("SELECT outcome || ' ' || origin FROM winnow.run_document WHERE run_id = " + run.id())
                        .replace('|', ' ')
                : "attempt " + pending.get(0).attempt();
    }

    private static Outcome outcome(String name) {
        return switch (name) {
            case "EXTRACTED" -> Given.receipt("ACME", "1.00");
            case "FAILED" -> new Outcome.Failed("binary file");
            default -> throw new AssertionError(name);
        };
    }

    /** Its reply is in the journal, under the same attempt: a further one would be paid for again. */
    @Test
    void whatAnotherRunReachesMeanwhileIsNoReasonForAFurtherAttempt() {
        Run one = run(RECIPE, "/one", "doc");
        Run two = run(RECIPE, "/two", "doc");
        tasks.settleEarlier(two, RECIPE, OtherRecipe.KEEP, NONE);
        extracted(database, one, RECIPE, "doc", Given.receipt("ACME", "1.00"), 1);

        assertThat(settled(two)).isEqualTo("attempt 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # this recipe | other one | keep                   | keep, retry FAILED     | redo                  | redo, retry FAILED
            -             | -         | attempt 1              | attempt 1              | attempt 1             | attempt 1
            -             | EXTRACTED | EXTRACTED OTHER_RECIPE | EXTRACTED OTHER_RECIPE | attempt 1             | attempt 1
            -             | FAILED    | FAILED OTHER_RECIPE    | attempt 1              | attempt 1             | attempt 1
            EXTRACTED     | -         | EXTRACTED EARLIER_RUN  | EXTRACTED EARLIER_RUN  | EXTRACTED EARLIER_RUN | EXTRACTED EARLIER_RUN
            EXTRACTED     | EXTRACTED | EXTRACTED EARLIER_RUN  | EXTRACTED EARLIER_RUN  | EXTRACTED EARLIER_RUN | EXTRACTED EARLIER_RUN
            EXTRACTED     | FAILED    | EXTRACTED EARLIER_RUN  | EXTRACTED EARLIER_RUN  | EXTRACTED EARLIER_RUN | EXTRACTED EARLIER_RUN
            FAILED        | -         | FAILED EARLIER_RUN     | attempt 2              | FAILED EARLIER_RUN    | attempt 2
            FAILED        | EXTRACTED | FAILED EARLIER_RUN     | attempt 2              | FAILED EARLIER_RUN    | attempt 2
            FAILED        | FAILED    | FAILED EARLIER_RUN     | attempt 2              | FAILED EARLIER_RUN    | attempt 2
            """)
    void settles(String own, String other, String keep, String keepRetry, String redo, String redoRetry) {
        Run earlier = run(RECIPE, "/earlier", "doc");
        if (!own.equals("-")) {
            extracted(database, earlier, RECIPE, "doc", outcome(own), 1);
        }
        // the other recipe's is newer, and of a higher attempt
        Run newer = run(OTHER_RECIPE, "/newer", "doc");
        if (!other.equals("-")) {
            extracted(database, newer, OTHER_RECIPE, "doc", outcome(other), 5);
        }

        List<String> found = new ArrayList<>();
        for (OtherRecipe others : List.of(OtherRecipe.KEEP, OtherRecipe.REDO)) {
            for (Set<OutcomeKind> retry : List.of(NONE, FAILED)) {
                Run run = run(RECIPE, "/" + others + retry, "doc");
                tasks.settleEarlier(run, RECIPE, others, retry);
                found.add(settled(run));
            }
        }
        assertThat(found).containsExactly(keep, keepRetry, redo, redoRetry);
    }

    @Test
    void ofSeveralAttemptsTheHighestCounts() {
        Run first = run(RECIPE, "/1", "doc");
        extracted(database, first, RECIPE, "doc", new Outcome.Failed("no"), 1);
        extracted(database, first, RECIPE, "doc", new Outcome.Unmatched(""), 2);
        extracted(database, first, RECIPE, "doc", outcome("EXTRACTED"), 3);

        Run run = run(RECIPE, "/2", "doc");
        tasks.settleEarlier(run, RECIPE, OtherRecipe.REDO, EnumSet.of(OutcomeKind.FAILED, OutcomeKind.UNMATCHED));

        assertThat(settled(run)).isEqualTo("EXTRACTED EARLIER_RUN");
    }

    @Test
    void theHighestAttemptCountsEvenIfAnOlderRunMadeIt() {
        Run older = run(RECIPE, "/1", "doc");
        Run newer = run(RECIPE, "/2", "doc");
        extracted(database, newer, RECIPE, "doc", new Outcome.Failed("no"), 1);
        extracted(database, older, RECIPE, "doc", outcome("EXTRACTED"), 2);

        Run run = run(RECIPE, "/3", "doc");
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, NONE);

        assertThat(settled(run)).isEqualTo("EXTRACTED EARLIER_RUN");
    }

    @Test
    void retriesOnlyIfTheLastAttemptIsToBeRetried() {
        Run first = run(RECIPE, "/1", "doc");
        extracted(database, first, RECIPE, "doc", new Outcome.Unmatched(""), 1);
        extracted(database, first, RECIPE, "doc", new Outcome.Failed("no"), 2);

        Run run = run(RECIPE, "/2", "doc");
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, Set.of(OutcomeKind.UNMATCHED));
        assertThat(settled(run)).isEqualTo("FAILED EARLIER_RUN");

        Run again = run(RECIPE, "/3", "doc");
        tasks.settleEarlier(again, RECIPE, OtherRecipe.KEEP, FAILED);
        assertThat(settled(again)).isEqualTo("attempt 3");
    }

    @Test
    void ofOtherRecipesTheNewestRunCounts() {
        Run first = run(OTHER_RECIPE, "/1", "doc");
        Recipe third = Given.recipe("model-c", Given.RECEIPT);
        Run second = run(third, "/2", "doc");
        extracted(database, second, third, "doc", new Outcome.Unmatched(""), 1);
        extracted(database, first, OTHER_RECIPE, "doc", new Outcome.Failed("no"), 4);

        Run run = run(RECIPE, "/3", "doc");
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, NONE);

        assertThat(settled(run)).isEqualTo("UNMATCHED OTHER_RECIPE");
    }

    @Test
    void keepsNothingThatWasReadForOtherRecordTypes() {
        Run both = run(BOTH_TYPES, "/1", "doc");
        extracted(database, both, BOTH_TYPES, "doc", new Outcome.Unmatched(""), 1);
        Recipe advisories = Given.recipe("model-a", ADVISORY);
        Run advisory = run(advisories, "/2", "doc");
        extracted(database, advisory, advisories, "doc", new Outcome.Failed("no"), 1);

        Run run = run(RECIPE, "/3", "doc");
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, NONE);

        assertThat(settled(run)).isEqualTo("attempt 1");
    }

    @Test
    void pointsToTheExtractionItTook() {
        Run first = run(RECIPE, "/1", "doc");
        extracted(database, first, RECIPE, "doc", outcome("EXTRACTED"), 1);

        Run run = run(RECIPE, "/2", "doc");
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, NONE);

        assertThat(database.rows("SELECT e.run_id FROM winnow.run_document d JOIN winnow.extraction e"
                        + " ON e.id = d.extraction_id WHERE d.run_id = " + run.id()))
                .containsExactly(String.valueOf(first.id()));
    }

    @Test
    void aContinuedRunRetriesAnOutcomeOnce() {
        Run run = run(RECIPE, "/1", "doc");
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, FAILED);
        extracted(database, run, RECIPE, "doc", new Outcome.Failed("no"), 1);

        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, FAILED);

        assertThat(settled(run)).isEqualTo("FAILED THIS_RUN");
    }

    @Test
    void aContinuedRunRetriesWhatItWasNotAskedToRetryBefore() {
        Run run = run(RECIPE, "/1", "doc");
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, NONE);
        extracted(database, run, RECIPE, "doc", new Outcome.Failed("no"), 1);

        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, FAILED);

        assertThat(settled(run)).isEqualTo("attempt 2");
    }

    @Test
    void aRetryIsStillToBeMadeWhereItsProcessDied() {
        Run run = run(RECIPE, "/1", "doc");
        extracted(database, run, RECIPE, "doc", new Outcome.Failed("no"), 1);
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, FAILED);

        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, FAILED);
        assertThat(settled(run)).isEqualTo("attempt 2");

        extracted(database, run, RECIPE, "doc", new Outcome.Failed("no"), 2);
        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, FAILED);
        assertThat(settled(run)).isEqualTo("FAILED THIS_RUN");
    }

    @Test
    void aRetryUnderAnotherRecipeIsStillToBeMadeWhereItsProcessDied() {
        Run run = run(RECIPE, "/1", "doc");
        extracted(database, run, RECIPE, "doc", new Outcome.Failed("no"), 1);
        // another run makes the recipe known
        run(OTHER_RECIPE, "/2", "other");
        tasks.settleEarlier(run, OTHER_RECIPE, OtherRecipe.KEEP, FAILED);

        tasks.settleEarlier(run, OTHER_RECIPE, OtherRecipe.KEEP, FAILED);
        assertThat(settled(run)).isEqualTo("attempt 1");

        extracted(database, run, OTHER_RECIPE, "doc", new Outcome.Failed("no"), 1);
        tasks.settleEarlier(run, OTHER_RECIPE, OtherRecipe.KEEP, FAILED);
        assertThat(settled(run)).isEqualTo("FAILED THIS_RUN");
    }

    /** A document of the run that was answered by the only target of {@link Given#RECIPE}. */
    private void answered(Run run, Recipe recipe, String text) {
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            long call = Given.callId(journal.open(Given.intent(text)).join());
            journal.close(call, Exchange.of(Given.reply("{}")), Duration.ZERO, Optional.empty())
                    .join();
            Given.extractions(database, run, recipe)
                    .write(List.of(Given.settled(text, new Outcome.Unmatched(""), 1, call)));
        }
    }

    @Test
    void anAnswerProvesRequestsOfTheSameRunRecipeEndpointAndModel() {
        Target target = RECIPE.route().get(0).target();
        Target otherModel = OTHER_RECIPE.route().get(0).target();
        Endpoint other = Endpoint.named("other", URI.create("http://127.0.0.1:1/v1"));
        Run run = run(RECIPE, "/1", "doc");
        assertThat(tasks.answeredInRun(run, RECIPE, target)).isFalse();

        answered(run, RECIPE, "doc");

        assertThat(tasks.answeredInRun(run, RECIPE, target)).isTrue();
        assertThat(tasks.answeredInRun(run, BOTH_TYPES, target)).isFalse();
        assertThat(tasks.answeredInRun(run, RECIPE, otherModel)).isFalse();
        assertThat(tasks.answeredInRun(run, RECIPE, Target.of(other, target.model(), 1000)))
                .isFalse();
        Run later = run(RECIPE, "/2", "doc2");
        assertThat(tasks.answeredInRun(later, RECIPE, target)).isFalse();
    }

    @Test
    void knowsWhetherAnEndpointEverAnsweredUnderARecipe() {
        Endpoint endpoint = RECIPE.route().get(0).target().endpoint();
        assertThat(tasks.answeredEver(RECIPE, endpoint)).isFalse();

        answered(run(RECIPE, "/1", "doc"), RECIPE, "doc");

        assertThat(tasks.answeredEver(RECIPE, endpoint)).isTrue();
        assertThat(tasks.answeredEver(BOTH_TYPES, endpoint)).isFalse();
        assertThat(tasks.answeredEver(RECIPE, Endpoint.OPENAI)).isFalse();
    }

    @Test
    void leavesOtherRunsAlone() {
        Run first = run(RECIPE, "/1", "doc");
        extracted(database, first, RECIPE, "doc", new Outcome.Unmatched(""), 1);
        Run waiting = run(RECIPE, "/2", "doc");

        tasks.settleEarlier(run(RECIPE, "/3", "doc"), RECIPE, OtherRecipe.KEEP, NONE);

        assertThat(settled(waiting)).isEqualTo("attempt 1");
    }

    @Test
    void handsOutAllThatIsPendingPageByPage() {
        Run run = Given.begin(database, "/in").run();
        new DocumentStore(database.dataSource()).register(run, Given.files("/in/", 1201));
        extracted(database, run, RECIPE, "text of /in/7", new Outcome.Unmatched(""), 1);

        List<RunTask> all = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        List<RunTask> page = tasks.pending(run, "");
        while (!page.isEmpty()) {
            all.addAll(page);
            pages.add(page.size());
            page = tasks.pending(run, page.get(page.size() - 1).document().sha256());
        }

        assertThat(pages).containsExactly(500, 500, 200);
        assertThat(tasks.count(run)).isEqualTo(1200);
        List<String> ids =
                all.stream().map(RunTask::document).map(DocumentId::sha256).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates().hasSize(1200);
        assertThat(ids).doesNotContain(Given.document("text of /in/7").sha256());
        assertThat(all).allMatch(task -> task.attempt() == 1);
        assertThat(all.stream()
                        .filter(task -> task.document().equals(Given.document("text of /in/10")))
                        .findFirst())
                .map(RunTask::bytes)
                .isEqualTo(Optional.of((long) "text of /in/10".length()));
    }

    @Test
    void aRunWithNothingToDoHasNothingPending() {
        Run run = Given.begin(database, "/in").run();

        tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, NONE);

        assertThat(tasks.count(run)).isZero();
        assertThat(tasks.pending(run, "")).isEmpty();
    }

    @Test
    void withoutADatabaseFailsPlainly() {
        Run run = Given.begin(database, "/in").run();
        database.close();

        assertThat(Canary.silentFailure(() -> tasks.settleEarlier(run, RECIPE, OtherRecipe.KEEP, NONE)))
                .hasMessageStartingWith("Looking for earlier extractions failed");
        assertThat(Canary.silentFailure(() -> tasks.count(run))).hasMessageStartingWith("Counting what is left failed");
        assertThat(Canary.silentFailure(() -> tasks.pending(run, "")))
                .hasMessageStartingWith("Looking for what is left failed");
    }
}
