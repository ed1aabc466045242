package dev.winnow.batch.job;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files below some paths, one at a time, however many there are. Names that begin with a dot are passed over; links to
 * directories are not followed. A directory that cannot be listed is given back itself. Not thread-safe.
 */
final class FileWalk implements AutoCloseable {

    private final Deque<Path> roots;
    private final Deque<DirectoryStream<Path>> open = new ArrayDeque<>();
    private final Deque<Iterator<Path>> levels = new ArrayDeque<>();

    FileWalk(List<Path> paths) {
        this.roots = new ArrayDeque<>(paths);
    }

    /** The next file, or null at the end. */
    @Nullable Path next() {
        while (true) {
            Path path = candidate();
            if (path == null || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
            try {
                DirectoryStream<Path> directory = Files.newDirectoryStream(path);
                open.push(directory);
                levels.push(directory.iterator());
            } catch (IOException e) {
                return path;
            }
        }
    }

    private @Nullable Path candidate() {
        while (!levels.isEmpty()) {
            Path path = within(levels.peek());
            if (path != null) {
                return path;
            }
            levels.pop();
            close(open.pop());
        }
        return roots.poll();
    }

    private static @Nullable Path within(Iterator<Path> level) {
        try {
            while (level.hasNext()) {
                Path path = level.next();
                boolean hidden = path.getFileName().toString().startsWith(".");
                boolean linkedDirectory = Files.isSymbolicLink(path) && Files.isDirectory(path);
                if (!hidden && !linkedDirectory) {
                    return path;
                }
            }
        } catch (DirectoryIteratorException e) {
            // the rest of this directory cannot be listed
        }
        return null;
    }

    @Override
    public void close() {
        open.forEach(FileWalk::close);
    }

    private static void close(DirectoryStream<Path> directory) {
        try {
            directory.close();
        } catch (IOException e) {
            // nothing was written, nothing is lost
        }
    }
}
