package dev.winnow.benchmarks;

import dev.winnow.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What one process used, start of the JVM included. CPU and memory are read from {@code /proc} until it ends, so the last few
 * milliseconds may be missing.
 */
record Measured(double wallSeconds, double cpuSeconds, double peakMegabytes) {

    private static final long LOOK_MILLIS = 10;

    static Measured of(List<String> command, EmbeddedPostgres postgres, String database, Path work)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO().directory(work.toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(java.util.Map.of(
                        "OPENAI_API_KEY",
                        "benchmark",
                        "WINNOW_DB_URL",
                        "postgresql://127.0.0.1:" + postgres.port() + "/" + database,
                        "WINNOW_DB_USER",
                        postgres.user(),
                        "WINNOW_DB_PASSWORD",
                        postgres.password()));
        long started = System.nanoTime();
        Process process = builder.start();
        Duration cpu = Duration.ZERO;
        long kilobytes = 0;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
            kilobytes = Math.max(kilobytes, peak(process.pid()));
        }
        double wall = (System.nanoTime() - started) / 1e9;
        return new Measured(wall, cpu.toMillis() / 1e3, kilobytes / 1024.0);
    }

    static double median(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static long peak(long pid) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            // it has just ended
            return 0;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f s, %.2f s CPU, %.0f MB peak", wallSeconds, cpuSeconds, peakMegabytes);
    }
}
