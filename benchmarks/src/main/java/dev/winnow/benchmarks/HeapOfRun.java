package dev.winnow.benchmarks;

import dev.winnow.batch.cli.WinnowCommand;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does what the program does with these arguments, and prints the megabytes of heap that full collections left in use: the median
 * of the last five, that of all, and the most, which may have met the middle of a batch. Its exit code is the program's.
 */
public final class HeapOfRun {

    private static final long LOOK_MILLIS = 250;
    /** A run over few documents is soon over, and what was in use while it started says nothing. */
    private static final int LAST = 5;

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
        List<Long> last = used.subList(Math.max(0, used.size() - LAST), used.size());
        System.out.printf(
                Locale.ROOT,
                "%.1f %.1f %.1f%n",
                median(last),
                median(used),
                used.stream().mapToLong(Long::longValue).max().orElseThrow() / BYTES_PER_MEGABYTE);
        System.exit(exitCode);
    }

    private static double median(List<Long> bytes) {
        return bytes.stream().sorted().toList().get(bytes.size() / 2) / BYTES_PER_MEGABYTE;
    }

    /** What a collection has left, without what other threads have made since. */
    private static long inUse() {
        // explicitly: what is in use in between is mostly garbage
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}
