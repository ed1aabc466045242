package dev.winnow.batch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.db.store.FoundFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileLoaderTest {

    private static final long LARGEST = 10;

    private final FileLoader loader = new FileLoader(LARGEST);

    @TempDir
    Path folder;

    private FoundFile load(Path path) {
        return loader.load(new FileWalk.File(path));
    }

    private FoundFile.Readable readable(Path path) {
        assertThat(load(path)).isInstanceOf(FoundFile.Readable.class);
        return (FoundFile.Readable) load(path);
    }

    @Test
    void readsAndHashes() throws IOException {
        Path path = Files.writeString(folder.resolve("a.txt"), "abc");
        FoundFile.Readable file = readable(path);
        assertThat(file.path()).isEqualTo(path.toString());
        assertThat(file.document().sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(file.size()).isEqualTo(3);
        assertThat(file.content()).hasValue("abc".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsNoBytesAboveTheLimit() throws IOException {
        Path path = folder.resolve("a.txt");
        assertThat(readable(Files.writeString(path, "1234567890")).content()).isPresent();
        FoundFile.Readable larger = readable(Files.writeString(path, "12345678901"));
        assertThat(larger.content()).isEmpty();
        assertThat(larger.size()).isEqualTo(11);
    }

    @Test
    void saysWhyItCannotRead() throws IOException {
        Path gone = folder.resolve("gone");
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), gone);
        for (Path path : List.of(gone, nowhere)) {
            assertThat(load(path))
                    .isEqualTo(new FoundFile.Unreadable(path.toString(), "gone, or a link that leads nowhere"));
        }
        Path self = Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
        assertThat(load(self)).isEqualTo(new FoundFile.Unreadable(self.toString(), "cannot be read"));
    }

    @Test
    void handsOnWhyAFolderIsNotListed() {
        assertThat(loader.load(new FileWalk.Unlisted(folder, "reason")))
                .isEqualTo(new FoundFile.Unreadable(folder.toString(), "reason"));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void opensNothingButRegularFiles() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "skipped: no mkfifo here");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
        for (Path path : List.of(pipe, link, Path.of("/dev/zero"))) {
            assertThat(load(path)).isEqualTo(new FoundFile.Unreadable(path.toString(), "not a regular file"));
        }
    }

    /** The bytes E9 and E8 alone are no UTF-8; as text both names would read the same. */
    @Test
    void tellsNamesApartThatAreNoText() throws IOException {
        Set<String> paths = new HashSet<>();
        for (String name : List.of("caf%E9.txt", "caf%E8.txt", "caf%25E9.txt")) {
            Path path = Path.of(URI.create(folder.toUri() + name));
            try {
                Files.writeString(path, name);
            } catch (FileSystemException e) {
                abort("skipped: this file system takes no such name");
            }
            paths.add(readable(path).path());
        }
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        folder.toUri() + "caf%E9.txt", folder.toUri() + "caf%E8.txt", folder + "/caf%E9.txt");
    }
}
