package dev.winnow.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time that a process and its children have used, from {@code /proc}. */
final class Cpu {

    /** Linux counts in hundredths of a second, whatever the kernel's own clock. */
    private static final double TICKS_PER_SECOND = 100;
    /** Of the fields after the name: user and system time, its own and that of children that have ended. */
    private static final int FIRST = 11;

    private static final int LAST = 14;

    private Cpu() {}

    static double seconds(long pid) {
        return own(pid)
                + ProcessHandle.of(pid)
                        .map(handle -> handle.children()
                                .mapToDouble(child -> own(child.pid()))
                                .sum())
                        .orElse(0.0);
    }

    private static double own(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int i = FIRST; i <= LAST; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            // it has just ended
            return 0;
        }
    }
}
