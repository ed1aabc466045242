package dev.winnow.db.store;

import dev.winnow.core.journal.CallIntent;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the rows of calls that are opened, in the transaction of the caller. */
final class CallRows {

    /**
     * In the order of the keys, so that two processes wait for each other rather than deadlock. What is the same for all calls
     * of a target is sent once.
     */
    private static final String OPEN = """
            INSERT INTO winnow.model_call
                (run_id, document_id, request_key, endpoint, endpoint_name, api, model, attempt, estimated_tokens,
                 reserved_tokens, reserved_usd)
            SELECT ?, c.document_id, c.request_key, t.endpoint[c.target], t.endpoint_name[c.target], t.api[c.target],
                t.model[c.target], c.attempt, c.estimated_tokens, c.reserved_tokens, c.reserved_usd
            FROM (SELECT ?::text[], ?::text[], ?::text[], ?::text[]) AS t (endpoint, endpoint_name, api, model),
                unnest(?::integer[], ?::text[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::numeric[])
                AS c (target, document_id, request_key, attempt, estimated_tokens, reserved_tokens, reserved_usd)
            ORDER BY c.request_key
            ON CONFLICT (request_key) WHERE state = 'SENT' DO NOTHING
            RETURNING request_key, id""";

    private final JdbcClient jdbc;
    private final Run run;

    CallRows(JdbcClient jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    /** Gives back the calls' numbers by the requests' keys, without those that are in flight elsewhere. */
    Map<String, Long> insert(List<Entered.Open> opens) {
        Map<String, Long> ids = new HashMap<>();
        if (opens.isEmpty()) {
            return ids;
        }
        List<CallIntent> intents = opens.stream().map(Entered.Open::intent).toList();
        List<ModelRequest> requests = intents.stream().map(CallIntent::request).toList();
        List<Target> targets = targets(requests);
        List<Endpoint> endpoints = targets.stream().map(Target::endpoint).toList();
        jdbc.sql(OPEN)
                .params(
                        run.id(),
                        Columns.of(endpoints, String[]::new, Endpoint::identity),
                        Columns.of(endpoints, String[]::new, Endpoint::name),
                        Columns.of(
                                targets, String[]::new, target -> target.api().name()),
                        Columns.of(
                                targets, String[]::new, target -> target.model().name()),
                        Columns.of(requests, Integer[]::new, request -> 1 + targets.indexOf(request.target())),
                        Columns.of(
                                intents,
                                String[]::new,
                                intent -> intent.document().sha256()),
                        Columns.of(opens, String[]::new, Entered.Open::key),
                        Columns.of(requests, Integer[]::new, ModelRequest::attempt),
                        Columns.of(intents, Long[]::new, CallIntent::inputTokens),
                        Columns.of(intents, Long[]::new, CallIntent::reservedTokens),
                        Columns.of(
                                intents,
                                BigDecimal[]::new,
                                intent -> intent.reservedUsd().orElse(null)))
                .query((row, n) -> ids.put(row.getString(1), row.getLong(2)))
                .list();
        return ids;
    }

    /** Each once: nearly always one, in which to look is cheaper than to hash it. */
    private static List<Target> targets(List<ModelRequest> requests) {
        List<Target> targets = new ArrayList<>();
        for (ModelRequest request : requests) {
            if (!targets.contains(request.target())) {
                targets.add(request.target());
            }
        }
        return targets;
    }
}
