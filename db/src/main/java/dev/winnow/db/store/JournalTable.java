package dev.winnow.db.store;

import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.model.ModelRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The transactions behind the journal: one for each batch. */
final class JournalTable {

    /** What becomes of a call that is to be opened. */
    sealed interface Turn {
        /** It has its entry. */
        record Given(Entry entry) implements Turn {}

        /** The same request is in flight. */
        record InFlight() implements Turn {}

        /** A budget has no room for it at present. */
        record NoRoom(Entry.OverBudget budget) implements Turn {}
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Run run;
    private final Budget budget;
    private final KnownCalls known;
    private final CallRows rows;
    private final ClosedCalls closed;

    JournalTable(DataSource dataSource, Run run, JournalSettings settings) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.run = run;
        this.budget = settings.budget();
        this.known = new KnownCalls(jdbc, run, settings);
        this.rows = new CallRows(jdbc, run);
        this.closed = new ClosedCalls(jdbc);
    }

    /**
     * Closes calls, then opens others.
     *
     * @param own the calls that this process has in flight
     */
    List<Turn> write(List<Entered.Open> opens, List<Entered.Close> closes, Collection<Long> own) {
        if (opens.isEmpty() && closes.isEmpty()) {
            return List.of();
        }
        return Tried.to(
                "Writing the journal",
                () -> transaction.execute(status -> {
                    Fence.checkForFewRows(jdbc, run);
                    Spending spending = new Spending(
                            jdbc,
                            run,
                            budget,
                            closes.stream().map(Entered.Close::callId).toList());
                    if (!closes.isEmpty()) {
                        closed.write(closes);
                        spending.closed();
                    }
                    List<Turn> turns = opens.isEmpty() ? List.of() : open(opens, spending, own);
                    spending.write();
                    return turns;
                }));
    }

    List<Boolean> answered(List<ModelRequest> requests) {
        List<String> keys = requests.stream().map(ModelRequest::key).toList();
        Set<String> answered = Tried.to("Asking the journal", () -> known.areAnswered(keys.toArray(String[]::new)));
        return keys.stream().map(answered::contains).toList();
    }

    private List<Turn> open(List<Entered.Open> opens, Spending spending, Collection<Long> own) {
        String[] keys = opens.stream().map(Entered.Open::key).toArray(String[]::new);
        Map<String, KnownCalls.InFlight> inFlight = known.inFlight(keys);
        // after the calls in flight: one that ends in between is seen here
        Map<String, Entry> answered = known.answered(keys);
        Set<Long> spokenFor = inFlight.isEmpty() ? Set.of() : new HashSet<>(own);
        Map<String, Entered.Open> fitting = new LinkedHashMap<>();
        List<Turn> turns = new ArrayList<>();
        for (Entered.Open open : opens) {
            Optional<Entry> entry =
                    Optional.ofNullable(answered.get(open.key())).or(() -> adopted(inFlight, open.key(), spokenFor));
            if (entry.isPresent()) {
                turns.add(new Turn.Given(entry.get()));
            } else if (inFlight.containsKey(open.key()) || fitting.containsKey(open.key())) {
                turns.add(new Turn.InFlight());
            } else {
                Optional<Entry.OverBudget> exceeded = spending.exceededBy(open.intent());
                if (exceeded.isEmpty()) {
                    fitting.put(open.key(), open);
                    spending.reserve(open.intent());
                }
                turns.add(exceeded.<Turn>map(Turn.NoRoom::new).orElseGet(Turn.InFlight::new));
            }
        }
        return inserted(opens, turns, fitting, spending);
    }

    /** A call that was put on record in a commit whose success could not be told: it is nobody's yet. */
    private Optional<Entry> adopted(Map<String, KnownCalls.InFlight> inFlight, String key, Set<Long> spokenFor) {
        return Optional.ofNullable(inFlight.get(key))
                .filter(call -> call.run() == run.id() && spokenFor.add(call.callId()))
                .map(call -> new Entry.Opened(call.callId()));
    }

    private List<Turn> inserted(
            List<Entered.Open> opens, List<Turn> turns, Map<String, Entered.Open> fitting, Spending spending) {
        Map<String, Long> ids = rows.insert(List.copyOf(fitting.values()));
        List<Turn> all = new ArrayList<>(turns);
        for (int i = 0; i < opens.size(); i++) {
            Entered.Open open = opens.get(i);
            if (fitting.get(open.key()) == open) {
                Long id = ids.get(open.key());
                if (id == null) {
                    spending.release(open.intent());
                } else {
                    all.set(i, new Turn.Given(new Entry.Opened(id)));
                }
            }
        }
        return all;
    }
}
