package dev.winnow.benchmarks.kill;

import dev.winnow.benchmarks.kill.Findings.Wrong;
import dev.winnow.db.embedded.EmbeddedPostgres;
import dev.winnow.simulator.Simulator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a finished run has left in the database with what was expected and with what the server has billed. */
final class Ledger {

    static final String DOCUMENTS = "documents";

    /** More than one where a process was killed between the end of its run and its own: the next does nothing. */
    private static final String RUNS = "ANY (ARRAY(SELECT id FROM winnow.run WHERE paths = CAST(ARRAY[?] AS text[])))";

    private static final String RUN = "(SELECT max(id) FROM winnow.run WHERE paths = CAST(ARRAY[?] AS text[]))";
    private static final String ROWS = """
            SELECT s.path, d.outcome, concat_ws('|', r.company, r.date, r.address, r.total)
            FROM winnow.run_document d
            JOIN winnow.source s ON s.document_id = d.document_id AND s.until IS NULL
            LEFT JOIN records.receipt r ON r.document_id = d.document_id
            WHERE d.run_id = """ + RUN;

    private static final String CALLS = """
            SELECT s.path, count(*) FILTER (WHERE c.state = 'ANSWERED'), count(*) FILTER (WHERE c.state = 'UNCONFIRMED'),
                   count(DISTINCT c.request_key) FILTER (WHERE c.state = 'ANSWERED')
            FROM winnow.model_call c JOIN winnow.source s ON s.document_id = c.document_id AND s.until IS NULL
            WHERE c.run_id = """ + RUNS + " GROUP BY 1";

    private static final String EXTRACTIONS = "extractions too many";

    /** What must be 0 or false, by name. */
    private static final Map<String, String> NONE = Map.of(
            "calls left open",
            "SELECT count(*) FROM winnow.model_call WHERE state = 'SENT' AND run_id = " + RUNS,
            "runs not finished",
            "SELECT count(*) FROM winnow.run WHERE state <> 'FINISHED' AND id = " + RUNS,
            EXTRACTIONS,
            "SELECT count(*) - count(DISTINCT document_id) FROM winnow.extraction WHERE run_id = " + RUNS);

    private final Documents documents;
    private final Simulator model;
    private final Findings findings;
    private final String name;

    Ledger(String name, Documents documents, Simulator model, Findings findings) {
        this.name = name;
        this.documents = documents;
        this.model = model;
        this.findings = findings;
    }

    /** Looks into the database, which nobody else uses at the time; gives back how many calls were bought twice. */
    long check(Path directory) throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, directory.resolve("db"));
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            rows(connection);
            for (Map.Entry<String, String> none : NONE.entrySet()) {
                String found = rows(
                                connection,
                                none.getValue(),
                                none.getValue().length()
                                        - none.getValue().replace("?", "").length())
                        .get(0)
                        .get(0);
                if (!found.equals("0")) {
                    findings.wrong(
                            none.getKey().equals(EXTRACTIONS) ? Wrong.ROW_TWICE : Wrong.OTHER,
                            name + ": " + none.getKey() + ": " + found);
                }
            }
            return boughtTwice(connection);
        }
    }

    private void rows(Connection connection) throws SQLException {
        Map<String, String> found = new HashMap<>();
        for (List<String> row : rows(connection, ROWS, 1)) {
            String now = row.get(1).equals("EXTRACTED") ? row.get(2) : row.get(1) + row.get(2);
            if (found.put(row.get(0), now) != null) {
                findings.wrong(Wrong.ROW_TWICE, name + ": twice: " + row.get(0));
            }
        }
        documents.expected().forEach((path, row) -> {
            if (!row.equals(found.get(path))) {
                findings.wrong(
                        found.containsKey(path) ? Wrong.OUTCOME : Wrong.LOST,
                        name + ": " + path + " is " + found.get(path) + ", not " + row);
            }
        });
        findings.count(DOCUMENTS, documents.expected().size());
    }

    private long boughtTwice(Connection connection) throws SQLException {
        long twice = 0;
        for (List<String> row : rows(connection, CALLS, 1)) {
            long kept = Long.parseLong(row.get(1));
            long unconfirmed = Long.parseLong(row.get(2));
            long paid =
                    model.bill(documents.texts().getOrDefault(row.get(0), "")).answered();
            findings.count("calls unconfirmed", unconfirmed);
            twice += paid - kept;
            if (paid - kept > unconfirmed || paid < kept || kept != Long.parseLong(row.get(3))) {
                findings.wrong(Wrong.OTHER, name + ": " + row + ", billed " + paid);
            }
        }
        return twice;
    }

    private List<List<String>> rows(Connection connection, String sql, int paths) throws SQLException {
        List<List<String>> all = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= paths; i++) {
                statement.setString(i, documents.folder().toString());
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(rows.getString(i)));
                    }
                    all.add(row);
                }
            }
        }
        return all;
    }
}
