package dev.winnow.db.table;

import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the records of one type into its tables, in the transaction of the caller, who commits or rolls back. A refused row
 * throws a {@link SQLException} whose server message names the constraint. Immutable and thread-safe.
 */
public final class Projection {

    private final RecordType<?> type;
    private final ProjectionSql sql;
    private final Table root;

    private Projection(RecordType<?> type) {
        this.type = type;
        this.root = TypeTables.of(type).root();
        this.sql = new ProjectionSql(root);
    }

    /**
     * The projection of {@code type}, to be kept and shared.
     *
     * @throws ProblemsException where the type has no place in PostgreSQL
     */
    public static Projection of(RecordType<?> type) {
        return new Projection(type);
    }

    /**
     * Puts one row per document in place, with the rows of its lists. What a run of the same or a lower number left there is
     * replaced; a row of a newer run stays. Of several rows for one document the highest run's counts, then the last.
     *
     * @throws IllegalArgumentException for a record of another type
     * @throws IllegalStateException in auto-commit mode, where a record could be written in part
     */
    public void write(Connection connection, List<ProjectedRecord> rows) throws SQLException {
        requireTransaction(connection);
        // in one order for everybody, so that two writers wait for each other rather than deadlock
        SortedMap<String, ProjectedRecord> newest = new TreeMap<>();
        for (ProjectedRecord row : rows) {
            requireType(row.value());
            newest.merge(row.documentId(), row, (a, b) -> b.runId() >= a.runId() ? b : a);
        }
        if (newest.isEmpty()) {
            return;
        }
        upsert(connection, newest.values());
        if (!root.children().isEmpty()) {
            List<ProjectedRecord> written = written(connection, newest);
            deleteLists(connection, written);
            insertLists(connection, written);
        }
    }

    /** Takes these documents out of the tables; those that are not there do no harm. */
    public void remove(Connection connection, Collection<String> documentIds) throws SQLException {
        delete(connection, sql.delete(root), documentIds);
    }

    private void upsert(Connection connection, Collection<ProjectedRecord> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.upsert())) {
            for (ProjectedRecord row : rows) {
                RowBinder binder = new RowBinder(statement);
                binder.keys(List.of(row.documentId(), row.extractionId(), row.runId()));
                binder.data(root, row.value());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Those whose row is the one that now stands: the update is skipped, not refused, where a newer run's does. */
    private List<ProjectedRecord> written(Connection connection, SortedMap<String, ProjectedRecord> rows)
            throws SQLException {
        Object[] documents = rows.keySet().toArray();
        Object[] runs = rows.values().stream().map(ProjectedRecord::runId).toArray();
        List<ProjectedRecord> written = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.standing())) {
            statement.setArray(1, connection.createArrayOf("text", documents));
            statement.setArray(2, connection.createArrayOf("bigint", runs));
            try (ResultSet standing = statement.executeQuery()) {
                while (standing.next()) {
                    written.add(rows.get(standing.getString(1)));
                }
            }
        }
        return written;
    }

    private void deleteLists(Connection connection, List<ProjectedRecord> rows) throws SQLException {
        List<String> documents = rows.stream().map(ProjectedRecord::documentId).toList();
        for (Table list : root.children()) {
            delete(connection, sql.delete(list), documents);
        }
    }

    private void insertLists(Connection connection, List<ProjectedRecord> rows) throws SQLException {
        for (Table list : root.children()) {
            try (ListWriter writer = ListWriter.open(connection, list)) {
                for (ProjectedRecord row : rows) {
                    writer.add(row.value(), List.of(row.documentId()));
                }
                writer.execute();
            }
        }
    }

    private static void delete(Connection connection, String sql, Collection<String> documents) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", documents.toArray()));
            statement.executeUpdate();
        }
    }

    private void requireType(Record value) {
        if (!type.javaType().isInstance(value)) {
            throw new IllegalArgumentException(
                    value.getClass().getName() + " is not the record of type " + type.name());
        }
    }

    private static void requireTransaction(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("a projection is written in a transaction: switch auto-commit off");
        }
    }
}
