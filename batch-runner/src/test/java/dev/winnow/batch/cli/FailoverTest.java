package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Answer;
import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routes over two servers, and budgets. */
class FailoverTest {

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

    /** Calls that were answered, by model. */
    private List<String> answered() {
        return world.sql()
                .rows(
                        "SELECT model, count(*) FROM winnow.model_call WHERE reply IS NOT NULL GROUP BY model ORDER BY model");
    }

    @Test
    void goOnAtTheNextWhenAServerIsDown() {
        world.receipts(5);
        startSecond(5);
        Simulator down = world.simulator();
        down.close();
        world.run("--route", CHEAP + "," + BETTER).exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=5");
        assertThat(second.bill().answered()).isEqualTo(5);
    }

    @Test
    void goOnAtTheNextWhenRepliesStayWrong() {
        world.receipts(2);
        world.answered("Shop 003", "{\"content\":\"I see no receipt.\"}");
        startSecond(3);
        world.run("--route", CHEAP + "," + BETTER).exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=3");
        // twice asked again at the first
        assertThat(answered()).containsExactly(World.MODEL + "|5", World.OTHER_MODEL + "|1");
    }

    @Test
    void goBySize() {
        world.receipts(2);
        startSecond(0);
        String text = "Shop 009\n" + "Tea 2.50\n".repeat(2_000);
        world.file("long.txt", text);
        second.close();
        second = Simulator.start(
                SimulatorOptions.defaults().withModels(World.OTHER_MODEL),
                Answers.of(List.of(Answer.of(text, World.record("Shop 009")))));
        world.setting("winnow.endpoints.second.base-url", second.baseUrl().toString());
        world.run("--route", CHEAP + "<=4000," + BETTER).exits(ExitCodes.DONE);
        assertThat(answered()).containsExactly(World.MODEL + "|2", World.OTHER_MODEL + "|1");
    }

    @Test
    void keepABudget() {
        world.receipts(6);
        Cli.Result run = world.run("--budget-tokens", "1").exits(ExitCodes.STOPPED);
        assertThat(run.err()).contains("budget of 1 tokens");
        assertThat(world.simulator().bill().calls()).isZero();
        world.run("--budget-tokens", "10000000").exits(ExitCodes.DONE);
    }
}
