package dev.winnow.db.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.db.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the rows of a list's or map's table, with those below it, as arrays by their owner's key. */
final class TableReader {

    private final Connection connection;
    private final Collection<String> documents;

    TableReader(Connection connection, Collection<String> documents) {
        this.connection = connection;
        this.documents = documents;
    }

    /** Is handed each row. */
    interface Rows {
        void row(List<Object> key, ResultSet columns, JsonNode json) throws SQLException;
    }

    /** Hands out the rows in the order of their keys. */
    void read(Table table, Rows rows) throws SQLException {
        List<Map<List<Object>, ArrayNode>> below = new ArrayList<>();
        for (Table child : table.children()) {
            below.add(lists(child));
        }
        int keys = table.keys().primary().size();
        try (PreparedStatement statement = connection.prepareStatement(ProjectionSql.select(table))) {
            statement.setArray(1, connection.createArrayOf("text", documents.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<Object> key = new ArrayList<>();
                    for (int i = 1; i <= keys; i++) {
                        key.add(row.getObject(i));
                    }
                    List<ArrayNode> lists = new ArrayList<>();
                    for (Map<List<Object>, ArrayNode> owned : below) {
                        lists.add(owned.getOrDefault(key, JsonNodeFactory.instance.arrayNode()));
                    }
                    int before = table.keys().columns().size();
                    rows.row(key, row, new RowReader(row, before, lists).read(table.row()));
                }
            }
        }
    }

    private Map<List<Object>, ArrayNode> lists(Table table) throws SQLException {
        Map<List<Object>, ArrayNode> lists = new HashMap<>();
        read(
                table,
                (key, row, json) -> lists.computeIfAbsent(
                                List.copyOf(key.subList(0, key.size() - 1)),
                                owner -> JsonNodeFactory.instance.arrayNode())
                        .add(json));
        return lists;
    }
}
