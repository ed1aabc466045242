package dev.winnow.db.store;

import static dev.winnow.db.store.Given.BOTH_TYPES;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.modelRequest;
import static dev.winnow.db.store.Given.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.Usage;
import dev.winnow.db.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What calls cost, by SQL: a reply for 0.01, a failure billed with 0.02, a call in flight for 0.04 at most, one without a price. */
class CostViewsTest {

    private static final String SUMS = "calls, failed, unconfirmed, tokens, usd, without_price";
    private static final CallFailure FAILURE = new CallFailure(CallFailure.Kind.FILTERED, 400, "", Optional.empty());

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Run one;

    @BeforeEach
    void call() {
        one = begin(new RunRequest(RECIPE, List.of("/one"), Map.of("team", "books", "tenant", "a")));
        Run two = begin(new RunRequest(BOTH_TYPES, List.of("/two"), Map.of("team", "books")));
        Given.register(database, one, "a", "b");
        call(one, 1, "a", Optional.of(reply("{}")), Optional.of("0.01"), "9");
        call(one, 2, "a", Optional.of(FAILURE), Optional.of("0.02"), "9");
        call(one, 3, "b", Optional.empty(), Optional.empty(), "0.04");
        call(
                two,
                4,
                "b",
                Optional.of(new CallFailure(CallFailure.Kind.REPLY_LOST, 0, "", Optional.empty())),
                Optional.empty(),
                "");
        database.execute("UPDATE winnow.model_call SET state = 'ANSWERED' WHERE run_id = " + two.id());
        database.execute("UPDATE winnow.model_call SET sent_at = '2026-11-20T23:30:00-01:00'");
    }

    private Run begin(RunRequest request) {
        return new RunStore(database.dataSource()).begin(request, "runner").run();
    }

    private void call(
            Run run, int number, String text, Optional<CallResult> result, Optional<String> cost, String reserved) {
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            long call = Given.callId(journal.open(new CallIntent(
                            document(text),
                            modelRequest(text, number),
                            80,
                            number * 1000L - 1000,
                            Optional.of(reserved).filter(usd -> !usd.isEmpty()).map(BigDecimal::new)))
                    .join());
            result.ifPresent(came -> journal.close(call, Exchange.of(came), Duration.ZERO, cost.map(BigDecimal::new))
                    .join());
        }
    }

    private List<String> costs(String view, String of) {
        return database.rows("SELECT " + of + ", " + SUMS + " FROM winnow.cost_by_" + view + " ORDER BY 1, 2");
    }

    @Test
    void ofRuns() {
        assertThat(costs("run", "types, labels ->> 'tenant'"))
                .containsExactly("{receipt}|a|3|1|1|2107|0.07|0", "{receipt,advisory}|null|1|0|0|3000|null|1");
        assertThat(costs("run", "run_id")).hasSize(2).first().asString().startsWith(one.id() + "|3|");
    }

    @Test
    void ofDaysInUtc() {
        assertThat(costs("day", "day")).containsExactly("2026-11-21|4|1|1|5107|0.07|1");
    }

    @Test
    void ofDocuments() {
        assertThat(costs("document", "document_id = '" + document("a") + "'"))
                .containsExactly("f|2|0|1|5000|0.04|1", "t|2|1|0|107|0.03|0");
    }

    @Test
    void ofModels() {
        assertThat(costs("model", "endpoint, model")).containsExactly("offline simulator|model-a|4|1|1|5107|0.07|1");
    }

    @Test
    void ofTypes() {
        assertThat(costs("types", "types"))
                .containsExactly("{receipt}|3|1|1|2107|0.07|0", "{receipt,advisory}|1|0|0|3000|null|1");
    }

    @Test
    void ofLabels() {
        assertThat(costs("label", "label, value"))
                .containsExactly("team|books|4|1|1|5107|0.07|1", "tenant|a|3|1|1|2107|0.07|0");
    }

    @Test
    void ofCalls() {
        assertThat(database.rows("SELECT attempt, state, tokens, usd, reserved FROM winnow.call_cost ORDER BY call_id"))
                .containsExactly(
                        "1|ANSWERED|107|0.01|f", "2|FAILED|0|0.02|f", "3|SENT|2000|0.04|t", "4|ANSWERED|3000|null|t");
    }

    @Test
    void ofACallWhoseReplyWasLostAfterItWasCounted() {
        var lost = new CallFailure(CallFailure.Kind.REPLY_LOST, 0, "", Optional.empty());
        call(one, 5, "a", Optional.of(lost.withUsage(Optional.of(new Usage(30, 0, 4)))), Optional.of("0.03"), "9");
        assertThat(database.rows("SELECT state, tokens, usd, reserved FROM winnow.call_cost WHERE attempt = 5"))
                .containsExactly("UNCONFIRMED|34|0.03|f");
    }

    @Test
    void theErrorOfEstimates() {
        assertThat(database.rows("SELECT * FROM winnow.estimate_error"))
                .containsExactly("offline simulator|model-a|1|80|100|0.2500|0.2500");
        assertThat(new RunReports(database.dataSource()).of(one.id()).estimateError())
                .contains(new BigDecimal("0.2500"));
    }
}
