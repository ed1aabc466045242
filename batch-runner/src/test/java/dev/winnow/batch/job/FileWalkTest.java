package dev.winnow.batch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWalkTest {

    @TempDir
    Path folder;

    private Path input = Path.of("");

    @BeforeEach
    void makeInput() throws IOException {
        input = Files.createDirectory(folder.resolve("input"));
    }

    private Path file(String name) throws IOException {
        Path file = input.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private static List<FileWalk.Entry> all(FileWalk walk) {
        List<FileWalk.Entry> entries = new ArrayList<>();
        try (walk) {
            for (FileWalk.Entry entry = walk.next(); entry != null; entry = walk.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    @Test
    void findsFilesAtEveryDepth() throws IOException {
        Path top = file("top.txt");
        Path deep = file("a/b/deep.txt");
        Files.createDirectory(input.resolve("empty"));
        file(".hidden");
        file(".git/config");
        assertThat(all(new FileWalk(List.of(input, top))))
                .containsExactlyInAnyOrder(new FileWalk.File(top), new FileWalk.File(deep), new FileWalk.File(top));
    }

    @Test
    void findsNothingInAnEmptyFolder() {
        assertThat(all(new FileWalk(List.of(input)))).isEmpty();
    }

    @Test
    void followsALinkToAFolderOnlyWhereItIsNamed() throws IOException {
        file("a.txt");
        Files.createSymbolicLink(input.resolve("loop"), input);
        Path link = Files.createSymbolicLink(folder.resolve("link"), input);
        assertThat(all(new FileWalk(List.of(link)))).containsExactly(new FileWalk.File(link.resolve("a.txt")));
    }

    @Test
    void keepsLinksToFilesAndToNowhere() throws IOException {
        Path file = file("a.txt");
        Path good = Files.createSymbolicLink(input.resolve("good"), file);
        Path broken = Files.createSymbolicLink(input.resolve("broken"), folder.resolve("gone"));
        assertThat(all(new FileWalk(List.of(input))))
                .containsExactlyInAnyOrder(new FileWalk.File(file), new FileWalk.File(good), new FileWalk.File(broken));
    }

    @Test
    void givesBackAFolderThatCannotBeListed() throws IOException {
        Path closed = Files.createDirectory(input.resolve("closed"));
        Path file = file("z.txt");
        FileWalk walk = new FileWalk(List.of(input), directory -> {
            if (directory.equals(closed)) {
                throw new IOException("closed");
            }
            return Files.newDirectoryStream(directory);
        });
        assertThat(all(walk))
                .containsExactlyInAnyOrder(
                        new FileWalk.File(file), new FileWalk.Unlisted(closed, "directory cannot be listed"));
    }

    @Test
    void givesBackAFolderThatBreaksOff() throws IOException {
        Path file = file("a.txt");
        Path other = Files.writeString(folder.resolve("other.txt"), "");
        FileWalk walk = new FileWalk(List.of(input, other), directory -> new BreaksOff(file));
        assertThat(all(walk))
                .containsExactly(
                        new FileWalk.File(file),
                        new FileWalk.Unlisted(input, "directory cannot be listed to its end"),
                        new FileWalk.File(other));
    }

    /** Gives one file, then fails. */
    private record BreaksOff(Path file) implements DirectoryStream<Path> {

        @Override
        public Iterator<Path> iterator() {
            Iterator<Path> first = List.of(file).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    if (!first.hasNext()) {
                        throw new DirectoryIteratorException(new IOException("disk gone"));
                    }
                    return true;
                }

                @Override
                public Path next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return first.next();
                }
            };
        }

        @Override
        public void close() {}
    }
}
