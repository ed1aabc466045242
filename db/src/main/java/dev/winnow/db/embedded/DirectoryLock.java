package dev.winnow.db.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * At most one thread of one process at a time decides about a directory. A file lock holds for the whole JVM, so a lock
 * of the JVM's own stands before it. The operating system gives the file lock back when its holder dies.
 */
final class DirectoryLock implements AutoCloseable {

    private static final Map<Path, ReentrantLock> OF_THIS_JVM = new ConcurrentHashMap<>();
    /** Longer than the slowest thing done under the lock: a server that recovers after a crash. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final ReentrantLock inJvm;
    private final FileChannel channel;

    private DirectoryLock(ReentrantLock inJvm, FileChannel channel) {
        this.inJvm = inJvm;
        this.channel = channel;
    }

    /** @param directory a real path, so that one directory has one lock */
    static DirectoryLock acquire(Path directory) {
        var deadline = Deadline.in(PATIENCE);
        ReentrantLock inJvm = OF_THIS_JVM.computeIfAbsent(directory, key -> new ReentrantLock());
        try {
            if (!inJvm.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw taken(directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for the lock of " + directory, e);
        }
        try {
            return new DirectoryLock(inJvm, lockedFile(directory, deadline));
        } catch (IOException e) {
            inJvm.unlock();
            throw Advice.failure("Cannot lock the directory " + directory, e);
        } catch (RuntimeException e) {
            inJvm.unlock();
            throw e;
        }
    }

    private static FileChannel lockedFile(Path directory, Deadline deadline) throws IOException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (channel.tryLock() == null) {
                if (deadline.passed()) {
                    throw taken(directory);
                }
                Deadline.pause();
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static EmbeddedPostgresException taken(Path directory) {
        return new EmbeddedPostgresException("Another process has been starting or stopping the server in " + directory
                + " for " + PATIENCE.toMinutes() + " minutes. End that process, then try again. " + Advice.OWN_SERVER);
    }

    /** Gives the lock back; call it on the thread that acquired it. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("Cannot give back the lock of the server's directory", e);
        } finally {
            inJvm.unlock();
        }
    }
}
