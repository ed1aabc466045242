package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Answer;
import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Dialect;
import dev.winnow.simulator.ModelRules;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes over two servers, and keys that are refused while a run goes on. */
class RouteTest {

    private static final String CHEAP = "openai/" + World.MODEL;
    private static final String BETTER = "second/" + World.OTHER_MODEL;

    @RegisterExtension
    final World world = new World();

    private Simulator second = second(0);

    /** Answers the receipts of so many shops. */
    private static Simulator second(int shops) {
        List<Answer> answers = IntStream.rangeClosed(1, shops)
                .mapToObj("Shop %03d"::formatted)
                .map(shop -> Answer.of(World.receipt(shop), World.record(shop)))
                .toList();
        return Simulator.start(
                SimulatorOptions.defaults().withModels(World.MODEL, World.OTHER_MODEL), Answers.of(answers));
    }

    private void startSecond(int shops) {
        second.close();
        second = second(shops);
        world.setting("winnow.endpoints.second.base-url", second.baseUrl().toString());
    }

    @AfterEach
    void stopSecond() {
        second.close();
    }

    @Test
    void leadToTheEndpointTheyName() {
        world.receipts(3);
        startSecond(3);
        world.run("--route", BETTER).exits(ExitCodes.DONE);
        assertThat(second.bill().answered()).isEqualTo(3);
        assertThat(world.simulator().bill().calls()).isZero();

        world.setting("winnow.routes.receipt", CHEAP);
        world.setting("winnow.model", "not-asked");
        world.cli()
                .run(
                        "run",
                        "receipt",
                        world.input().toString(),
                        "--redo",
                        "--db-url",
                        world.url(),
                        "--base-url",
                        world.simulator().baseUrl().toString())
                .exits(ExitCodes.DONE);
        assertThat(world.simulator().bill().answered()).isEqualTo(3);
    }

    @Test
    void speakTheApiAndStyleTheyAreToldTo() {
        world.receipts(2);
        world.run("--api", "responses", "--style", "tool").exits(ExitCodes.DONE);
        world.run("--api", "RESPONSES", "--redo", "--max-output-tokens", "4000").exits(ExitCodes.DONE);
        assertThat(world.sql().rows("SELECT count(*) FROM winnow.model_call")).containsExactly("4");
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=2");
    }

    private Path keyFile(String name, String key) throws IOException {
        Path file = Files.writeString(world.folder().resolve(name), key);
        World.permissions(file, "rw-------");
        return file;
    }

    @Test
    void keepTheirDocumentsWhenAKeyIsRevoked() throws IOException {
        world.receipts(20);
        world.model(options -> options.withApiKeys("sk-first", "sk-second"));
        Path first = keyFile("first", "sk-first");
        Path spare = keyFile("spare", "sk-second\n");
        world.setting("winnow.endpoints.openai.keys", "file:" + first + ",file:" + spare);
        world.simulator().revokeKey("sk-first");
        Cli.Result run = world.run().exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=20");
        assertThat(run.all()).doesNotContain("sk-first", "sk-second");
        assertThat(world.simulator().bill().answered()).isEqualTo(20);
    }

    @Test
    void stopTheRunWhenNoKeyIsLeft() throws IOException {
        world.receipts(3);
        world.model(options -> options.withApiKeys("sk-good"));
        Path only = keyFile("only", "sk-bad");
        world.setting("winnow.endpoints.openai.keys", "file:" + only);
        Cli.Result run = world.run().exits(ExitCodes.STOPPED);
        assertThat(run.err())
                .contains("endpoint openai", "BAD_KEY", "No key of the endpoint openai is taken.", "file:" + only)
                .doesNotContain("sk-bad");
        assertThat(world.outcomes()).isEqualTo("PENDING=3");

        Files.writeString(only, "sk-good");
        world.run().exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=3");
    }

    @Test
    void tellADocumentAboveTheWindowOfVllm() {
        world.receipts(2);
        world.model(options -> options.withDialect(Dialect.VLLM)
                .withRules(World.MODEL, ModelRules.none().withContextWindow(50)));
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.outcomes()).isEqualTo("TOO_LONG=2");
        assertThat(world.simulator().bill().calls()).isEqualTo(2);
    }

    @Test
    void sayWhereTheKeyOfAServerThatWantsOneIsToBeNamed() {
        world.receipts(1);
        startSecond(1);
        try (Simulator closed = Simulator.start(
                SimulatorOptions.defaults().withModels(World.OTHER_MODEL).withApiKeys("sk-good"),
                Answers.of(List.of()))) {
            world.setting("winnow.endpoints.closed.base-url", closed.baseUrl().toString());
            Cli.Result run = world.run("--route", "closed/" + World.OTHER_MODEL + "," + BETTER)
                    .exits(ExitCodes.STOPPED);
            assertThat(run.err())
                    .contains("Stopped: endpoint closed: BAD_KEY, HTTP 401", "winnow.endpoints.closed.keys")
                    .doesNotContain("endpoint second", "into ;");
        }
    }

    @Test
    void stopTheRunWhenAModelIsUnknownToTheServer() {
        world.receipts(2);
        world.model(options -> options.withModels("another"));
        Cli.Result run = world.run().exits(ExitCodes.STOPPED);
        assertThat(run.err())
                .contains("endpoint openai: UNKNOWN_MODEL", "the stop openai/" + World.MODEL + " of the route");
        assertThat(world.outcomes()).isEqualTo("PENDING=2");
    }

    @Test
    void warnOfModelsThatNobodyKnows() {
        world.receipts(1);
        world.model(options -> options.withModels("our-own-7b"));
        Cli.Result run = world.run("--model", "our-own-7b").exits(ExitCodes.DONE);
        assertThat(run.err().lines().filter(line -> line.contains("our-own-7b")))
                .singleElement()
                .asString()
                .startsWith("warning: ");
        assertThat(run.out()).contains("cost unknown");
    }

    @Test
    void takeOutcomesToRetryInAnyCase() {
        world.receipts(1);
        world.answered("Wrong", "{\"content\":\"no\"}");
        world.run().exits(ExitCodes.OTHER_OUTCOMES);
        world.run("--retry", "invalid,too-long,refused").exits(ExitCodes.OTHER_OUTCOMES);
        assertThat(world.report().path("calls").asInt()).isEqualTo(3);
    }
}
