package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Latency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 1,000 documents and a budget for 300 of them, however many calls are in flight and whatever happens to the process. */
class BudgetRunTest {

    private static final String SENT = "winnow.model_call WHERE failure IS DISTINCT FROM 'UNREACHABLE, not_sent'";
    private static final int DOCUMENTS = 1_000;
    private static final int AFFORDED = 300;
    private static final int MOST_OUTPUT = 100;
    /** The fence around a document is some tokens more or less: so far the estimates of two documents are apart, at most. */
    private static final int APART = 20;

    private static final Pattern NEXT = Pattern.compile("the next call may use ([0-9]+)");

    @RegisterExtension
    final World world = new World();

    private static String shop(int i) {
        return "Corner Shop number %03d".formatted(i);
    }

    private String[] words(String... more) {
        List<String> words = new ArrayList<>(List.of("--max-output-tokens", String.valueOf(MOST_OUTPUT)));
        words.addAll(List.of(more));
        return world.words(words.toArray(String[]::new));
    }

    private Cli.Result run(String... more) {
        return world.cli().run(words(more));
    }

    /** The model without a margin on its estimates. */
    private void exactEstimates() {
        try {
            Path models = Files.writeString(
                    world.folder().resolve("models.json"),
                    "[{\"name\": \"" + World.MODEL + "\", \"tokens\": {\"marginPercent\": 0}}]");
            world.setting("winnow.models", models.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents; each call of them will use just under what is estimated, times {@code percent}. Gives back its input. */
    private long usage(int percent) {
        exactEstimates();
        for (int i = 0; i < DOCUMENTS; i++) {
            world.receiptOf(shop(i));
        }
        Matcher next = NEXT.matcher(
                run("--budget-tokens", "1").exits(ExitCodes.STOPPED).err());
        assertThat(next.find()).isTrue();
        assertThat(world.simulator().bill().calls()).isZero();
        long input = (Long.parseLong(next.group(1)) - MOST_OUTPUT - APART) * percent / 100;
        for (int i = 0; i < DOCUMENTS; i++) {
            world.answer(
                    World.receipt(shop(i)),
                    "{\"type\":\"receipt\",\"record\":%s,\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d}}"
                            .formatted(World.content(shop(i)), input, MOST_OUTPUT * percent / 100));
        }
        world.restart();
        return input;
    }

    private static BigDecimal usd(long input, long output) {
        return BigDecimal.valueOf(2 * input + 8 * output, 6);
    }

    /** The database itself does not take more. */
    private void cap(String scope, String column, String most) {
        world.sql()
                .execute("ALTER TABLE winnow.spending ADD CONSTRAINT cap CHECK (scope !~ '^%s' OR %s <= %s)"
                        .formatted(scope, column, most));
    }

    private void uncap() {
        world.sql().execute("ALTER TABLE winnow.spending DROP CONSTRAINT cap");
    }

    private BigDecimal spent() {
        return world.sql()
                .jdbc()
                .sql("SELECT sum(usd) FROM winnow.cost_by_run")
                .query(BigDecimal.class)
                .single();
    }

    private void oneFullPass() {
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + DOCUMENTS);
        assertThat(world.sql().count("winnow.run")).isEqualTo(1);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(DOCUMENTS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNeverExceededWithExactEstimates(boolean money) {
        long input = usage(100);
        BigDecimal each = usd(input, MOST_OUTPUT);
        String option = money ? "--budget-usd" : "--budget-tokens";
        String budget = money
                ? each.multiply(BigDecimal.valueOf(AFFORDED)).toPlainString()
                : String.valueOf((input + MOST_OUTPUT) * AFFORDED);
        cap("run", money ? "usd" : "tokens", budget);
        Cli.Result stopped = run("--max-in-flight", "512", option, budget).exits(ExitCodes.STOPPED);
        assertThat(stopped.err()).contains("budget of " + (money ? "USD " : ""), "documents are pending");
        long answered = world.simulator().bill().answered();
        assertThat(answered).isBetween(AFFORDED - 1L, (long) AFFORDED);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=" + answered + ", PENDING=" + (DOCUMENTS - answered));
        uncap();

        assertThat(run("--max-in-flight", "512", option, "1000000")
                        .exits(ExitCodes.DONE)
                        .err())
                .contains("Continuing run 1.");
        oneFullPass();
        assertThat(world.simulator().bill().calls()).isEqualTo(DOCUMENTS);
        assertThat(spent()).isEqualByComparingTo(each.multiply(BigDecimal.valueOf(DOCUMENTS)));
    }

    /** A call costs up to 25% more than estimated: the estimate is 20% low. */
    @ParameterizedTest
    @CsvSource({"512", "16"})
    void isExceededByTheErrorOfTheCallsOnRecordAtMost(int inFlight) {
        long input = usage(125);
        BigDecimal each = usd(input, MOST_OUTPUT * 125 / 100);
        BigDecimal budget = each.multiply(BigDecimal.valueOf(AFFORDED));
        run("--max-in-flight", String.valueOf(inFlight), "--budget-usd", budget.toPlainString())
                .exits(ExitCodes.STOPPED);
        // those in flight or just ended, and those got ready meanwhile
        BigDecimal reserved = each.multiply(BigDecimal.valueOf(2L * inFlight + (inFlight + 7) / 8));
        BigDecimal most = budget.add(reserved.multiply(new BigDecimal("0.20")));
        assertThat(spent())
                .isEqualByComparingTo(each.multiply(
                        BigDecimal.valueOf(world.simulator().bill().answered())));
        assertThat(spent()).isBetween(budget.subtract(each), most);
    }

    @Test
    void holdsAcrossAKill() throws Exception {
        BigDecimal each = usd(usage(100), MOST_OUTPUT);
        String budget = each.multiply(BigDecimal.valueOf(AFFORDED)).toPlainString();
        cap("run", "usd", budget);
        CallGate gate = new CallGate(AFFORDED / 3, Duration.ofMillis(200));
        world.model(options -> options.withLatency(gate));
        String[] words = words("--max-in-flight", "64", "--budget-usd", budget);
        try (Child child = Child.start(world.cli(), world.folder(), words)) {
            gate.await();
            child.kill();
        }
        long inFlight = world.sql().count("winnow.model_call WHERE state = 'SENT'");
        // those in flight or just ended, and those got ready meanwhile
        assertThat(inFlight).isBetween(1L, 2 * 64L + 8);

        world.cli().run(words).exits(ExitCodes.STOPPED);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'UNCONFIRMED'"))
                .isEqualTo(inFlight);
        assertThat(world.sql().count(SENT)).isBetween(AFFORDED - 3L, (long) AFFORDED);
        uncap();

        run("--max-in-flight", "512").exits(ExitCodes.DONE);
        oneFullPass();
        assertThat(world.sql().count(SENT)).isEqualTo(DOCUMENTS + inFlight);
        assertThat(world.simulator().bill().calls()).isBetween((long) DOCUMENTS, DOCUMENTS + inFlight);
        assertThat(world.simulator().answeredTwice()).hasSizeLessThanOrEqualTo(Math.min(64 + 8, (int) inFlight));
    }

    @Test
    void theStatusSaysThatCallsWaitForRoom() throws Exception {
        world.receipts(8);
        Matcher next = NEXT.matcher(
                run("--budget-tokens", "1").exits(ExitCodes.STOPPED).err());
        assertThat(next.find()).isTrue();
        long one = Long.parseLong(next.group(1));
        world.model(options -> options.withLatency(Latency.fixed(Duration.ofMinutes(1))));
        world.setting("winnow.stop-grace", "2s");
        Pattern waiting = Pattern.compile("budget: [1-7] for calls in flight to end \\(\\d+ of the run's budget of "
                + 3 * one / 2 + " tokens are spent or reserved, and the next call may use \\d+\\)");
        String[] words = words("--budget-tokens", String.valueOf(3 * one / 2));
        try (Child child = Child.start(world.cli(), world.folder(), words)) {
            world.untilStatusSays(waiting, child);
            assertThat(child.terminate().exitCode()).as(child.err()).isEqualTo(ExitCodes.STOPPED);
        }
    }

    @Test
    void ofADayIsSharedByProcesses() throws Exception {
        BigDecimal each = usd(usage(100), MOST_OUTPUT);
        BigDecimal budget = each.multiply(BigDecimal.valueOf(AFFORDED));
        world.setting("winnow.budget.usd-per-day", budget.toPlainString());
        cap("day", "usd", budget.toPlainString());
        Path other = Files.createDirectory(world.folder().resolve("other"));
        for (int i = 0; i < DOCUMENTS / 2; i++) {
            String file = shop(i) + ".txt";
            Files.move(world.input().resolve(file), other.resolve(file));
        }
        String[] first = words("--max-in-flight", "128");
        String[] second = first.clone();
        second[2] = other.toString();
        try (Child one = Child.start(world.cli(), world.folder(), first);
                Child two = Child.start(world.cli(), world.folder(), second)) {
            assertThat(one.exitCode()).as(one.err()).isEqualTo(ExitCodes.STOPPED);
            assertThat(two.exitCode()).as(two.err()).isEqualTo(ExitCodes.STOPPED);
            assertThat(one.err()).contains("of the day's budget");
            assertThat(two.err()).contains("of the day's budget");
        }
        assertThat(world.simulator().bill().answered()).isBetween(AFFORDED - 1L, (long) AFFORDED);
        assertThat(world.sql().count("winnow.model_call WHERE state <> 'ANSWERED'"))
                .isZero();
    }
}
