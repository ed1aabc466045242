package dev.winnow.db.store;

import static dev.winnow.db.store.Given.BOTH_TYPES;
import static dev.winnow.db.store.Given.OTHER_RECIPE;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.extracted;
import static dev.winnow.db.store.Given.modelRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.outcome.Outcome;
import dev.winnow.db.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunReportsTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private RunReports reports;

    @BeforeEach
    void open() {
        reports = new RunReports(database.dataSource());
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    private static long sent(JdbcJournal journal, int attempt, Optional<BigDecimal> reserved) {
        return Given.callId(journal.open(new CallIntent(document("a"), modelRequest("a", attempt), 5, 10, reserved))
                .join());
    }

    @Test
    void aRunWithoutAnything() {
        Run run = Given.begin(database, BOTH_TYPES, "/in").run();

        assertThat(reports.of(run.id()))
                .isEqualTo(new RunReport(
                        run.id(),
                        List.of("receipt", "advisory"),
                        0,
                        Map.of(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Optional.of(BigDecimal.ZERO),
                        0,
                        Optional.of(BigDecimal.ZERO),
                        Optional.empty()));
    }

    @Test
    void countsDocumentsCallsTokensAndMoney() {
        Run other = Given.begin(database, OTHER_RECIPE, "/other").run();
        Given.register(database, other, "kept");
        extracted(database, other, OTHER_RECIPE, "kept", new Outcome.Unmatched(""), 1);
        Run run = Given.begin(database, "/in").run();
        Given.register(database, run, "a", "b", "c", "d", "kept", "pending");
        new DocumentStore(database.dataSource())
                .register(run, List.of(new FoundFile.Unreadable("/x", "no"), new FoundFile.Unreadable("/y", "no")));
        extracted(database, run, RECIPE, "a", Given.receipt("ACME", "1"), 1);
        extracted(database, run, RECIPE, "b", Given.receipt("ACME", "2"), 1);
        extracted(database, run, RECIPE, "c", new Outcome.Failed("no"), 1);
        extracted(database, run, RECIPE, "d", new Outcome.Refused("no"), 1);
        new RunTasks(database.dataSource()).settleEarlier(run, RECIPE, RunTasks.OtherRecipe.KEEP, Set.of());
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            long answered = sent(journal, 1, Optional.of(usd("9")));
            journal.close(answered, Exchange.of(Given.reply("{}")), Duration.ZERO, Optional.of(usd("0.25")))
                    .join();
            long failed = sent(journal, 2, Optional.of(usd("9")));
            journal.close(
                            failed,
                            Exchange.of(new CallFailure(CallFailure.Kind.SERVER_ERROR, 500, "", Optional.empty())),
                            Duration.ZERO,
                            Optional.of(BigDecimal.ZERO))
                    .join();
            sent(journal, 3, Optional.of(usd("0.5")));
        }
        new RunStore(database.dataSource()).end(run, Optional.empty(), 17);

        RunReport report = reports.of(run.id());

        assertThat(report)
                .isEqualTo(new RunReport(
                        run.id(),
                        List.of("receipt"),
                        8,
                        Map.of("EXTRACTED", 2L, "FAILED", 3L, "REFUSED", 1L, "UNMATCHED", 1L),
                        1,
                        1,
                        3,
                        17,
                        100,
                        20,
                        0,
                        7,
                        Optional.of(usd("0.75")),
                        1,
                        Optional.of(usd("0.5")),
                        // 100 instead of 5
                        Optional.of(usd("19.0000"))));
        assertThat(reports.of(other.id()).calls()).isZero();
    }

    @Test
    void unreadFilesAloneAreFailures() {
        Run run = Given.begin(database, "/in").run();
        new DocumentStore(database.dataSource()).register(run, List.of(new FoundFile.Unreadable("/x", "no")));

        RunReport report = reports.of(run.id());
        assertThat(report.outcomes()).isEqualTo(Map.of("FAILED", 1L));
        assertThat(report.documents()).isEqualTo(1);
        assertThat(report.pending()).isZero();
    }

    @Test
    void aReservationOfAnUnconfirmedCallCounts() {
        RunLock lock = Given.begin(database, "/in");
        Given.register(database, lock.run(), "a");
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), lock.run(), Runnable::run)) {
            sent(journal, 1, Optional.of(usd("0.125")));
        }
        lock.close();
        Run run = Given.begin(database, "/in").run();

        assertThat(database.value("SELECT state FROM winnow.model_call")).isEqualTo("UNCONFIRMED");
        assertThat(reports.of(run.id()).costUsd()).contains(usd("0.125"));
        assertThat(reports.of(run.id()).unconfirmed()).isEqualTo(1);
        assertThat(reports.of(run.id()).unconfirmedUsd()).contains(usd("0.125"));
    }

    @Test
    void theCostIsUnknownAsSoonAsOneCallsIs() {
        Run run = Given.begin(database, "/in").run();
        Given.register(database, run, "a");
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            long known = sent(journal, 1, Optional.of(usd("1")));
            journal.close(known, Exchange.of(Given.reply("{}")), Duration.ZERO, Optional.of(usd("0.25")))
                    .join();
            long unknown = sent(journal, 2, Optional.empty());
            assertThat(reports.of(run.id()).costUsd()).isEmpty();
            assertThat(reports.of(run.id()).unconfirmedUsd()).isEmpty();

            journal.close(unknown, Exchange.of(Given.reply("{}")), Duration.ZERO, Optional.empty())
                    .join();
            assertThat(reports.of(run.id()).costUsd()).isEmpty();
            assertThat(reports.of(run.id()).inputTokens()).isEqualTo(200);
        }
    }

    @Test
    void aRunThatDoesNotExistFailsPlainly() {
        assertThat(Canary.silentFailure(() -> reports.of(4711)))
                .hasMessageStartingWith("Reading where a run stands failed");
    }
}
