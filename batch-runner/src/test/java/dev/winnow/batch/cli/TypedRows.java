package dev.winnow.batch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Compares typed rows with the records they should be, in SQL. */
final class TypedRows {

    private static final Map<String, String> AS_JSON = Map.of(
            "receipt", """
                    jsonb_build_object('company', r.company, 'date', r.date, 'address', r.address, 'total', r.total)""",
            "advisory", """
                    jsonb_build_object(
                        'cve', r.cve, 'title', r.title, 'announced', r.announced, 'reported', r.reported,
                        'cwe', CASE WHEN r.cwe_present THEN jsonb_build_object('id', r.cwe_id, 'name', r.cwe_name) END,
                        'severity', r.severity, 'affects', r.affects,
                        'affected_first', r.affected_first, 'affected_last', r.affected_last,
                        'fixed_in_versions', (SELECT coalesce(jsonb_agg(l.value ORDER BY l.position), '[]')
                            FROM records.advisory_fixed_in_versions l WHERE l.document_id = r.document_id),
                        'introduced_in', (SELECT coalesce(jsonb_agg(l.value ORDER BY l.position), '[]')
                            FROM records.advisory_introduced_in l WHERE l.document_id = r.document_id),
                        'fixed_in', (SELECT coalesce(jsonb_agg(l.value ORDER BY l.position), '[]')
                            FROM records.advisory_fixed_in l WHERE l.document_id = r.document_id),
                        'credits', (SELECT coalesce(jsonb_agg(jsonb_build_object('role', l.role, 'name', l.name)
                            ORDER BY l.position), '[]')
                            FROM records.advisory_credits l WHERE l.document_id = r.document_id))""");

    private TypedRows() {}

    /**
     * The rows that are there and should not, or the other way round. A row is known by the name of its document's file.
     *
     * @param expected records by name of file without its ending
     */
    static List<String> differences(Sql sql, String type, Map<String, JsonNode> expected) {
        return sql.jdbc()
                .sql("SELECT 1")
                .query((row, n) -> {
                    var connection = row.getStatement().getConnection();
                    JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
                    jdbc.execute("CREATE TEMP TABLE expected (name text, record jsonb)");
                    jdbc.batchUpdate(
                            "INSERT INTO expected VALUES (?, ?::jsonb)",
                            expected.entrySet().stream()
                                    .map(entry -> new Object[] {
                                        entry.getKey(), entry.getValue().toString()
                                    })
                                    .toList());
                    String actual =
                            "SELECT regexp_replace(s.path, '.*/|\\.[^./]*$', '', 'g') AS name, " + AS_JSON.get(type)
                                    + " AS record FROM records." + type
                                    + " r JOIN winnow.source s ON s.document_id = r.document_id AND s.until IS NULL";
                    return jdbc.queryForList(
                            "WITH actual AS (" + actual + ")"
                                    + " (SELECT 'unexpected ' || a::text FROM (TABLE actual EXCEPT ALL TABLE expected) a)"
                                    + " UNION ALL"
                                    + " (SELECT 'missing ' || e::text FROM (TABLE expected EXCEPT ALL TABLE actual) e)",
                            String.class);
                })
                .single();
    }
}
