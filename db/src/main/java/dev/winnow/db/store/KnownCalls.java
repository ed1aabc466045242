package dev.winnow.db.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.winnow.core.journal.Journal.Entry;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.model.ModelReply;
import dev.winnow.db.connect.DatabaseException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the journal knows of requests: their replies, and where they are in flight. */
final class KnownCalls {

    /** A call on record that is not closed. */
    record InFlight(long callId, long run, String key, boolean overdue) {}

    private static final String USABLE = """

            FROM winnow.model_call
            WHERE request_key = ANY (:keys) AND state = 'ANSWERED' AND reply IS NOT NULL
              AND (run_id = :run OR :others AND (closed_at >= now() - make_interval(secs => :age)) IS NOT FALSE)
            ORDER BY request_key, id DESC""";

    private final JdbcClient jdbc;
    private final Run run;
    private final JournalSettings settings;

    KnownCalls(JdbcClient jdbc, Run run, JournalSettings settings) {
        this.jdbc = jdbc;
        this.run = run;
        this.settings = settings;
    }

    /** The newest usable reply to each of these requests that has one. */
    Map<String, Entry> answered(String[] keys) {
        Map<String, Entry> answered = new HashMap<>();
        usable("request_key, id, reply", keys)
                .query((row, n) ->
                        answered.put(row.getString(1), new Entry.Answered(row.getLong(2), reply(row.getString(3)))))
                .list();
        return answered;
    }

    /** Those of these requests that have a usable reply. */
    Set<String> areAnswered(String[] keys) {
        return new HashSet<>(usable("request_key", keys).query(String.class).list());
    }

    private JdbcClient.StatementSpec usable(String columns, String[] keys) {
        return jdbc.sql("SELECT DISTINCT ON (request_key) " + columns + USABLE)
                .param("keys", keys)
                .param("run", run.id())
                .param("others", settings.reuse() == JournalSettings.Reuse.ALWAYS)
                .param("age", settings.maxAge().map(KnownCalls::seconds).orElse(null), Types.DOUBLE);
    }

    /** Where these requests are in flight. What was left by a runner that is gone or does not end becomes {@code UNCONFIRMED}. */
    Map<String, InFlight> inFlight(String[] keys) {
        List<InFlight> open = jdbc.sql("""
                        SELECT id, run_id, request_key, sent_at < now() - make_interval(secs => :longest) FROM winnow.model_call
                        WHERE request_key = ANY (:keys) AND state = 'SENT'""")
                .param("keys", keys)
                .param("longest", seconds(settings.longestCall()))
                .query((row, n) -> new InFlight(row.getLong(1), row.getLong(2), row.getString(3), row.getBoolean(4)))
                .list();
        Map<String, InFlight> alive = new HashMap<>();
        List<Long> lost = new ArrayList<>();
        Set<Long> living = living(open);
        for (InFlight call : open) {
            if (!call.overdue() && (call.run() == run.id() || living.contains(call.run()))) {
                alive.put(call.key(), call);
            } else {
                lost.add(call.callId());
            }
        }
        giveUp(lost);
        return alive;
    }

    private Set<Long> living(List<InFlight> open) {
        Long[] others = open.stream()
                .map(InFlight::run)
                .filter(other -> other != run.id())
                .distinct()
                .toArray(Long[]::new);
        return others.length == 0 ? Set.of() : new HashSet<>(RunLock.held(jdbc, others));
    }

    private void giveUp(List<Long> calls) {
        if (!calls.isEmpty()) {
            jdbc.sql("""
                            UPDATE winnow.model_call SET state = 'UNCONFIRMED' WHERE id IN
                            (SELECT id FROM winnow.model_call WHERE id = ANY (?) AND state = 'SENT' ORDER BY id FOR UPDATE)""").param(calls.toArray(Long[]::new)).update();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static ModelReply reply(String json) {
        try {
            return StrictJson.mapper().readValue(json, ModelReply.class);
        } catch (JsonProcessingException e) {
            throw new DatabaseException("A reply in winnow.model_call cannot be read; was it changed by hand?");
        }
    }
}
