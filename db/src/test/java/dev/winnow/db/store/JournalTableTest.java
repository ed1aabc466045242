package dev.winnow.db.store;

import static dev.winnow.db.store.Given.OTHER_RECIPE;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.document;
import static dev.winnow.db.store.Given.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.extraction.Recipe;
import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallResult;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.prompt.Message;
import dev.winnow.db.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JournalTableTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private JournalTable table;

    @BeforeEach
    void open() {
        Run run = Given.begin(database, "/in").run();
        Given.register(database, run, "doc");
        table = new JournalTable(database.dataSource(), run, JournalSettings.standard());
    }

    private static Entered.Open call(Recipe recipe, int attempt) {
        ModelRequest request = new ModelRequest(
                recipe.route().get(0).target(),
                List.of(new Message(Message.Role.USER, "doc")),
                recipe.route().get(0).form(),
                attempt);
        Optional<BigDecimal> usd = attempt == 1 ? Optional.empty() : Optional.of(BigDecimal.valueOf(attempt));
        CallIntent intent = new CallIntent(document("doc"), request, attempt, 10L + attempt, usd);
        return new Entered.Open(intent, request.key(), new CompletableFuture<>());
    }

    private List<Long> opened(List<Entered.Open> calls) {
        return table.write(calls, List.of(), List.of()).stream()
                .map(turn -> Given.callId(((JournalTable.Turn.Given) turn).entry()))
                .toList();
    }

    private static Entered.Close closed(long call, CallResult result, long millis) {
        return new Entered.Close(
                call, Exchange.of(result), Duration.ofMillis(millis), Optional.empty(), new CompletableFuture<>());
    }

    @Test
    void callsOfACommitKeepTheirOwnTargetAndNumbers() {
        List<Long> calls = opened(List.of(call(OTHER_RECIPE, 1), call(RECIPE, 2), call(OTHER_RECIPE, 3)));

        assertThat(database.rows("SELECT id, model, attempt, estimated_tokens, reserved_tokens, reserved_usd"
                        + " FROM winnow.model_call ORDER BY attempt"))
                .containsExactly(
                        calls.get(0) + "|model-b|1|1|11|null",
                        calls.get(1) + "|model-a|2|2|12|2",
                        calls.get(2) + "|model-b|3|3|13|3");
    }

    @Test
    void callsThatEndTogetherGetEachItsOwnEnd() {
        int many = 250;
        List<Long> calls = opened(
                IntStream.range(0, many).mapToObj(i -> call(RECIPE, 1 + i)).toList());
        List<Entered.Close> ends = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            CallResult result = i % 3 == 0
                    ? new CallFailure(CallFailure.Kind.REPLY_LOST, 0, "", Optional.empty())
                    : reply("reply to " + calls.get(i));
            ends.add(closed(calls.get(i), result, calls.get(i)));
        }
        Collections.reverse(ends);
        List<JournalTable.Turn> turns = table.write(List.of(call(OTHER_RECIPE, 1)), ends, calls);

        assertThat(turns)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        JournalTable.Turn.Given.class,
                        given -> assertThat(given.entry()).isInstanceOf(Entry.Opened.class));
        assertThat(database.value("SELECT count(*) FROM winnow.model_call WHERE state = 'ANSWERED' AND failure IS NULL"
                        + " AND latency_ms = id AND reply ->> 'content' = 'reply to ' || id AND (attempt - 1) % 3 > 0"))
                .isEqualTo("166");
        assertThat(database.value("SELECT count(*) FROM winnow.model_call WHERE state = 'UNCONFIRMED'"
                        + " AND failure IS NOT NULL AND reply IS NULL AND latency_ms = id AND (attempt - 1) % 3 = 0"))
                .isEqualTo("84");
    }
}
