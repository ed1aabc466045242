package dev.winnow.db.projection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.db.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Inserts the rows of a list's or map's table and of those below it, each in one batch. */
final class ListWriter implements AutoCloseable {

    private final Table table;
    private final PreparedStatement insert;
    private final List<ListWriter> below = new ArrayList<>();
    private int rows;

    private ListWriter(Table table, PreparedStatement insert) {
        this.table = table;
        this.insert = insert;
    }

    static ListWriter open(Connection connection, Table table) throws SQLException {
        ListWriter writer = new ListWriter(table, connection.prepareStatement(ProjectionSql.insert(table)));
        try {
            for (Table child : table.children()) {
                writer.below.add(open(connection, child));
            }
            return writer;
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    /** Adds the list of one owner, whose key this is. */
    void add(JsonNode list, List<?> ownersKey) throws SQLException {
        int position = 0;
        for (JsonNode element : list) {
            List<Object> key = new ArrayList<>(ownersKey);
            key.add(position++);
            RowBinder binder = new RowBinder(insert);
            binder.keys(key);
            List<JsonNode> lists = binder.data(table.row(), element);
            insert.addBatch();
            rows++;
            for (int i = 0; i < below.size(); i++) {
                below.get(i).add(lists.get(i), key);
            }
        }
    }

    /** Sends everything, owners first. */
    void execute() throws SQLException {
        if (rows > 0) {
            insert.executeBatch();
            for (ListWriter child : below) {
                child.execute();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (insert) {
            for (ListWriter child : below) {
                child.close();
            }
        }
    }
}
