package dev.winnow.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.document.HiddenText;
import dev.winnow.simulator.Answer;
import dev.winnow.simulator.Answers;
import dev.winnow.simulator.Simulator;
import dev.winnow.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A folder of documents, a model that answers them, a database and the command line, for one test. Register it as extension. */
final class World implements BeforeEachCallback, AfterEachCallback {

    static final String MODEL = "gpt-4.1";
    static final String OTHER_MODEL = "gpt-5-mini";

    private final Map<String, String> answers = new LinkedHashMap<>();
    private UnaryOperator<SimulatorOptions> options = UnaryOperator.identity();
    private Cli cli = Cli.standard();
    private @Nullable Path folder;
    private @Nullable TestServer server;
    private @Nullable Simulator simulator;
    private String database = "";

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server = TestServer.of(context);
        database = server.createMigrated();
        folder = Files.createTempDirectory("winnow-test");
        Files.createDirectory(input());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (simulator != null) {
            simulator.close();
        }
        Objects.requireNonNull(server).drop(database);
        List<Path> rootLast;
        try (Stream<Path> tree = Files.walk(folder())) {
            rootLast = new ArrayList<>(tree.toList());
        }
        Collections.reverse(rootLast);
        for (Path path : rootLast) {
            Files.delete(path);
        }
    }

    Path folder() {
        return Objects.requireNonNull(folder);
    }

    /** The folder with the documents. */
    Path input() {
        return folder().resolve("input");
    }

    Sql sql() {
        return Objects.requireNonNull(server).sql(database);
    }

    String url() {
        return Objects.requireNonNull(server).url(database);
    }

    TestServer server() {
        return Objects.requireNonNull(server);
    }

    /** The text of a receipt of {@code shop}. */
    static String receipt(String shop) {
        return shop + "\n12 Mill Lane\n2025-11-03\nTea 2.50\nBun 1.50\nTOTAL 4.00\nCASH 5.00\nCHANGE 1.00\n";
    }

    /** The right answer to it. */
    static String record(String shop) {
        return "{\"type\":\"receipt\",\"record\":" + content(shop) + "}";
    }

    /** The right record. */
    static String content(String shop) {
        return "{\"company\":\"" + shop + "\",\"date\":\"2025-11-03\",\"address\":\"12 Mill Lane\",\"total\":4.00}";
    }

    /** Adds the receipt of a shop, {@code NAME.txt}, with the right answer. */
    Path receiptOf(String shop) {
        return answered(shop, record(shop));
    }

    /** Adds so many receipts with the right answers. */
    void receipts(int number) {
        for (int i = 1; i <= number; i++) {
            receiptOf("Shop %03d".formatted(i));
        }
    }

    /** Adds the receipt of a shop with an answer as {@link Answers} takes it. */
    Path answered(String shop, String answer) {
        answers.put(receipt(shop), answer);
        return file(shop + ".txt", receipt(shop));
    }

    Path file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] bytes) {
        try {
            return Files.write(input().resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void answer(String text, String answer) {
        answers.put(text, answer);
    }

    /** How the model behaves; starts it anew at its next use, at the same address. */
    void model(UnaryOperator<SimulatorOptions> changed) {
        options = changed;
        restart();
    }

    /** Starts the model anew at the same address, with the answers as they are by now. */
    void restart() {
        if (simulator != null) {
            int port = simulator.port();
            simulator.close();
            simulator = start(port);
        }
    }

    Simulator simulator() {
        if (simulator == null) {
            simulator = start(0);
        }
        return simulator;
    }

    /** The model knows documents as it reads them. */
    private Simulator start(int port) {
        List<Answer> all = answers.entrySet().stream()
                .map(entry -> Answer.of(HiddenText.shown(entry.getKey()), entry.getValue()))
                .toList();
        SimulatorOptions standard =
                SimulatorOptions.defaults().withModels(MODEL, OTHER_MODEL).withPort(port);
        return Simulator.start(options.apply(standard), Answers.of(all));
    }

    Cli cli() {
        return cli;
    }

    /** What {@code status} says once it says so of a run; {@code child} must be at it until then. */
    Matcher untilStatusSays(Pattern what, Child child) {
        while (true) {
            boolean alive = child.isAlive();
            String status =
                    cli.run("status", "--db-url", url()).exits(ExitCodes.DONE).out();
            Matcher said = what.matcher(status);
            if (said.find()) {
                return said;
            }
            assertThat(alive).as(child.err() + status).isTrue();
        }
    }

    void setting(String property, String value) {
        cli = cli.with(property, value);
    }

    /** {@code run receipt INPUT} with this model, database and a report, unless {@code more} names others. */
    Cli.Result run(String... more) {
        return cli.run(words(more));
    }

    String[] words(String... more) {
        List<String> given = List.of(more);
        List<String> words = new ArrayList<>(List.of("run", "receipt", input().toString()));
        Map<String, String> standard = new LinkedHashMap<>();
        standard.put("--base-url", simulator().baseUrl().toString());
        standard.put("--db-url", url());
        if (!given.contains("--route")) {
            standard.put("--model", MODEL);
        }
        standard.put("--report", reportFile().toString());
        standard.forEach((name, value) -> {
            if (!given.contains(name)) {
                words.addAll(List.of(name, value));
            }
        });
        words.addAll(given);
        return words.toArray(String[]::new);
    }

    Path reportFile() {
        return folder().resolve("report.json");
    }

    /** What the last run reported. */
    JsonNode report() {
        try {
            return new ObjectMapper().readTree(reportFile().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Documents of the last run by outcome, as {@code FAILED=1, INVALID=2}; with {@code PENDING=n} where there are any. */
    String outcomes() {
        return Objects.requireNonNull(sql().value("""
                        SELECT coalesce(string_agg(o.outcome || '=' || o.n, ', ' ORDER BY o.outcome), '') FROM (
                            SELECT coalesce(outcome, 'PENDING') AS outcome, count(*) AS n FROM winnow.run_document
                            WHERE run_id = (SELECT max(id) FROM winnow.run) GROUP BY 1) o"""));
    }

    /** The detail of the newest extraction of the document that was found in this file of the input folder. */
    @Nullable
    String detail(String file) {
        return sql().jdbc()
                .sql("""
                        SELECT e.detail::text FROM winnow.extraction e JOIN winnow.source s USING (document_id)
                        WHERE s.path = ? ORDER BY e.id DESC LIMIT 1""")
                .param(input().resolve(file).toString())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    static void permissions(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
