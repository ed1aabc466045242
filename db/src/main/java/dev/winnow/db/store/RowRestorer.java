package dev.winnow.db.store;

import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.store.MissingRows.Misfit;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;

/** Brings the typed tables in line with the sources of one run. Not thread-safe. */
final class RowRestorer {

    private final ExtractionTable table;
    private final Consumer<Runnable> write;
    /** The last of them by path comes first. */
    private final PriorityQueue<Unfit> named =
            new PriorityQueue<>(Comparator.comparing(Unfit::path).reversed());

    private long rows;
    private long unfit;

    /** @param write runs statements in a transaction of their own */
    RowRestorer(ExtractionTable table, Consumer<Runnable> write) {
        this.table = table;
        this.write = write;
    }

    Restored restore(OtherRecipe others) {
        write.accept(table.missing()::removeGone);
        table.missing().pages(page -> {
            List<Misfit> misfits = misfits(page);
            if (others == OtherRecipe.KEEP) {
                misfits.forEach(misfit -> note(misfit.unfit()));
            } else if (!misfits.isEmpty()) {
                write.accept(() ->
                        table.retire(misfits.stream().map(Misfit::extraction).toList()));
            }
        });
        return new Restored(
                rows, named.stream().sorted(Comparator.comparing(Unfit::path)).toList(), unfit - named.size());
    }

    /** There may be as many as documents: a few are kept. */
    private void note(Unfit one) {
        unfit++;
        named.add(one);
        if (named.size() > Restored.MOST_NAMED) {
            named.remove();
        }
    }

    /** Writes what fits; gives back the rest. */
    private List<Misfit> misfits(MissingRows.Page page) {
        List<Misfit> misfits = new ArrayList<>(page.misfits());
        try {
            project(page, page.records());
        } catch (DataAccessException e) {
            if (!Refusal.is(e)) {
                throw e;
            }
            for (int i = 0; i < page.records().size(); i++) {
                alone(page, page.records().get(i), page.paths().get(i)).ifPresent(misfits::add);
            }
        }
        return misfits;
    }

    private Optional<Misfit> alone(MissingRows.Page page, ProjectedRecord record, String path) {
        try {
            project(page, List.of(record));
            return Optional.empty();
        } catch (DataAccessException e) {
            if (!Refusal.is(e)) {
                throw e;
            }
            return Optional.of(new Misfit(record.extractionId(), Unfit.refused(path, e)));
        }
    }

    private void project(MissingRows.Page page, List<ProjectedRecord> records) {
        write.accept(() -> table.project(page.type().name(), records));
        rows += records.size();
    }
}
