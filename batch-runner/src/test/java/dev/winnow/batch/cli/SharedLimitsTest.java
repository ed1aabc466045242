package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.simulator.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that use one key keep to its limits together, and say what they wait for. */
class SharedLimitsTest {

    private static final int DOCUMENTS = 400;
    private static final int REQUESTS = 100;
    private static final Duration MINUTE = Duration.ofSeconds(2);
    private static final long TOKENS = 1_000_000_000L;

    @RegisterExtension
    final World world = new World();

    private Path more() {
        return world.folder().resolve("more");
    }

    /** Half of the documents in one folder, half in another. */
    private void documents() throws Exception {
        Files.createDirectory(more());
        for (int i = 0; i < DOCUMENTS; i++) {
            Path file = world.receiptOf("Corner Shop number %03d".formatted(i));
            if (i % 2 == 0) {
                Files.move(file, more().resolve(file.getFileName()));
            }
        }
    }

    private String[] others() {
        String[] others = world.words("--report", world.folder() + "/other.json");
        others[2] = more().toString();
        return others;
    }

    private void nothingIsLost() {
        assertThat(world.sql().rows("SELECT outcome, count(*) FROM winnow.run_document GROUP BY 1"))
                .containsExactly("EXTRACTED|" + DOCUMENTS);
        assertThat(world.sql().count("winnow.run WHERE state = 'FINISHED'")).isEqualTo(2);
        assertThat(world.sql().count("winnow.model_call WHERE state = 'ANSWERED'"))
                .isEqualTo(DOCUMENTS);
    }

    /** The limits that were shared, by what they count; each process of its own would have one of its own. */
    private List<String> shared() {
        List<String> names = world.sql().rows("SELECT name FROM winnow.shared_limit ORDER BY name");
        assertThat(names)
                .allMatch(name -> name.matches("openai-api 127\\.0\\.0\\.1:\\d+/v1 gpt-4\\.1 [0-9a-f]{16} .+"))
                .noneMatch(name -> name.contains(Cli.KEY));
        return names.stream()
                .map(name -> name.replaceFirst(".* [0-9a-f]{16} ", ""))
                .toList();
    }

    @Test
    void twoRunsInOneProcessKeepToALimitThatIsSet() throws Exception {
        documents();
        world.simulator();
        world.setting("winnow.limits.minute", MINUTE.toMillis() + "ms");
        world.setting("winnow.endpoints.openai.requests-per-minute", String.valueOf(REQUESTS));
        String[] words = world.words();
        CompletableFuture<Cli.Result> first = world.cli().begin(words);
        world.cli().run(others()).exits(ExitCodes.DONE);
        first.get(60, TimeUnit.SECONDS).exits(ExitCodes.DONE);
        nothingIsLost();
        assertThat(shared()).contains("requests per minute").doesNotHaveDuplicates();
        // a call may be late, so that it comes close to the next; each at the whole limit would be twice as many
        assertThat(Integer.parseInt(world.sql().rows("""
                        SELECT max(n) FROM (SELECT count(*) OVER (ORDER BY sent_at
                            RANGE BETWEEN CURRENT ROW AND interval '2 seconds' FOLLOWING) AS n
                            FROM winnow.model_call) AS minutes""").get(0))).isBetween(REQUESTS / 2, REQUESTS * 3 / 2);
    }

    @Test
    void twoProcessesKeepToALimitThatTheServerTells() throws Exception {
        documents();
        world.model(options -> options.withLimits(new Limits(REQUESTS, TOKENS, MINUTE)));
        world.setting("winnow.limits.minute", MINUTE.toMillis() + "ms");
        try (Child one = Child.start(world.cli(), world.folder(), world.words());
                Child two = Child.start(world.cli(), world.folder(), others())) {
            for (Child child : List.of(one, two)) {
                assertThat(child.exitCode()).as(child.err()).isEqualTo(ExitCodes.DONE);
            }
        }
        nothingIsLost();
        assertThat(shared()).containsExactly("requests per minute", "tokens per minute");
        // a process that begins when the other has used up the minute learns it from its first calls
        assertThat(world.sql().count("winnow.model_call WHERE failure = 'RATE_LIMITED'"))
                .isLessThanOrEqualTo(DOCUMENTS / 20);
    }

    @Test
    void theStatusSaysWhatARunWaitsFor() throws Exception {
        world.receipts(8);
        world.simulator();
        world.setting("winnow.endpoints.openai.limits[gpt-4.1].requests-per-minute", "2");
        Path directory = world.folder().resolve("state");
        world.setting("winnow.directory", directory.toString());
        Pattern waiting = Pattern.compile("openai/gpt-4\\.1: ([1-7]) for 2 requests per minute until (2\\S+Z), "
                + "the last of them until about (2\\S+Z)");
        try (Child child = Child.start(world.cli(), world.folder(), world.words())) {
            Matcher said = world.untilStatusSays(waiting, child);
            Instant until = Instant.parse(said.group(2));
            assertThat(until).isBefore(Instant.now().plusSeconds(62));
            long others = Integer.parseInt(said.group(1)) - 1;
            assertThat(Duration.between(until, Instant.parse(said.group(3))).toSeconds())
                    .isBetween(others * 30, others * 32 + 1);
            assertThat(child.terminate().exitCode()).as(child.err()).isEqualTo(ExitCodes.STOPPED);
        }
        // nor does it say that it waits for its own timers
        assertThat(Files.readString(directory.resolve("winnow.log"))).doesNotContain("\"event\":\"wait\"");
    }

    @Test
    void theStatusSaysThatADayIsUsedUp() throws Exception {
        for (int i = 0; i < 104; i++) {
            world.receiptOf("Corner Shop number %03d".formatted(i));
        }
        world.simulator();
        // one comes back in 14 minutes
        world.setting("winnow.endpoints.openai.limits[gpt-4.1].requests-per-day", "100");
        Path directory = world.folder().resolve("state");
        world.setting("winnow.directory", directory.toString());
        Pattern waiting = Pattern.compile("openai/gpt-4\\.1: no call until (2\\S+Z) \\(100 requests per day\\)");
        try (Child child = Child.start(world.cli(), world.folder(), world.words())) {
            world.untilStatusSays(waiting, child);
            assertThat(child.terminate().exitCode()).as(child.err()).isEqualTo(ExitCodes.STOPPED);
        }
        assertThat(Files.readString(directory.resolve("winnow.log")))
                .contains("\"event\":\"limit_held\"", "\"limit\":\"REQUESTS_PER_DAY\"");
    }
}
