package dev.winnow.benchmarks;

import dev.winnow.core.json.StrictJson;
import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times whole processes of {@code winnow run receipt} over the real set {@code receipts_sroie}: simulator, database server and the
 * measured program are processes of their own; each run has a fresh database.
 */
public final class ReceiptsRun {

    private static final int RUNS = 5;

    private ReceiptsRun() {}

    /** Arguments: the program's jar, the folder of the set, a working folder. */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Path jar = Path.of(args[0]);
        Path set = Path.of(args[1]);
        Path work = Path.of(args[2]);
        Files.createDirectories(work);
        Path answers = LabelledReceipts.answers(set, work.resolve("answers.jsonl"));
        Process simulator = new ProcessBuilder(
                        "java", "-jar", jar.toString(), "simulator", "--answers", answers.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(work)) {
            String baseUrl = new BufferedReader(
                            new InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            List<Measured> runs = new ArrayList<>();
            for (int i = 0; i <= RUNS; i++) {
                String database = "receipts_" + System.nanoTime();
                create(postgres, database);
                Measured run = Measured.of(command(jar, set, work, baseUrl), postgres, database, work);
                System.out.println((i == 0 ? "warm-up " : "run " + i + "   ") + run);
                if (i > 0) {
                    runs.add(run);
                }
            }
            System.out.println(summary(runs, work));
        } finally {
            simulator.destroy();
        }
    }

    private static List<String> command(Path jar, Path set, Path work, String baseUrl) {
        return List.of(
                "java",
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "run",
                "receipt",
                set.resolve("docs").toString(),
                "--model",
                "winnow-offline",
                "--base-url",
                baseUrl,
                "--report",
                work.resolve("report.json").toString());
    }

    private static void create(EmbeddedPostgres postgres, String database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
    }

    private static String summary(List<Measured> runs, Path work) throws IOException {
        var report = StrictJson.mapper().readTree(work.resolve("report.json").toFile());
        long documents = report.get("documents").asLong();
        double wall = Measured.median(runs, Measured::wallSeconds);
        double cpu = Measured.median(runs, Measured::cpuSeconds);
        double memory = Measured.median(runs, Measured::peakMegabytes);
        return String.format(
                Locale.ROOT,
                "median of %d: %d documents, %.2f s, %.0f documents/s, %.2f s CPU, %.1f ms CPU/document, %.0f MB peak",
                runs.size(),
                documents,
                wall,
                documents / wall,
                cpu,
                cpu * 1_000 / documents,
                memory);
    }
}
