package dev.winnow.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one server: the cluster, its password and its log. */
record ServerFiles(Path home) {

    /** pg_ctl puts its paths, in double quotes, into a shell command. */
    private static final String NOT_FOR_THE_SHELL = "\"$`\\\n\r";

    /** Creates the directory when it is missing; its real path stands for it from then on. */
    static ServerFiles in(Path directory) {
        return new ServerFiles(realDirectory(directory));
    }

    static Path realDirectory(Path directory) {
        try {
            Path real = Files.createDirectories(existing(directory)).toRealPath();
            if (real.toString().chars().anyMatch(c -> NOT_FOR_THE_SHELL.indexOf(c) >= 0)) {
                throw new EmbeddedPostgresException(
                        "The path " + real + " contains one of the characters \" $ ` \\ or a"
                                + " line break, which PostgreSQL's start program cannot take. Choose another directory. "
                                + Advice.OWN_SERVER);
            }
            return real;
        } catch (IOException e) {
            throw Advice.failure("Cannot use the directory " + directory, e);
        }
    }

    /** createDirectories refuses a symbolic link to a directory. */
    private static Path existing(Path directory) throws IOException {
        return Files.isDirectory(directory) ? directory.toRealPath() : directory.toAbsolutePath();
    }

    Path data() {
        return home.resolve("data");
    }

    Path password() {
        return home.resolve("password");
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    /**
     * What a program said, with the full disk added that may have kept it from saying so.
     *
     * @param megabytes what it needed
     */
    String withSpaceProblem(String said, int megabytes) throws IOException {
        boolean full = Files.getFileStore(home).getUsableSpace() < megabytes * 1024L * 1024L;
        return full && !said.contains("No space left") ? said + " (No space left on device.)" : said;
    }

    /** Makes a rename or a new entry in this directory outlive a power failure. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Deletes what a killed process left behind, as far as that is possible: an initdb whose JVM was killed may still be
     * writing, and the next start will find its remains again.
     */
    static void deleteRemains(Path directory, String prefix) {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .forEach(ServerFiles::deleteTree);
        } catch (IOException e) {
            // A directory that cannot be listed fails with a better message where it is needed.
        }
    }

    static void deleteTree(Path root) {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(root)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        for (Path path : deepestFirst) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                return;
            }
        }
    }
}
