package dev.winnow.db.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** The migrations of one record type in a folder that may not exist yet. */
final class MigrationFiles {

    private static final Pattern VERSIONED = Pattern.compile("V(?<version>[0-9][0-9._]*)__.*\\.sql");

    private final Path folder;

    MigrationFiles(Path folder) {
        this.folder = folder;
    }

    /** The number of the next one: 1, or one more than the highest there is before its first point. */
    String nextVersion() {
        return highest()
                .map(version -> version.getMajor().add(BigInteger.ONE).toString())
                .orElse("1");
    }

    boolean isEmpty() {
        return highest().isEmpty();
    }

    private Optional<MigrationVersion> highest() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> VERSIONED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name ->
                            MigrationVersion.fromVersion(name.group("version").replace('_', '.')))
                    .max(MigrationVersion::compareTo);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** Writes a new file; one that is there is never overwritten. */
    Path write(String name, String sql) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name), sql, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** The same files in a new temporary folder, whose name means nothing to Flyway. */
    Path copied() throws IOException {
        Path copy = Files.createTempDirectory("winnow-migrations-");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(folder.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }

    static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
