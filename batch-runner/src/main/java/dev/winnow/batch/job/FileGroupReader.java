package dev.winnow.batch.job;

import dev.winnow.core.limit.StopSignal;
import dev.winnow.db.store.FoundFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the input as groups of files, bounded by number and by bytes, so that memory does not grow with the input. */
final class FileGroupReader implements ItemStreamReader<List<FoundFile>>, StepExecutionListener {

    private static final int MOST_FILES = 500;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final List<Path> paths;
    private final FileLoader loader;
    private final StopSignal stop;
    private @Nullable StepExecution step;
    private @Nullable FileWalk walk;

    FileGroupReader(List<Path> paths, FileLoader loader, StopSignal stop) {
        this.paths = paths;
        this.loader = loader;
        this.stop = stop;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        step = execution;
    }

    @Override
    public void open(ExecutionContext context) {
        walk = new FileWalk(paths);
    }

    @Override
    public @Nullable List<FoundFile> read() {
        FileWalk files = walk;
        if (files == null) {
            throw new IllegalStateException("not open");
        }
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
        if (stop.isRequested() && step != null) {
            step.setTerminateOnly();
        }
        return group.isEmpty() ? null : group;
    }

    @Override
    public void close() {
        if (walk != null) {
            walk.close();
        }
    }
}
