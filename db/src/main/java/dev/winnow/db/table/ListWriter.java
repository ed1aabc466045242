package dev.winnow.db.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts the rows of a list's table and of those below it, each in one batch. */
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
    void add(Object owner, List<?> ownersKey) throws SQLException {
        int position = 0;
        for (Object element : elements(table.rows().read(owner))) {
            List<Object> key = new ArrayList<>(ownersKey);
            key.add(position++);
            RowBinder binder = new RowBinder(insert);
            binder.keys(key);
            binder.data(table, element);
            insert.addBatch();
            rows++;
            for (ListWriter child : below) {
                child.add(element, key);
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

    private static List<?> elements(@Nullable Object list) {
        return list == null ? List.of() : (List<?>) list;
    }
}
