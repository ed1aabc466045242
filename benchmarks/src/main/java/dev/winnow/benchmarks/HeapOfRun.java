package dev.winnow.benchmarks;

import dev.winnow.batch.cli.WinnowCommand;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does what the program does with these arguments, and prints the megabytes of heap that were in use after full collections: the
 * median of the last ten, and the most, which may have met the middle of a batch. Its exit code is the program's.
 */
public final class HeapOfRun {

    private static final long LOOK_MILLIS = 250;
    private static final int LAST = 10;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private HeapOfRun() {}

    /** Ends the JVM. */
    public static void main(String[] args) throws InterruptedException {
        List<Long> used = new ArrayList<>();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        var unused =
                timer.scheduleWithFixedDelay(() -> used.add(inUse()), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        int exitCode = WinnowCommand.execute(args);
        timer.shutdown();
        if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a collection does not end");
        }
        List<Long> last = used.subList(Math.max(0, used.size() - LAST), used.size()).stream()
                .sorted()
                .toList();
        long most = used.stream().mapToLong(Long::longValue).max().orElseThrow();
        System.out.printf(
                Locale.ROOT, "%.1f %.1f%n", last.get(last.size() / 2) / BYTES_PER_MEGABYTE, most / BYTES_PER_MEGABYTE);
        System.exit(exitCode);
    }

    private static long inUse() {
        // explicitly: what is in use in between is mostly garbage
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
