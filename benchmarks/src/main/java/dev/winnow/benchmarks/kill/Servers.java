package dev.winnow.benchmarks.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that work on the files below a directory: postmaster, its children, pg_ctl, initdb. By Linux's {@code /proc}. */
final class Servers {

    private static final long LOOK_MILLIS = 20;

    private Servers() {}

    /** Those that work there, without the program itself. */
    static List<ProcessHandle> below(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> workingDirectory(process.pid()).startsWith(directory))
                .toList();
    }

    private static Path workingDirectory(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd"));
        } catch (IOException e) {
            return Path.of("/");
        }
    }

    /** The oldest of them, or none. */
    static List<ProcessHandle> oldest(Path directory) {
        List<ProcessHandle> all = below(directory);
        return all.stream()
                .filter(process -> process.parent().filter(all::contains).isEmpty())
                .toList();
    }

    static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    /** Whether none is left, at the latest after so long. */
    static boolean gone(Path directory, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!below(directory).isEmpty()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
