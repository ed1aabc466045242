package dev.winnow.batch.watch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The name of a log that no other process writes, held by a lock on a file beside it. */
record LogFileName(Path path, FileChannel lock) implements AutoCloseable {

    static final String FIRST = "winnow.log";

    static LogFileName take(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (int number = 1; ; number++) {
            String name = number == 1 ? FIRST : "winnow-" + number + ".log";
            FileChannel channel = FileChannel.open(
                    directory.resolve("." + name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                Path path = directory.resolve(name);
                // the appender itself would only complain to nobody
                Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                        .close();
                return new LogFileName(path, channel);
            }
            channel.close();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // the lock ends with the process
        }
    }
}
