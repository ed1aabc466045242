package dev.winnow.batch.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A word with a database, outside of Winnow's own pool. */
final class Sql {

    private static final String TABLES = """
            SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema IN ('winnow', 'records') ORDER BY 1""";

    private final DataSource dataSource;

    Sql(String jdbcUrl, String user, String password) {
        this.dataSource = new DriverManagerDataSource(jdbcUrl, user, password);
    }

    Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    void execute(String... statements) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        for (String statement : statements) {
            jdbc.execute(statement);
        }
    }

    /** All rows, each value as text, columns separated by a bar. */
    List<String> rows(String sql) {
        return jdbc().sql(sql)
                .query((row, n) -> {
                    StringBuilder line = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        line.append(i == 1 ? "" : "|").append(row.getString(i));
                    }
                    return line.toString();
                })
                .list();
    }

    /** The only value of the only row, as text. */
    @Nullable
    String value(String sql) {
        List<String> rows = rows(sql);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows");
        }
        return rows.get(0);
    }

    long count(String fromWhere) {
        return jdbc().sql("SELECT count(*) FROM " + fromWhere).query(Long.class).single();
    }

    List<String> tables() {
        return jdbc().sql(TABLES).query(String.class).list();
    }

    /** Every row of every table. */
    List<String> everything() {
        List<String> all = new ArrayList<>();
        tables().forEach(table ->
                rows("SELECT t::text FROM " + table + " t ORDER BY 1").forEach(row -> all.add(table + " " + row)));
        return all;
    }

    /** Every row of what must not change when there is nothing to do, with the transaction that wrote it and its place. */
    List<String> snapshot() {
        List<String> all = new ArrayList<>();
        for (String table : tables()) {
            if (table.startsWith("records.")
                    || List.of("winnow.extraction", "winnow.model_call").contains(table)) {
                rows("SELECT xmin::text, ctid::text, t::text FROM " + table + " t ORDER BY 3")
                        .forEach(row -> all.add(table + " " + row));
            }
        }
        return all;
    }
}
