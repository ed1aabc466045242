package dev.winnow.benchmarks.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code winnow run receipt} as a process of its own, with a database in its own directory. */
final class Program {

    /** What Java says of a process that SIGKILL has ended. */
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final Path errors;
    private final long started = System.nanoTime();

    private Program(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /**
     * Starts it.
     *
     * @param directory Winnow's own
     * @param settings more, as {@code WINNOW_NAME=value}
     */
    static Program start(Plan plan, Path directory, Documents documents, String baseUrl, String... settings)
            throws IOException {
        Path errors = Files.createTempFile(plan.work(), "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-jar",
                        plan.jar().toString(),
                        "run",
                        "receipt",
                        documents.folder().toString(),
                        "--model",
                        "winnow-offline",
                        "--base-url",
                        baseUrl,
                        "--max-in-flight",
                        String.valueOf(plan.inFlight())))
                .directory(plan.work().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WINNOW_") || name.startsWith("OPENAI_"));
        builder.environment().put("OPENAI_API_KEY", "benchmark");
        builder.environment().put("WINNOW_DIRECTORY", directory.toString());
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Program(builder.start(), errors);
    }

    /** When it was started, in {@link System#nanoTime}. */
    long started() {
        return started;
    }

    /** Waits so long for its end; false if it still runs. */
    boolean ends(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL; gives back whether it has ended by it, and not by itself just before. */
    boolean kill() throws InterruptedException {
        process.destroyForcibly();
        return process.waitFor() == KILLED;
    }

    /** What it said on stderr, without its counter. */
    String said() throws IOException {
        return Files.readString(errors).replaceAll("\r[^\n]*(?=\r)", "").strip();
    }

    /** Has it write down what its threads do. */
    void dump() throws IOException, InterruptedException {
        new ProcessBuilder("jstack", String.valueOf(process.pid()))
                .redirectOutput(
                        errors.resolveSibling(errors.getFileName() + ".jstack").toFile())
                .redirectErrorStream(true)
                .start()
                .waitFor(10, TimeUnit.SECONDS);
    }
}
