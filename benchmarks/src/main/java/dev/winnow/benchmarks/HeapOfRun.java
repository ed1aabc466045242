package dev.winnow.benchmarks;

import dev.winnow.batch.cli.WinnowCommand;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Does what the program does with these arguments, and prints the most megabytes of heap that were in use after a full collection. */
public final class HeapOfRun {

    private static final long LOOK_MILLIS = 250;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private HeapOfRun() {}

    /** Ends the JVM. */
    public static void main(String[] args) throws InterruptedException {
        AtomicLong most = new AtomicLong();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        var unused = timer.scheduleWithFixedDelay(() -> look(most), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        WinnowCommand.execute(args);
        timer.shutdown();
        if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a collection does not end");
        }
        System.out.printf(Locale.ROOT, "%.1f%n", most.get() / BYTES_PER_MEGABYTE);
        System.exit(0);
    }

    private static void look(AtomicLong most) {
        // explicitly: what is in use in between is mostly garbage
        System.gc();
        most.accumulateAndGet(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
    }
}
