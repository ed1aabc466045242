package dev.winnow.db.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The way of one kind of value between its JSON and its columns.
 *
 * @param columns one for each
 * @param json makes the JSON of what the columns hold, of which none is null
 */
record Codec(List<InColumn<?>> columns, Function<List<Object>, JsonNode> json) {

    Codec {
        columns = List.copyOf(columns);
    }

    /** A value of a single column. */
    static <T> Codec of(InColumn<T> column, Function<T, JsonNode> json) {
        return new Codec(List.of(column), values -> json.apply(column.javaType().cast(values.get(0))));
    }

    /**
     * What one column holds of it.
     *
     * @param javaType what JDBC gives
     * @param jdbc what JDBC is to bind, made from JSON
     * @param select what is selected, made from the quoted column
     */
    record InColumn<T>(Class<T> javaType, Function<JsonNode, Object> jdbc, UnaryOperator<String> select) {

        /** Bound and selected as one class. */
        static <T> InColumn<T> plain(Class<T> javaType, Function<JsonNode, T> jdbc) {
            return new InColumn<>(javaType, jdbc::apply, column -> column);
        }

        T read(ResultSet row, int index) throws SQLException {
            return row.getObject(index, javaType);
        }
    }
}
