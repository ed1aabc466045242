package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the way to the model, and running the same command again. */
class ResumeTest {

    private static final String REJECTED = "{\"status\":400}";
    private static final String BROKEN = "{\"status\":500,\"headers\":{\"retry-after-ms\":\"1\"}}";

    @RegisterExtension
    final World world = new World();

    private static String first(String reply, String shop) {
        return "{\"replies\":[" + reply + "," + World.record(shop) + "]}";
    }

    private static String refusal(String code) {
        return "{\"status\":400,\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\""
                + code + "\"}}";
    }

    @Test
    void endsEachReplyAsItShould() {
        world.receipts(3);
        world.answered("Refused", "{\"refusal\":\"I would rather not.\"}");
        world.answered("Filtered", "{\"finish_reason\":\"content_filter\",\"content\":\"\"}");
        world.answered("Filtered early", refusal("content_filter"));
        world.answered("Too long", refusal("context_length_exceeded"));
        world.answered("Cut", "{\"finish_reason\":\"length\",\"content\":\"{\\\"company\\\"\"}");
        world.answered("Unheard of", "{\"finish_reason\":\"tired\",\"content\":\"{}\"}");
        world.answered("Rejected", REJECTED);
        world.answered("Cut once", first("{\"finish_reason\":\"length\",\"content\":\"{\"}", "Cut once"));
        world.answered("Broken once", first(BROKEN, "Broken once"));
        world.answered("Dropped once", first("{\"close\":true}", "Dropped once"));
        world.answered(
                "Limited once", first("{\"status\":429,\"headers\":{\"retry-after-ms\":\"20\"}}", "Limited once"));
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=7, FAILED=2, FILTERED=2, REFUSED=1, TOO_LONG=1, TRUNCATED=1");
        assertThat(world.detail("Refused.txt")).isEqualTo("{\"refusal\": \"I would rather not.\"}");
        assertThat(world.detail("Unheard of.txt")).contains("unknown finish reason");
        assertThat(world.detail("Rejected.txt")).contains("400");
        assertThat(world.sql().count("winnow.model_call WHERE state = 'SENT'")).isZero();
        // the dropped one may have been answered, and billed, before the connection broke
        assertThat(world.sql().count("winnow.model_call WHERE state = 'UNCONFIRMED'"))
                .isEqualTo(1);

        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.report().path("calls").asInt()).isZero();
        assertThat(world.report().path("documents").asInt()).isEqualTo(14);
    }

    @Test
    void leavesAllPendingInAnOutage() {
        for (int i = 0; i < 3; i++) {
            world.answered("Shop " + i, "{\"replies\":[" + (BROKEN + ",").repeat(99) + BROKEN + "]}");
        }
        world.setting("winnow.bounds.longest-outage", "1s");
        Cli.Result stopped = world.run().exits(ExitCodes.STOPPED);
        assertThat(stopped.err())
                .contains("endpoint openai has answered no call since", "HTTP 500", "3 documents are pending");
        assertThat(world.outcomes()).isEqualTo("PENDING=3");
        assertThat(world.report().path("pending").asInt()).isEqualTo(3);
        assertThat(world.sql().count("winnow.extraction")).isZero();
        assertThat(world.sql().rows("SELECT state, stop_reason IS NOT NULL FROM winnow.run"))
                .containsExactly("STOPPED|t");

        for (int i = 0; i < 3; i++) {
            world.answered("Shop " + i, World.record("Shop " + i));
        }
        world.restart();
        Cli.Result continued = world.run().exits(ExitCodes.DONE);
        assertThat(continued.err()).contains("Continuing run 1.");
        assertThat(world.report().path("run").asInt()).isEqualTo(1);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=3");
    }

    @Test
    void stopsSoonWhenEveryCallIsRejected() {
        for (int i = 0; i < 200; i++) {
            world.answered("Shop %03d".formatted(i), REJECTED);
        }
        Cli.Result stopped = world.run("--max-in-flight", "8").exits(ExitCodes.STOPPED);
        assertThat(stopped.err()).contains("200 documents are pending");
        assertThat(world.outcomes()).isEqualTo("PENDING=200");
        assertThat(world.simulator().bill().calls()).isBetween(20L, 60L);
    }

    @Test
    void failsOneThatIsRejectedWhileOthersSucceedAndRetriesItWhenTold() {
        world.receipts(4);
        world.answered("Odd one", first(REJECTED, "Odd one"));
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=4, FAILED=1");

        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.report().path("calls").asInt()).isZero();

        world.run("--retry", "failed,INVALID").exits(ExitCodes.DONE);
        assertThat(world.report().path("calls").asInt()).isEqualTo(1);
        assertThat(world.sql()
                        .rows("SELECT attempt, outcome FROM winnow.extraction WHERE document_id = (SELECT document_id"
                                + " FROM records.receipt WHERE company = 'Odd one') ORDER BY attempt"))
                .containsExactly("1|FAILED", "2|EXTRACTED");
    }

    @Test
    void keepsWhatAnotherModelHasReadUnlessToldOtherwise() {
        world.receipts(3);
        world.run().exits(ExitCodes.DONE);
        Cli.Result kept = world.run("--model", World.OTHER_MODEL).exits(ExitCodes.DONE);
        assertThat(kept.err()).contains("3 documents were read by another model", "--redo");
        assertThat(world.report().path("calls").asInt()).isZero();
        assertThat(world.report().path("outcomes")).hasToString("{\"EXTRACTED\":3}");
        assertThat(world.sql().rows("SELECT DISTINCT run_id FROM records.receipt"))
                .containsExactly("1");

        world.receiptOf("New Shop");
        world.restart();
        world.run("--model", World.OTHER_MODEL, "--keep").exits(ExitCodes.DONE);
        assertThat(world.report().path("calls").asInt()).isEqualTo(1);

        Cli.Result again = world.run("--model", World.OTHER_MODEL, "--redo").exits(ExitCodes.DONE);
        assertThat(again.err()).doesNotContain("are kept");
        assertThat(world.report().path("calls").asInt()).isEqualTo(3);
        assertThat(world.sql().rows("SELECT model, count(*) FROM winnow.model_call GROUP BY 1 ORDER BY 1"))
                .containsExactly(World.MODEL + "|3", World.OTHER_MODEL + "|4");
        assertThat(world.sql().rows("SELECT DISTINCT run_id FROM records.receipt ORDER BY 1"))
                .containsExactly("3", "4");
        assertThat(world.sql().count("records.receipt")).isEqualTo(4);
    }

    /** Whatever Spring Batch last said of a process that died. */
    @ParameterizedTest
    @ValueSource(
            strings = {"STARTING", "STARTED", "STOPPING", "STOPPED", "FAILED", "UNKNOWN", "ABANDONED", "COMPLETED"})
    void continuesInEachStateOfSpringBatch(String status) {
        world.receipts(3);
        world.setting("winnow.budget.usd-per-run", "0.000001");
        world.run().exits(ExitCodes.STOPPED);
        for (String table : List.of("job", "step")) {
            world.sql()
                    .execute("UPDATE winnow.batch_" + table + "_execution SET status = '" + status
                            + "', exit_code = 'UNKNOWN', end_time = NULL");
        }

        world.setting("winnow.budget.usd-per-run", "1");
        world.run().exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=3");
        assertThat(world.sql().count("winnow.run")).isEqualTo(1);
    }

    /** The process died between the two. */
    @Test
    void continuesWhereSpringBatchHasAnInstanceWithoutExecution() {
        world.receipts(3);
        world.setting("winnow.budget.usd-per-run", "0.000001");
        world.run().exits(ExitCodes.STOPPED);
        for (String table : List.of(
                "step_execution_context",
                "step_execution",
                "job_execution_context",
                "job_execution_params",
                "job_execution")) {
            world.sql().execute("DELETE FROM winnow.batch_" + table);
        }
        assertThat(world.sql().count("winnow.batch_job_instance")).isEqualTo(1);

        world.setting("winnow.budget.usd-per-run", "1");
        world.run().exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=3");
        assertThat(world.sql().count("winnow.run")).isEqualTo(1);
    }

    @Test
    void erasesOldRepliesThoughTheRunStops() {
        world.receipts(2);
        world.run().exits(ExitCodes.DONE);
        world.sql().execute("UPDATE winnow.model_call SET closed_at = now() - interval '2 days'");
        world.receipts(3);
        world.setting("winnow.journal.keep-replies", "1d");
        world.setting("winnow.budget.usd-per-run", "0.000001");
        world.run().exits(ExitCodes.STOPPED);
        assertThat(world.sql().value("SELECT count(erased_at) FROM winnow.model_call"))
                .isEqualTo("2");
    }

    @Test
    void keepsLabelsAndCosts() {
        world.receipts(2);
        world.run("--label", "customer=Mill & Co", "--label", "batch=7").exits(ExitCodes.DONE);
        assertThat(world.sql().value("SELECT labels::text FROM winnow.run"))
                .isEqualTo("{\"batch\": \"7\", \"customer\": \"Mill & Co\"}");
        String usd = world.report().path("cost").path("usd").asText();
        assertThat(usd).matches("0\\.\\d{2,}").isNotEqualTo("0.00");
        assertThat(world.sql().value("SELECT sum(cost_usd) = " + usd + " FROM winnow.model_call"))
                .isEqualTo("t");
    }

    @Test
    void saysSoWhenTheCostIsUnknown() {
        world.receipts(1);
        world.model(options -> options.withModels("house-model"));
        assertThat(world.run("--model", "house-model").exits(ExitCodes.DONE).out())
                .contains("cost unknown");
        assertThat(world.report().path("cost").path("usd").isNull()).isTrue();
    }

    @Test
    void readsOnlyWhatIsNew() {
        world.receipts(3);
        world.run().exits(ExitCodes.DONE);
        world.receiptOf("New Shop");
        world.restart();
        world.run().exits(ExitCodes.DONE);
        assertThat(world.report().path("documents").asInt()).isEqualTo(4);
        assertThat(world.report().path("calls").asInt()).isEqualTo(1);
    }

    @Test
    void takesDownTheRowsOfAFileThatIsGone() throws Exception {
        world.receipts(2);
        Path gone = world.receiptOf("Gone Shop");
        world.run().exits(ExitCodes.DONE);
        Files.delete(gone);
        world.run().exits(ExitCodes.DONE);
        assertThat(world.report().path("documents").asInt()).isEqualTo(2);
        assertThat(world.sql().rows("SELECT company FROM records.receipt ORDER BY 1"))
                .containsExactly("Shop 001", "Shop 002");
        assertThat(world.sql().count("winnow.extraction")).isEqualTo(3);
    }

    @Test
    void refusesASecondRunOfTheSameCommand() throws Exception {
        world.receipts(2);
        CallGate gate = new CallGate(1, Duration.ofSeconds(2));
        world.model(options -> options.withLatency(gate));
        String[] words = world.words();
        CompletableFuture<Cli.Result> first = world.cli().begin(words);
        gate.await();
        Cli.Result second = world.cli().run(words).exits(ExitCodes.STOPPED);
        assertThat(first).as("the first still runs").isNotDone();
        assertThat(second.err())
                .contains(
                        "Run 1 of this command",
                        "process " + ProcessHandle.current().pid());
        first.get(30, TimeUnit.SECONDS).exits(ExitCodes.DONE);
        assertThat(world.simulator().bill().calls()).isEqualTo(2);
        assertThat(world.sql().count("winnow.run")).isEqualTo(1);
    }
}
