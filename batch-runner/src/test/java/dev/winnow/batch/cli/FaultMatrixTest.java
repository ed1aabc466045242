package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.batch.cli.FaultScripts.Way;
import dev.winnow.simulator.Bill;
import dev.winnow.simulator.Outage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/outcomes.md} is true: each of its rows is a document of a run, over HTTP and to the database. */
class FaultMatrixTest {

    private static final String SERVER = "What the server answers";
    private static final String STOPPING = "What stops the run";
    private static final String WAITING = "What stops the run after a while";
    private static final String LOSSES = "What does not arrive";
    private static final String LASTING = "What fails while others succeed";
    private static final String MODEL = "What the model replies";

    private static final BigDecimal INPUT = new BigDecimal("3.1");
    private static final BigDecimal CACHED = new BigDecimal("0.7");
    private static final BigDecimal OUTPUT = new BigDecimal("12.3");

    private static final String OUTCOME = """
            SELECT coalesce(d.outcome, 'PENDING') || coalesce(
                (SELECT ' ' || string_agg(concat_ws(' ', nullif(v ->> 'path', ''), v ->> 'rule'), ', ')
                 FROM jsonb_array_elements(e.detail -> 'violations') v), '')
            FROM winnow.source s JOIN winnow.run_document d USING (document_id)
            LEFT JOIN winnow.extraction e ON e.id = d.extraction_id
            WHERE s.path LIKE '%%/%s.txt' ORDER BY d.run_id DESC LIMIT 1""";
    private static final String CALLS = """
            SELECT c.state || coalesce(' (' || c.failure || ')', '')
            FROM winnow.model_call c JOIN winnow.source s USING (document_id)
            WHERE s.path LIKE '%%/%s.txt' ORDER BY c.id""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path shared;

    @SuppressWarnings("NullAway.Init")
    private static Path jar;

    @RegisterExtension
    final World world = new World();

    private final Map<String, String> fileByCause = new LinkedHashMap<>();

    @BeforeAll
    static void pack() throws IOException {
        SmallJar packing = SmallJar.withRecord(shared, "Ticket", """
                import jakarta.validation.constraints.*;
                import java.util.List;
                @Extracted("ticket") public record Ticket(
                    @NotBlank @Size(max = 40) String holder, @Min(1) @Max(9) int seats, boolean paid, Fare fare,
                    @NotEmpty List<String> stops) { public enum Fare { FULL, REDUCED } }
                """);
        Path without = packing.pack("without.jar");
        String ddl = Cli.standard()
                .run("ddl", "ticket", "--types-jar", without.toString())
                .exits(ExitCodes.DONE)
                .out();
        jar = packing.migration("ticket", ddl).pack("ticket.jar");
    }

    @BeforeEach
    void prices() throws IOException {
        Path models = world.folder().resolve("models.json");
        Files.writeString(
                models,
                "[{\"name\":\"%s\",\"prices\":{\"input\":%s,\"cached\":%s,\"cacheWrite\":%s,\"output\":%s}}]"
                        .formatted(World.MODEL, INPUT, CACHED, INPUT, OUTPUT));
        world.setting("winnow.models", models.toString());
        world.setting("winnow.types-jar", jar.toString());
    }

    private static String text(String file) {
        return file + "\nAda, 2 seats, full fare, paid\nUlm, Bonn\n";
    }

    private void document(String file, String answer) {
        world.answer(text(file), answer);
        world.file(file + ".txt", text(file));
    }

    /** A document for each cause that can be had in this way, and {@code good} ones after each. */
    private void fill(Map<String, Map<Way, String>> scripts, Way way, int good) {
        scripts.forEach((cause, script) -> {
            if (script.containsKey(way)) {
                String file = "ticket %03d".formatted(fileByCause.size());
                document(file, Objects.requireNonNull(script.get(way)));
                fileByCause.put(cause, file);
                for (int i = 0; i < good; i++) {
                    document(file + " good " + i, FaultScripts.GOOD);
                }
            }
        });
    }

    private Cli.Result run(Way way, String... more) {
        List<String> words =
                new ArrayList<>(List.of("--api", way.api, "--style", way.style, "--max-output-tokens", "256"));
        words.addAll(List.of(more));
        String[] all = world.words(words.toArray(String[]::new));
        all[1] = "ticket";
        return world.cli().run(all);
    }

    /** Cause to outcome, calls and how many replies the simulator charges for. */
    private Map<String, String> found() {
        Map<String, String> found = new LinkedHashMap<>();
        fileByCause.forEach((cause, file) -> {
            Bill.Document bill = world.simulator().bill(text(file));
            List<String> calls = world.sql().rows(CALLS.formatted(file));
            assertThat(calls).as("calls, %s", cause).hasSize((int) bill.calls());
            found.put(
                    cause,
                    "%s | %s | %d"
                            .formatted(world.sql().value(OUTCOME.formatted(file)), together(calls), bill.answered()));
        });
        return found;
    }

    /** Those that are alike as one. */
    private static String together(List<String> calls) {
        List<String> groups = new ArrayList<>();
        for (int i = 0, j = 0; i < calls.size(); i = j) {
            while (j < calls.size() && calls.get(j).equals(calls.get(i))) {
                j++;
            }
            groups.add((j - i > 1 ? j - i + " × " : "") + calls.get(i));
        }
        return String.join(", ", groups);
    }

    private static void agree(String section, Collection<String> causes, Map<String, String> found) {
        assertThat(found).isNotEmpty();
        assertThat(OutcomesPage.read().mistakes(section, causes, found)).isEmpty();
    }

    private BigDecimal usd(String column, String which) {
        return new BigDecimal(Objects.requireNonNull(world.sql()
                .value("SELECT coalesce(sum(%s), 0) FROM winnow.model_call WHERE %s".formatted(column, which))));
    }

    private BigDecimal billed() {
        Bill bill = world.simulator().bill();
        return INPUT.multiply(BigDecimal.valueOf(bill.promptTokens() - bill.cachedTokens()))
                .add(CACHED.multiply(BigDecimal.valueOf(bill.cachedTokens())))
                .add(OUTPUT.multiply(BigDecimal.valueOf(bill.completionTokens())))
                .movePointLeft(6);
    }

    /** What holds whatever happened. */
    private void theJournalIsWhole() {
        assertThat(world.sql().count("winnow.model_call WHERE (state = 'ANSWERED') <> (reply IS NOT NULL)"))
                .as("replies are kept")
                .isZero();
        assertThat(world.sql().count("winnow.model_call WHERE state = 'SENT' OR closed_at IS NULL"))
                .as("in flight")
                .isZero();
        assertThat(world.sql()
                        .count("winnow.model_call WHERE state = 'FAILED' AND (cost_usd = 0) <> (input_tokens = 0)"))
                .as("what failed for sure costs what the server counted, or nothing")
                .isZero();
        assertThat(world.sql().count("winnow.model_call"))
                .isEqualTo(world.simulator().bill().calls());
        assertThat(world.sql().count("records.ticket"))
                .isEqualTo(world.sql().count("winnow.extraction WHERE outcome = 'EXTRACTED'"));
    }

    private void costsAsBilled() {
        assertThat(usd("cost_usd", "true")).isEqualByComparingTo(billed());
        assertThat(new BigDecimal(world.report().path("cost").path("usd").asText()))
                .isEqualByComparingTo(billed());
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"CHAT_SCHEMA", "RESPONSES_TOOL"})
    void answersOfServers(Way way) {
        // among good ones, so that the circuit stays closed and a refused request has itself to blame
        fill(ServerFaults.answers(), way, 2);
        run(way).exits(ExitCodes.OTHER_OUTCOMES);
        agree(SERVER, ServerFaults.answers().keySet(), found());
        theJournalIsWhole();
        costsAsBilled();
    }

    @ParameterizedTest
    @EnumSource
    void repliesOfModels(Way way) {
        fill(ReplyFaults.all(), way, 0);
        run(way).exits(ExitCodes.OTHER_OUTCOMES);
        agree(MODEL, ReplyFaults.all().keySet(), found());
        theJournalIsWhole();
        costsAsBilled();
    }

    /** What was billed and not seen is covered by what was reserved for it. */
    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"CHAT_TOOL", "RESPONSES_SCHEMA"})
    void losses(Way way) {
        world.setting("winnow.timeouts.whole-call", "2s");
        fill(ServerFaults.losses(), way, 1);
        run(way).exits(ExitCodes.DONE);
        agree(LOSSES, ServerFaults.losses().keySet(), found());
        theJournalIsWhole();
        BigDecimal unseen = billed().subtract(usd("cost_usd", "state = 'ANSWERED'"));
        assertThat(unseen).isPositive().isLessThan(usd("reserved_usd", "state = 'UNCONFIRMED' OR cost_usd IS NULL"));
        assertThat(world.sql().count("winnow.call_cost WHERE usd IS NULL")).isZero();
    }

    @Test
    void whatFailsWhileOthersSucceed() {
        world.setting("winnow.bounds.retries", "1");
        fill(ServerFaults.lasting(), Way.CHAT_SCHEMA, 0);
        // some at once, so that the circuit stays closed, and one in the time of each call that fails
        for (int i = 0; i < 30; i++) {
            document("soon %02d".formatted(i), FaultScripts.GOOD);
        }
        for (int i = 1; i <= 80; i++) {
            document("good %02d".formatted(i), FaultScripts.good("latency_ms", String.valueOf(50 * i)));
        }
        run(Way.CHAT_SCHEMA, "--max-in-flight", "128").exits(ExitCodes.OTHER_OUTCOMES);
        agree(LASTING, ServerFaults.lasting().keySet(), found());
        theJournalIsWhole();
    }

    /** One document that meets them all: the same command goes on after each. */
    @Test
    void stops() {
        List<String> answers = new ArrayList<>();
        ServerFaults.stopping()
                .values()
                .forEach(each -> answers.add(Objects.requireNonNull(each.get(Way.CHAT_SCHEMA))));
        answers.add(FaultScripts.GOOD);
        document("ticket", FaultScripts.replies(answers.toArray(String[]::new)));
        Map<String, String> found = new LinkedHashMap<>();
        for (String cause : ServerFaults.stopping().keySet()) {
            long before = world.simulator().bill().calls();
            found.put(cause, stopped(1));
            assertThat(world.simulator().bill().calls()).as("calls, %s", cause).isEqualTo(before + 1);
        }
        agree(STOPPING, ServerFaults.stopping().keySet(), found);
        run(Way.CHAT_SCHEMA).exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=1");
        assertThat(world.sql().count("winnow.run")).as("it was one run").isEqualTo(1);
        theJournalIsWhole();
        costsAsBilled();
    }

    /** Nobody knows whose fault it is, so no document is blamed, and the same command goes on. */
    @Test
    void nothingIsAnswered() {
        world.setting("winnow.bounds.longest-wait", "1s");
        world.setting("winnow.bounds.longest-outage", "1s");
        List<String> causes = List.of(
                "nothing listens at the base URL",
                "each call fails for longer than `winnow.bounds.longest-outage`",
                "each request is refused with 400, the first 20",
                "each request is refused with 400, fewer than 20");
        Map<String, String> found = new LinkedHashMap<>();
        refusedOnce(1, 3);
        found.put(causes.get(0), stopped(3, "--base-url", "http://127.0.0.1:1/v1"));
        assertThat(world.sql().rows("SELECT DISTINCT failure, cost_usd FROM winnow.model_call"))
                .containsExactly("UNREACHABLE, no_connection|0");
        found.put(causes.get(3), stopped(3));
        refusedOnce(4, 20);
        world.restart();
        found.put(causes.get(2), stopped(20));
        world.simulator().outage(Outage.SERVER_ERROR);
        found.put(causes.get(1), stopped(20));
        world.simulator().recover();
        agree(WAITING, causes, found);
        run(Way.CHAT_SCHEMA).exits(ExitCodes.DONE);
        assertThat(world.outcomes()).isEqualTo("EXTRACTED=20");
    }

    private void refusedOnce(int first, int last) {
        String error = FaultScripts.error("\"invalid_request_error\"", "\"invalid_value\"", "No.");
        for (int i = first; i <= last; i++) {
            document(
                    "ticket %02d".formatted(i),
                    FaultScripts.replies(FaultScripts.error(400, error), FaultScripts.GOOD));
        }
    }

    private String stopped(int pending, String... more) {
        Cli.Result result = run(Way.CHAT_SCHEMA, more).exits(ExitCodes.STOPPED);
        assertThat(world.outcomes()).isEqualTo("PENDING=" + pending);
        assertThat(result.err()).contains("pending; the same command continues.");
        List<String> reasons = result.err()
                .lines()
                .filter(line -> line.startsWith("Stopped: "))
                .map(line -> line.substring("Stopped: ".length()).replaceAll("[0-9-]+T[0-9:]+Z", "TIME"))
                .toList();
        assertThat(reasons).hasSize(1);
        return reasons.get(0);
    }
}
