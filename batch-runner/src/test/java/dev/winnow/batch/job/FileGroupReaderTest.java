package dev.winnow.batch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.store.FoundFile;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class FileGroupReaderTest {

    private static final int IN_A_GROUP = 500;
    private static final int HALF_THE_BYTES_OF_A_GROUP = 4 * 1024 * 1024;

    private final StopSignal stop = new StopSignal();

    @TempDir
    Path folder;

    private Path files(int number) throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        for (int i = 0; i < number; i++) {
            Files.writeString(files.resolve(i + ".txt"), "text " + i);
        }
        return files;
    }

    private Path fiveLargeFiles() throws IOException {
        Path files = Files.createDirectory(folder.resolve("large"));
        for (int i = 0; i < 5; i++) {
            Files.write(files.resolve(i + ".txt"), new byte[HALF_THE_BYTES_OF_A_GROUP]);
        }
        return files;
    }

    private FileGroupReader open(Executor workers, Path... paths) {
        return open(new FileLoader(100), workers, paths);
    }

    private FileGroupReader open(FileLoader loader, Executor workers, Path... paths) {
        FileGroupReader reader = new FileGroupReader(List.of(paths), loader, workers, stop);
        reader.open(new ExecutionContext());
        return reader;
    }

    @Test
    void readsEachFileOnceAndThenHasNoMore() throws IOException {
        FileGroupReader reader = open(Runnable::run, files(2 * IN_A_GROUP + 1));
        Set<String> found = new HashSet<>();
        for (int size : List.of(IN_A_GROUP, IN_A_GROUP, 1)) {
            List<FoundFile> group = Objects.requireNonNull(reader.read());
            assertThat(group).hasSize(size);
            group.forEach(file -> found.add(file.path()));
        }
        assertThat(found).hasSize(2 * IN_A_GROUP + 1);
        assertThat(reader.read()).isNull();
        assertThat(reader.read()).isNull();
        reader.close();
    }

    @Test
    void endsAGroupWithTheFileThatMakesItLarge() throws IOException {
        FileGroupReader reader = open(new FileLoader(HALF_THE_BYTES_OF_A_GROUP), Runnable::run, fiveLargeFiles());
        for (int size : List.of(2, 2, 1)) {
            assertThat(reader.read()).hasSize(size);
        }
        assertThat(reader.read()).isNull();
        reader.close();
    }

    @Test
    void bytesThatAreNotKeptDoNotCount() throws IOException {
        FileGroupReader reader = open(new FileLoader(HALF_THE_BYTES_OF_A_GROUP - 1), Runnable::run, fiveLargeFiles());
        assertThat(reader.read()).hasSize(5);
        reader.close();
    }

    @Test
    void isOneGroupAheadAndNoFurther() throws IOException {
        Queue<Runnable> work = new ArrayDeque<>();
        FileGroupReader reader = open(work::add, files(2 * IN_A_GROUP));
        for (int group = 0; group < 2; group++) {
            assertThat(work).hasSize(1);
            work.remove().run();
            assertThat(work).isEmpty();
            assertThat(reader.read()).hasSize(IN_A_GROUP);
        }
        work.remove().run();
        assertThat(reader.read()).isNull();
        assertThat(work).isEmpty();
        reader.close();
    }

    @Test
    void whatBreaksAheadIsThrownAfterTheGroupBefore() throws IOException {
        Path gone;
        try (FileSystem closed = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            gone = closed.getPath("/");
        }
        FileGroupReader reader = open(Runnable::run, files(IN_A_GROUP), gone);
        assertThat(reader.read()).hasSize(IN_A_GROUP);
        assertThatThrownBy(reader::read).isInstanceOf(ClosedFileSystemException.class);
        reader.close();
    }

    @Test
    void aStopEndsItAfterWhatWasRead() throws IOException {
        FileGroupReader reader = open(Runnable::run, files(2 * IN_A_GROUP));
        stop.request("enough");
        assertThat(reader.read()).hasSize(IN_A_GROUP);
        assertThat(reader.read()).isNull();
        reader.close();
    }

    /** The directories that are being read would be closed under the thread that reads them. */
    @Test
    @Timeout(60)
    void theEndWaitsForTheGroupThatIsBeingRead() throws Exception {
        Queue<Runnable> work = new ArrayDeque<>();
        FileGroupReader reader = open(work::add, files(1));
        AtomicBoolean read = new AtomicBoolean();
        CompletableFuture<Boolean> readWhenClosed = new CompletableFuture<>();
        Thread closing = new Thread(() -> {
            reader.close();
            readWhenClosed.complete(read.get());
        });
        closing.start();
        while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        read.set(true);
        work.remove().run();

        assertThat(readWhenClosed.get()).isTrue();
    }

    @Test
    void whatBrokeAheadDoesNotKeepItFromEnding() throws IOException {
        Path gone;
        try (FileSystem closed = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            gone = closed.getPath("/");
        }
        FileGroupReader reader = open(Runnable::run, gone);
        assertThatCode(reader::close).doesNotThrowAnyException();
    }
}
