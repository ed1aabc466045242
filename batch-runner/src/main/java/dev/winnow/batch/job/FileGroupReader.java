package dev.winnow.batch.job;

import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.store.FoundFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the input as groups of files, bounded by number and by bytes, so that memory does not grow with the input. While a group
 * is worked on, the next one is read.
 */
final class FileGroupReader implements ItemStreamReader<List<FoundFile>>, StepExecutionListener {

    private static final int MOST_FILES = 500;
    /** Of one group; two are in memory. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final List<Path> paths;
    private final FileLoader loader;
    private final Executor workers;
    private final StopSignal stop;
    private @Nullable StepExecution step;
    private @Nullable FileWalk walk;
    private @Nullable CompletableFuture<List<FoundFile>> next;

    /**
     * Opens nothing yet.
     *
     * @param workers read, one group at a time
     */
    FileGroupReader(List<Path> paths, FileLoader loader, Executor workers, StopSignal stop) {
        this.paths = paths;
        this.loader = loader;
        this.workers = workers;
        this.stop = stop;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        step = execution;
    }

    @Override
    public void open(ExecutionContext context) {
        FileWalk files = new FileWalk(paths);
        walk = files;
        next = ahead(files);
    }

    @Override
    public @Nullable List<FoundFile> read() {
        if (next == null || walk == null) {
            throw new IllegalStateException("not open");
        }
        List<FoundFile> group = result(next);
        if (!group.isEmpty()) {
            next = ahead(walk);
        }
        if (stop.isRequested() && step != null) {
            step.setTerminateOnly();
        }
        return group.isEmpty() ? null : group;
    }

    private CompletableFuture<List<FoundFile>> ahead(FileWalk files) {
        return CompletableFuture.supplyAsync(() -> group(files), workers);
    }

    private List<FoundFile> group(FileWalk files) {
        List<FoundFile> group = new ArrayList<>();
        long bytes = 0;
        while (group.size() < MOST_FILES && bytes < MOST_BYTES && !stop.isRequested()) {
            FileWalk.Entry entry = files.next();
            if (entry == null) {
                break;
            }
            FoundFile file = loader.load(entry);
            group.add(file);
            bytes += file instanceof FoundFile.Readable readable
                    ? readable.content().map(content -> content.length).orElse(0)
                    : 0;
        }
        return group;
    }

    private static List<FoundFile> result(CompletableFuture<List<FoundFile>> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException broken) {
                throw broken;
            }
            throw e;
        }
    }

    /** Waits for the group that is being read. */
    @Override
    public void close() {
        if (next != null) {
            next.handle((group, broken) -> group).join();
        }
        if (walk != null) {
            walk.close();
        }
    }
}
