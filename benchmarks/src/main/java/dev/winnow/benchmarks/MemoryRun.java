package dev.winnow.benchmarks;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Compares what a run over few documents and one over many hold in memory. Each is run twice: the first time every document is new
 * and none is asked about, for a budget does not allow it; the second time all have an outcome. Each process has 256 MB.
 */
public final class MemoryRun {

    private static final int FEW = 1_000;
    /** Of what the run over many holds, at the end and most of the time, to what that over few does at its end. */
    private static final double MOST = 1.2;
    /** Exit codes of a run that its budget stops, and of one whose documents all have an outcome other than EXTRACTED. */
    private static final int STOPPED = 1;

    private static final int OTHER_OUTCOMES = 3;
    private static final int FILES_IN_FOLDER = 10_000;

    /**
     * Megabytes.
     *
     * @param median over the whole run, which over many documents is nearly all registering
     */
    private record Heap(double atEnd, double median, double most) {}

    private MemoryRun() {}

    /**
     * Arguments: a working folder, the larger number of documents. Exit code 1 where a ratio is missed.
     *
     * @throws IllegalStateException if a run does not do what it should
     */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        Path work = Path.of(args[0]);
        Files.createDirectories(work);
        boolean reached = true;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(work)) {
            List<Heap> few = heaps(work, postgres, FEW);
            List<Heap> many = heaps(work, postgres, Integer.parseInt(args[1]));
            for (int i = 0; i < few.size(); i++) {
                double atEnd = many.get(i).atEnd() / few.get(i).atEnd();
                double meanwhile = many.get(i).median() / few.get(i).atEnd();
                System.out.printf(
                        Locale.ROOT,
                        "ratio, %s: %.2f at the end, %.2f meanwhile, at most %.1f: %s; %.2f of the most%n",
                        i == 0 ? "new" : "known",
                        atEnd,
                        meanwhile,
                        MOST,
                        Math.max(atEnd, meanwhile) <= MOST ? "reached" : "missed",
                        many.get(i).most() / few.get(i).most());
                reached &= Math.max(atEnd, meanwhile) <= MOST;
            }
        }
        System.exit(reached ? 0 : 1);
    }

    /** Of the run over new documents and of that over known ones. */
    private static List<Heap> heaps(Path work, EmbeddedPostgres postgres, int documents)
            throws IOException, InterruptedException, SQLException {
        Path folder = folder(work.resolve("documents-" + documents), documents);
        String database = "memory_" + documents;
        execute(postgres, postgres.jdbcUrl(), "CREATE DATABASE " + database);
        String url = "postgresql://127.0.0.1:" + postgres.port() + "/" + database;
        Heap fresh = run(work, postgres, url, folder, documents + " documents, new", STOPPED);
        registered(postgres, "jdbc:" + url, documents);
        execute(postgres, "jdbc:" + url, """
                INSERT INTO winnow.extraction (document_id, recipe, attempt, run_id, outcome)
                SELECT d.document_id, r.recipe, 1, r.id, 'UNMATCHED'
                FROM winnow.run_document d JOIN winnow.run r ON r.id = d.run_id""", "ANALYZE");
        Heap known = run(work, postgres, url, folder, documents + " documents, known", OTHER_OUTCOMES);
        registered(postgres, "jdbc:" + url, documents);
        return List.of(fresh, known);
    }

    /** Sees that all of them are of the latest run. */
    private static void registered(EmbeddedPostgres postgres, String url, int documents) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM winnow.run_document WHERE run_id = (SELECT max(id) FROM winnow.run)")) {
            rows.next();
            if (rows.getLong(1) != documents) {
                throw new IllegalStateException("documents of a run: " + rows.getLong(1) + ", not " + documents);
            }
        }
    }

    private static Heap run(
            Path work, EmbeddedPostgres postgres, String url, Path folder, String title, int expectedCode)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapOfRun.class.getName(),
                        "run",
                        "receipt",
                        folder.toString(),
                        "--model",
                        "winnow-offline",
                        "--base-url",
                        "http://127.0.0.1:9/v1",
                        "--budget-tokens",
                        "1")
                .redirectError(work.resolve("run.log").toFile());
        builder.environment().put("OPENAI_API_KEY", "benchmark");
        builder.environment().put("WINNOW_DIRECTORY", work.toString());
        builder.environment().put("WINNOW_DB_URL", url);
        builder.environment().put("WINNOW_DB_USER", postgres.user());
        builder.environment().put("WINNOW_DB_PASSWORD", postgres.password());
        long started = System.nanoTime();
        Process process = builder.start();
        List<String> said = process.inputReader().lines().toList();
        int exitCode = process.waitFor();
        if (exitCode != expectedCode) {
            throw new IllegalStateException(title + ": exit code " + exitCode + ", not " + expectedCode + ": " + said
                    + Files.readString(work.resolve("run.log")));
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        String[] megabytes = said.get(said.size() - 1).split(" ");
        Heap heap = new Heap(
                Double.parseDouble(megabytes[0]), Double.parseDouble(megabytes[1]), Double.parseDouble(megabytes[2]));
        System.out.printf(
                Locale.ROOT,
                "%s: after full collections %.1f MB at the end, %.1f MB in the median, %.1f MB at most; %.0f s%n",
                title,
                heap.atEnd(),
                heap.median(),
                heap.most(),
                seconds);
        said.stream().limit(said.size() - 1L).forEach(line -> System.out.println("  " + line));
        return heap;
    }

    private static void execute(EmbeddedPostgres postgres, String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Path folder(Path folder, int documents) throws IOException {
        for (int i = 0; i < documents; i++) {
            Path part = folder.resolve(String.valueOf(i / FILES_IN_FOLDER));
            if (i % FILES_IN_FOLDER == 0) {
                Files.createDirectories(part);
            }
            Files.writeString(part.resolve(i + ".txt"), "HARBOUR LANE STATIONERS\nReceipt " + i + "\nTOTAL 12.34\n");
        }
        return folder;
    }
}
