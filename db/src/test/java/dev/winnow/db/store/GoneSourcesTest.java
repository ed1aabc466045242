package dev.winnow.db.store;

import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.file;
import static dev.winnow.db.store.Given.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.core.outcome.Outcome;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.store.RunTasks.OtherRecipe;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to sources and rows when files are gone, and what must not happen. */
class GoneSourcesTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    @BeforeEach
    void threeFilesAreExtracted() {
        RunLock lock = Given.begin(database, "/first");
        Run run = lock.run();
        register(run, List.of("/in", "/in2"), file("/in/a", "a"), file("/in/sub/b", "b"), file("/in2/c", "c"));
        for (String text : List.of("a", "b", "c")) {
            Given.extracted(database, run, RECIPE, text, receipt(text, "1"), 1);
        }
        end(lock);
    }

    private void register(Run run, List<String> roots, FoundFile... files) {
        DocumentStore documents = new DocumentStore(database.dataSource());
        documents.register(run, List.of(files));
        documents.registered(run, roots);
        new RunTasks(database.dataSource()).settleEarlier(run, RECIPE, RunTasks.OtherRecipe.KEEP, Set.of());
        Given.extractions(database, run, RECIPE).projectMissing(OtherRecipe.KEEP);
    }

    private void end(RunLock lock) {
        new RunStore(database.dataSource()).end(lock.run(), Optional.empty(), 0);
        lock.close();
    }

    private List<String> companies() {
        return database.rows("SELECT company FROM records.receipt ORDER BY 1");
    }

    private Run next() {
        return Given.begin(database, "/next").run();
    }

    @Test
    void aDeletedFileLeavesTheTypedTableAndKeepsItsExtraction() {
        register(next(), List.of("/in"), file("/in/a", "a"));

        assertThat(companies()).containsExactly("a", "c");
        assertThat(database.rows("SELECT path FROM winnow.source WHERE until IS NOT NULL"))
                .containsExactly("/in/sub/b");
        assertThat(database.value("SELECT count(*) FROM winnow.extraction")).isEqualTo("3");
    }

    @Test
    void aFolderThatOnlyBeginsAlikeIsLeftAlone() {
        register(next(), List.of("/in"), file("/in/a", "a"), file("/in/sub/b", "b"));

        assertThat(companies()).containsExactly("a", "b", "c");
    }

    @Test
    void aFolderWithoutAnyFileEndsNothing() {
        register(next(), List.of("/in"));

        assertThat(companies()).containsExactly("a", "b", "c");
    }

    @Test
    void aFolderThatCouldNotBeListedEndsNothing() {
        FoundFile unlisted = new FoundFile.Unreadable("/in/sub", "directory cannot be listed");
        register(next(), List.of("/in"), file("/in/a", "a"), unlisted);

        assertThat(companies()).containsExactly("a", "b", "c");
    }

    @Test
    void aFileThatCannotBeReadAnyMoreKeepsItsRow() {
        FoundFile unreadable = new FoundFile.Unreadable("/in/sub/b", "no permission to read");
        register(next(), List.of("/in"), file("/in/a", "a"), unreadable);

        assertThat(companies()).containsExactly("a", "b", "c");
    }

    @Test
    void anUnreadableFileElsewhereHidesNoDeletion() {
        FoundFile unreadable = new FoundFile.Unreadable("/in/su", "no permission to read");
        register(next(), List.of("/in"), file("/in/a", "a"), unreadable);

        assertThat(companies()).containsExactly("a", "c");
    }

    @Test
    void aSingleFileAsInputEndsNothingBesideIt() {
        register(next(), List.of("/in/a"), file("/in/a", "a"));

        assertThat(companies()).containsExactly("a", "b", "c");
    }

    @Test
    void aContinuedRunDropsWhatIsNoLongerInItsInput() {
        RunLock killed = Given.begin(database, "/again");
        FoundFile unreadable = new FoundFile.Unreadable("/in/x", "no permission to read");
        register(killed.run(), List.of("/in"), file("/in/a", "changed"), file("/in/new", "new"), unreadable);
        killed.close();

        Run continued = Given.begin(database, "/again").run();
        register(continued, List.of("/in"), file("/in/a", "changed again"));

        assertThat(new RunTasks(database.dataSource()).pending(continued, ""))
                .extracting(task -> task.document())
                .containsExactly(Given.document("changed again"));
        assertThat(new RunReports(database.dataSource()).of(continued.id()).documents())
                .isEqualTo(1);
    }

    @Test
    void theViewShowsTheCurrentOutcomeOfEachCurrentSource() {
        Run run = next();
        FoundFile unreadable = new FoundFile.Unreadable("/in/x", "no permission to read");
        register(run, List.of("/in"), file("/in/a", "a"), file("/in/new", "new"), file("/in/todo", "todo"), unreadable);
        Given.extracted(database, run, RECIPE, "new", new Outcome.Failed("no text"), 1);

        assertThat(database.rows("SELECT path, outcome, detail ->> 'reason' FROM winnow.document_outcome ORDER BY 1"))
                .containsExactly(
                        "/in/a|EXTRACTED|null",
                        "/in/new|FAILED|no text",
                        "/in/todo|null|null",
                        "/in/x|FAILED|no permission to read",
                        "/in2/c|EXTRACTED|null");
    }
}
