package dev.winnow.db.store;

import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.store.MissingRows.Misfit;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;

/** Brings the typed tables in line with the sources of one run. Not thread-safe. */
final class RowRestorer {

    private final ExtractionTable table;
    private final Consumer<Runnable> write;
    private final List<Misfit> misfits = new ArrayList<>();
    private long rows;

    /** @param write runs statements in a transaction of their own */
    RowRestorer(ExtractionTable table, Consumer<Runnable> write) {
        this.table = table;
        this.write = write;
    }

    Restored restore(OtherRecipe others) {
        write.accept(table.missing()::removeGone);
        table.missing().pages(this::page);
        if (others == OtherRecipe.REDO && !misfits.isEmpty()) {
            write.accept(
                    () -> table.retire(misfits.stream().map(Misfit::extraction).toList()));
            return new Restored(rows, List.of());
        }
        return new Restored(
                rows,
                misfits.stream()
                        .map(Misfit::unfit)
                        .sorted(Comparator.comparing(Unfit::path))
                        .toList());
    }

    private void page(MissingRows.Page page) {
        misfits.addAll(page.misfits());
        try {
            project(page, page.records());
        } catch (DataAccessException e) {
            if (!Refusal.is(e)) {
                throw e;
            }
            for (int i = 0; i < page.records().size(); i++) {
                alone(page, page.records().get(i), page.paths().get(i));
            }
        }
    }

    private void alone(MissingRows.Page page, ProjectedRecord record, String path) {
        try {
            project(page, List.of(record));
        } catch (DataAccessException e) {
            if (!Refusal.is(e)) {
                throw e;
            }
            misfits.add(new Misfit(record.extractionId(), Unfit.refused(path, e)));
        }
    }

    private void project(MissingRows.Page page, List<ProjectedRecord> records) {
        write.accept(() -> table.project(page.type().name(), records));
        rows += records.size();
    }
}
