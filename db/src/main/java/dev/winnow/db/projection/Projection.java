package dev.winnow.db.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.table.Table;
import dev.winnow.db.table.TypeTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the records of one type into its tables and reads them back, in the transaction of the caller, who commits or rolls back. A refused row
 * throws a {@link SQLException} whose server message names the constraint. Immutable and thread-safe.
 */
public final class Projection {

    /** SQLSTATE data_exception. */
    private static final String DATA_EXCEPTION = "22000";

    private final RecordType<?> type;
    private final ProjectionSql sql;
    private final Table root;
    private final List<Table> children;

    private Projection(RecordType<?> type) {
        this.type = type;
        this.root = TypeTables.of(type).root();
        this.children = root.children();
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
        Map<String, List<JsonNode>> lists = upsert(connection, newest.values());
        if (!children.isEmpty()) {
            List<String> written = written(connection, newest);
            deleteLists(connection, written);
            insertLists(connection, written, lists);
        }
    }

    /**
     * Reads the records of these documents back, by document; documents without a row are left out. A record is equal by value to
     * the one written: decimals by {@code compareTo}, times cut to the microsecond, periods with years and months together.
     */
    public List<ProjectedRecord> read(Connection connection, Collection<String> documentIds) throws SQLException {
        List<ProjectedRecord> records = new ArrayList<>();
        new TableReader(connection, documentIds)
                .read(
                        root,
                        (key, row, json) -> records.add(
                                new ProjectedRecord(row.getString(1), row.getLong(2), row.getLong(3), record(json))));
        return records;
    }

    /** Takes these documents out of the tables; those that are not there do no harm. */
    public void remove(Connection connection, Collection<String> documentIds) throws SQLException {
        delete(connection, ProjectionSql.delete(root), documentIds);
    }

    /** Gives back what belongs into the tables below, by document. */
    private Map<String, List<JsonNode>> upsert(Connection connection, Collection<ProjectedRecord> rows)
            throws SQLException {
        Map<String, List<JsonNode>> lists = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.upsert())) {
            for (ProjectedRecord row : rows) {
                RowBinder binder = new RowBinder(statement);
                binder.keys(List.of(row.documentId(), row.extractionId(), row.runId()));
                JsonNode json = json(row.value());
                lists.put(row.documentId(), binder.data(root.row(), json));
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return lists;
    }

    private static JsonNode json(Record value) throws SQLException {
        try {
            return RecordJson.mapper().valueToTree(value);
        } catch (IllegalArgumentException e) {
            // as of a float that is no number; the cause may quote it
            throw new SQLDataException("a record that JSON cannot hold", DATA_EXCEPTION);
        }
    }

    private Record record(JsonNode json) throws SQLException {
        try {
            return RecordJson.mapper().treeToValue(json, type.javaType());
        } catch (JsonProcessingException e) {
            // the cause would quote it
            throw new SQLDataException("a row of " + root.name() + " is no record of its type");
        }
    }

    /** Those whose row is the one that now stands: the update is skipped, not refused, where a newer run's does. */
    private List<String> written(Connection connection, SortedMap<String, ProjectedRecord> rows) throws SQLException {
        Object[] documents = rows.keySet().toArray();
        Object[] runs = rows.values().stream().map(ProjectedRecord::runId).toArray();
        List<String> written = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.standing())) {
            statement.setArray(1, connection.createArrayOf("text", documents));
            statement.setArray(2, connection.createArrayOf("bigint", runs));
            try (ResultSet standing = statement.executeQuery()) {
                while (standing.next()) {
                    written.add(standing.getString(1));
                }
            }
        }
        return written;
    }

    private void deleteLists(Connection connection, List<String> documents) throws SQLException {
        for (Table list : children) {
            delete(connection, ProjectionSql.delete(list), documents);
        }
    }

    private void insertLists(Connection connection, List<String> documents, Map<String, List<JsonNode>> lists)
            throws SQLException {
        for (int i = 0; i < children.size(); i++) {
            try (ListWriter writer = ListWriter.open(connection, children.get(i))) {
                for (String document : documents) {
                    writer.add(Objects.requireNonNull(lists.get(document)).get(i), List.of(document));
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
