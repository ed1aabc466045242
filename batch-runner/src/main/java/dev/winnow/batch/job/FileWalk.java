package dev.winnow.batch.job;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files below some paths, one at a time, however many there are. Names that begin with a dot are passed over, and links to
 * directories too, unless one is itself among the paths. Not thread-safe.
 */
final class FileWalk implements AutoCloseable {

    /** What the walk comes upon. */
    sealed interface Entry {
        Path path();
    }

    /** Anything but a directory. */
    record File(Path path) implements Entry {}

    /** A directory of which at least a part stays unknown. */
    record Unlisted(Path path, String reason) implements Entry {}

    /** Opens a directory. */
    @FunctionalInterface
    interface Lister {
        DirectoryStream<Path> list(Path directory) throws IOException;
    }

    private record Level(Path directory, DirectoryStream<Path> stream, Iterator<Path> rest) {}

    private final Deque<Path> roots;
    private final Lister lister;
    private final Deque<Level> levels = new ArrayDeque<>();

    FileWalk(List<Path> paths) {
        this(paths, Files::newDirectoryStream);
    }

    FileWalk(List<Path> paths, Lister lister) {
        this.roots = new ArrayDeque<>(paths);
        this.lister = lister;
    }

    /** The next file or the next directory that cannot be listed, or null at the end. */
    @Nullable
    Entry next() {
        while (!levels.isEmpty() || !roots.isEmpty()) {
            Entry entry = levels.isEmpty() ? root(roots.remove()) : below(levels.element());
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private @Nullable Entry root(Path path) {
        return Files.isDirectory(path) ? enter(path) : new File(path);
    }

    private @Nullable Entry below(Level level) {
        try {
            if (!level.rest().hasNext()) {
                close(levels.remove());
                return null;
            }
        } catch (DirectoryIteratorException e) {
            close(levels.remove());
            return new Unlisted(level.directory(), "directory cannot be listed to its end");
        }
        Path path = level.rest().next();
        if (path.getFileName().toString().startsWith(".")) {
            return null;
        }
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            // whoever reads it says what is wrong with it
            return new File(path);
        }
        if (found.isDirectory()) {
            return enter(path);
        }
        return found.isSymbolicLink() && Files.isDirectory(path) ? null : new File(path);
    }

    private @Nullable Entry enter(Path directory) {
        try {
            DirectoryStream<Path> stream = lister.list(directory);
            levels.push(new Level(directory, stream, stream.iterator()));
            return null;
        } catch (IOException e) {
            return new Unlisted(directory, "directory cannot be listed");
        }
    }

    @Override
    public void close() {
        levels.forEach(FileWalk::close);
        levels.clear();
    }

    private static void close(Level level) {
        try {
            level.stream().close();
        } catch (IOException e) {
            // nothing was written, nothing is lost
        }
    }
}
