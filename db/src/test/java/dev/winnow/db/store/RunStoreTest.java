package dev.winnow.db.store;

import static dev.winnow.db.store.Given.OTHER_RECIPE;
import static dev.winnow.db.store.Given.RECIPE;
import static dev.winnow.db.store.Given.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.db.TestDatabase;
import dev.winnow.db.connect.Database;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunStoreTest {

    @RegisterExtension
    final TestDatabase database = TestDatabase.migrated();

    private RunStore store;

    @BeforeEach
    void open() {
        store = new RunStore(database.dataSource());
    }

    @Test
    void beginsARun() {
        var request = new RunRequest(RECIPE, List.of("/in/a b", "/in/ü\n🧾"), Map.of("team", "books"));

        Run run = store.begin(request, "host 1, process 2").run();

        assertThat(run.epoch()).isEqualTo(1);
        assertThat(run.continued()).isFalse();
        assertThat(database.rows("SELECT id, types, paths[1], paths[2], recipe, labels, state, epoch, runner,"
                        + " journal_hits, ended_at IS NULL FROM winnow.run"))
                .containsExactly(run.id() + "|{receipt}|/in/a b|/in/ü\n🧾|" + RECIPE.fingerprint()
                        + "|{\"team\": \"books\"}|RUNNING|1|host 1, process 2|0|t");
        assertThat(database.rows(
                        "SELECT fingerprint, types, definition -> 'route' -> 0 ->> 'model' FROM winnow.recipe"))
                .containsExactly(RECIPE.fingerprint() + "|{receipt}|model-a");
    }

    @Test
    void refusesASecondProcessAndNamesTheFirst() {
        Run run = store.begin(request(RECIPE, "/in"), "host 1, process 2").run();
        List<String> before = database.rows("SELECT * FROM winnow.run");

        try (Database second = Database.open(database.settings())) {
            assertThatThrownBy(() -> new RunStore(second.dataSource()).begin(request(OTHER_RECIPE, "/in"), "host 3"))
                    .isInstanceOf(RunTakenException.class)
                    .hasMessage("Run " + run.id() + " of this command is being worked on by host 1, process 2."
                            + " Wait for it, or stop it first.");
        }
        assertThat(database.rows("SELECT * FROM winnow.run")).isEqualTo(before);
        assertThat(database.rows("SELECT fingerprint FROM winnow.recipe")).hasSize(1);
    }

    @Test
    void aRefusalLeavesNoLockAndNoConnectionBehind() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> store.begin(request(RECIPE, "/in"), "second"))
                    .isInstanceOf(RunTakenException.class);
        }

        first.close();

        assertThat(locks()).isZero();
        assertThat(store.begin(request(RECIPE, "/in"), "third").run().epoch()).isEqualTo(2);
    }

    @Test
    void continuesWhatWasNotEnded() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        Given.register(database, first.run(), "doc");
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), first.run(), Runnable::run)) {
            Entry sent = journal.open(Given.intent("doc")).join();
            assertThat(sent).isInstanceOf(Entry.Opened.class);
        }
        first.close();

        Run second = store.begin(request(OTHER_RECIPE, "/in"), "second").run();

        assertThat(second.id()).isEqualTo(first.run().id());
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.continued()).isTrue();
        assertThat(database.rows("SELECT runner, recipe, state FROM winnow.run"))
                .containsExactly("second|" + OTHER_RECIPE.fingerprint() + "|RUNNING");
        assertThat(database.rows("SELECT state FROM winnow.model_call")).containsExactly("UNCONFIRMED");
    }

    @Test
    void leavesCallsOfOtherRunsAlone() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        RunLock other = store.begin(request(RECIPE, "/other"), "other");
        Given.register(database, other.run(), "doc");
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), other.run(), Runnable::run)) {
            Entry unused = journal.open(Given.intent("doc")).join();
        }
        first.close();

        Run unused = store.begin(request(RECIPE, "/in"), "second").run();

        assertThat(database.rows("SELECT state FROM winnow.model_call")).containsExactly("SENT");
    }

    @Test
    void continuesWhatWasStopped() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        store.end(first.run(), Optional.of("budget used up"), 3);
        first.close();
        assertThat(database.rows("SELECT state, stop_reason, journal_hits, ended_at IS NOT NULL FROM winnow.run"))
                .containsExactly("STOPPED|budget used up|3|t");

        Run second = store.begin(request(RECIPE, "/in"), "second").run();
        assertThat(second.id()).isEqualTo(first.run().id());
        assertThat(database.rows("SELECT state, stop_reason, ended_at FROM winnow.run"))
                .containsExactly("RUNNING|null|null");

        store.end(second, Optional.empty(), 4);
        assertThat(database.rows("SELECT state, stop_reason, journal_hits FROM winnow.run"))
                .containsExactly("FINISHED|null|7");
    }

    @Test
    void whatHasEndedStaysAsItIs() {
        Run run = store.begin(request(RECIPE, "/in"), "first").run();
        store.end(run, Optional.empty(), 3);
        store.end(run, Optional.of("the database went away"), 3);
        assertThat(database.rows("SELECT state, stop_reason, journal_hits FROM winnow.run"))
                .containsExactly("FINISHED|null|3");
    }

    @Test
    void aFinishedRunIsFollowedByANewOne() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        store.end(first.run(), Optional.empty(), 0);
        first.close();

        Run second = store.begin(request(RECIPE, "/in"), "second").run();

        assertThat(second.id()).isGreaterThan(first.run().id());
        assertThat(second.epoch()).isEqualTo(1);
    }

    @Test
    void otherPathsOrTypesAreAnotherRun() {
        List<Long> runs = new ArrayList<>();
        runs.add(store.begin(request(RECIPE, "/in"), "runner").run().id());
        runs.add(store.begin(request(RECIPE, "/in", "/more"), "runner").run().id());
        runs.add(store.begin(request(RECIPE, "/in\n/more"), "runner").run().id());
        runs.add(store.begin(request(Given.BOTH_TYPES, "/in"), "runner").run().id());

        assertThat(runs).doesNotHaveDuplicates();
    }

    @Test
    void anotherModelOrLabelIsTheSameCommand() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        first.close();

        var labelled = new RunRequest(OTHER_RECIPE, List.of("/in"), Map.of("team", "books"));
        assertThat(store.begin(labelled, "second").run().id())
                .isEqualTo(first.run().id());
        assertThat(database.value("SELECT labels FROM winnow.run")).isEqualTo("{\"team\": \"books\"}");
    }

    @Test
    void theEndOfALostRunnerChangesNothing() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        first.close();
        Run second = store.begin(request(RECIPE, "/in"), "second").run();
        Given.register(database, second, "doc");
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), second, Runnable::run)) {
            journal.open(Given.intent("doc")).join();

            assertThatThrownBy(() -> store.end(first.run(), Optional.empty(), 99))
                    .isInstanceOf(RunLostException.class);
            assertThat(database.rows("SELECT state, journal_hits FROM winnow.run"))
                    .containsExactly("RUNNING|0");
            assertThat(database.rows("SELECT state FROM winnow.model_call")).containsExactly("SENT");

            assertThat(store.end(second, Optional.of("why"), 0)).isOne();
        }
        assertThat(database.rows("SELECT state FROM winnow.model_call")).containsExactly("UNCONFIRMED");
    }

    @Test
    void theEndWaitsForWhatTheJournalWritesAndTheTwoDoNotWaitForEachOther() throws Exception {
        Run run = store.begin(request(RECIPE, "/in"), "first").run();
        Given.register(database, run, "doc");
        try (JdbcJournal journal = new JdbcJournal(database.dataSource(), run, Runnable::run);
                Connection writing = database.outside().getConnection()) {
            journal.open(Given.intent("doc")).join();
            writing.setAutoCommit(false);
            CompletableFuture<Integer> ended;
            try (Statement statement = writing.createStatement()) {
                statement.execute("SELECT epoch FROM winnow.run FOR SHARE");
                ended = CompletableFuture.supplyAsync(() -> store.end(run, Optional.of("why"), 0));
                Blocked.awaitWriter(database);
                statement.execute("UPDATE winnow.model_call SET sent_at = sent_at");
                writing.commit();
            }
            assertThat(ended.get(30, TimeUnit.SECONDS)).isOne();
        }
        assertThat(database.rows("SELECT state, stop_reason FROM winnow.run")).containsExactly("STOPPED|why");
    }

    @Test
    void whatIsDoneWhileARunIsHeldIsDoneByItsHolderOnly() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        first.close();
        Run second = store.begin(request(RECIPE, "/in"), "second").run();
        AtomicInteger done = new AtomicInteger();

        assertThatThrownBy(() -> store.whileHeld(first.run(), done::incrementAndGet))
                .isInstanceOf(RunLostException.class);
        store.whileHeld(second, done::incrementAndGet);
        assertThat(done).hasValue(1);
    }

    @Test
    void aDeadProcessHoldsNothing() {
        RunLock first = store.begin(request(RECIPE, "/in"), "first");
        assertThat(locks()).isOne();
        database.rows(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks"
                        + " WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

        try (Database second = Database.open(database.settings())) {
            Run run = new RunStore(second.dataSource())
                    .begin(request(RECIPE, "/in"), "second")
                    .run();
            assertThat(run).isEqualTo(new Run(first.run().id(), 2));
        }
        first.close();
    }

    @Test
    void closingTheLockLeavesNoneInThePool() {
        store.begin(request(RECIPE, "/in"), "first").close();
        store.begin(request(RECIPE, "/other"), "first").close();

        assertThat(locks()).isZero();
    }

    @Test
    void aBeginThatFailsLeavesNoLockBehind() {
        store.begin(request(RECIPE, "/in"), "first").close();

        for (int i = 0; i < 20; i++) {
            assertThat(Canary.silentFailure(() -> store.begin(request(RECIPE, "/in"), Canary.VALUE + "\0")))
                    .hasMessage("Beginning a run failed: SQL state 22021");
        }

        assertThat(locks()).isZero();
        try (Database second = Database.open(database.settings())) {
            assertThat(new RunStore(second.dataSource())
                            .begin(request(RECIPE, "/in"), "second")
                            .run()
                            .epoch())
                    .isEqualTo(2);
        }
    }

    @Test
    void ofManyAtOnceOneBegins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> begin = () -> {
                try {
                    return "epoch "
                            + store.begin(request(RECIPE, "/in"), "one").run().epoch();
                } catch (RunTakenException e) {
                    return "taken";
                }
            };
            List<String> results = new ArrayList<>();
            for (Future<String> result :
                    threads.invokeAll(List.of(begin, begin, begin, begin, begin, begin, begin, begin))) {
                results.add(result.get());
            }
            assertThat(results).filteredOn("epoch 1"::equals).hasSize(1);
            assertThat(results).filteredOn("taken"::equals).hasSize(7);
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.rows("SELECT epoch FROM winnow.run")).containsExactly("1");
    }

    @Test
    void withoutADatabaseFailsPlainly() {
        database.close();

        assertThat(Canary.silentFailure(() -> store.begin(request(RECIPE, "/in"), "runner")))
                .hasMessageStartingWith("Connecting for the run's lock failed");
        assertThat(Canary.silentFailure(() -> store.end(new Run(1, 1), Optional.empty(), 0)))
                .hasMessageStartingWith("Ending a run failed");
    }

    private long locks() {
        return Long.parseLong(database.value("SELECT count(DISTINCT pid) FROM pg_locks WHERE locktype = 'advisory'"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"));
    }
}
