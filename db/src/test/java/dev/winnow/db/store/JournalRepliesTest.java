package dev.winnow.db.store;

import static dev.winnow.db.store.Given.intent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelReply;
import dev.winnow.core.model.ModelReply.FinishReason;
import dev.winnow.core.model.ModelReply.ToolCall;
import dev.winnow.core.model.Usage;
import dev.winnow.db.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply comes out of the journal as it went in, to the last character. */
class JournalRepliesTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private Run run;

    @BeforeEach
    void begin() {
        run = Given.begin(database, "/in").run();
        Given.register(database, run, "doc");
    }

    private ModelReply roundTrip(ModelReply reply) {
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            long call = Given.callId(journal.open(intent("doc")).join());
            journal.close(call, Exchange.of(reply), Duration.ofMillis(1), Optional.empty())
                    .join();
        }
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            return ((Entry.Answered) journal.open(intent("doc")).join()).reply();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{\"total\": 1234567890123456789012345}",
                "{\"total\": 0.1234567890123456789012345, \"other\": 1E+400}",
                "{\"a\": 1.50, \"a\": 1.5}",
                "nul as a character \0 and as an escape \\u0000",
                "halves \ud83e of \udde7 pairs, and as escapes \\ud83e",
                "whole 🧾 as an escape \\ud83e\\uddfe",
                "quote \" backslash \\ slash / \b\f\n\r\t \u007f \u0085 \u2028 \ufeff \uffff",
                "not { JSON ]"
            })
    void keepsContentExactly(String content) {
        ModelReply reply = Given.reply(content);

        assertThat(roundTrip(reply)).isEqualTo(reply);
    }

    @Test
    void keepsTheRefusal() {
        var reply = new ModelReply(
                "m",
                FinishReason.STOP,
                Optional.empty(),
                Optional.of("no\0\ud800"),
                List.of(),
                Optional.of(Usage.NONE));

        assertThat(roundTrip(reply)).isEqualTo(reply);
    }

    @Test
    void keepsToolCalls() {
        var calls = List.of(
                new ToolCall("receipt", "{\"total\": 1234567890123456789012345.0000000001, \"x\": \"\\u0000\"}"),
                new ToolCall("advisory", "\0\udfff"));
        var reply = new ModelReply(
                "m-2026",
                FinishReason.TOOL_CALLS,
                Optional.empty(),
                Optional.empty(),
                calls,
                Optional.of(new Usage(3, 2, 1)));

        assertThat(roundTrip(reply)).isEqualTo(reply);
    }

    @ParameterizedTest
    @EnumSource(FinishReason.class)
    void keepsTheFinishReason(FinishReason reason) {
        var reply = new ModelReply(
                "m",
                reason,
                Optional.of(""),
                Optional.of(""),
                List.of(),
                Optional.of(new Usage(Long.MAX_VALUE, 0, 1L << 40)));

        assertThat(roundTrip(reply)).isEqualTo(reply);
    }

    @Test
    void keepsALargeReply() {
        ModelReply reply = Given.reply("0123456789äöü🧾".repeat(100_000));

        assertThat(roundTrip(reply)).isEqualTo(reply);
    }

    @Test
    void aReplyThatWasChangedByHandFailsPlainly() {
        roundTrip(Given.reply("x"));
        database.execute("UPDATE winnow.model_call SET reply = '{\"model\": \"CANARY-4711\", \"more\": 1}'");

        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run)) {
            assertThat(Canary.silentFailure(() -> journal.open(intent("doc")).join()))
                    .hasMessage("A reply in winnow.model_call cannot be read; was it changed by hand?");
        }
    }
}
