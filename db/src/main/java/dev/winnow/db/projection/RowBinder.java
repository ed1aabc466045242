package dev.winnow.db.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.winnow.core.json.RecordJson;
import dev.winnow.db.table.Column;
import dev.winnow.db.table.ColumnType;
import dev.winnow.db.table.Part;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the values of one row, in the order of the table's columns, and gathers what belongs into the tables below. */
final class RowBinder {

    /** SQLSTATE datetime_field_overflow. */
    private static final String OUT_OF_RANGE = "22008";

    private final PreparedStatement statement;
    private final List<JsonNode> lists = new ArrayList<>();
    private int index;

    RowBinder(PreparedStatement statement) {
        this.statement = statement;
    }

    void keys(List<?> values) throws SQLException {
        for (Object value : values) {
            statement.setObject(++index, value);
        }
    }

    /** Binds the row's own values; gives back the arrays of its lists and maps, one for each of the part's tables. */
    List<JsonNode> data(Part part, JsonNode json) throws SQLException {
        bind(part, json);
        return lists;
    }

    private void bind(Part part, JsonNode json) throws SQLException {
        boolean there = !json.isNull() && !json.isMissingNode();
        if (part instanceof Part.Single single) {
            single(single, there ? json : null);
        } else if (part instanceof Part.Json whole) {
            set(whole.column(), there ? text(json) : null);
        } else if (part instanceof Part.Fields fields) {
            fields(fields, json, there);
        } else if (part instanceof Part.Branches branches) {
            branches(branches, json);
        } else if (part instanceof Part.Rows rows) {
            if (rows.present().isPresent()) {
                set(rows.present().get(), there);
            }
            lists.add(json);
        }
    }

    private void single(Part.Single single, @Nullable JsonNode json) throws SQLException {
        List<Codec.InColumn<?>> codecs = Codecs.of(single.shape()).columns();
        for (int i = 0; i < codecs.size(); i++) {
            Column column = single.ownColumns().get(i);
            set(column, json == null ? null : jdbc(codecs.get(i), json, column));
        }
    }

    private void fields(Part.Fields fields, JsonNode json, boolean there) throws SQLException {
        if (fields.present().isPresent()) {
            set(fields.present().get(), there);
        }
        for (Part.Field field : fields.fields()) {
            bind(field.part(), json.path(field.name()));
        }
    }

    private void branches(Part.Branches branches, JsonNode json) throws SQLException {
        String name = json.path(branches.property()).textValue();
        set(branches.discriminator(), name);
        for (Part.Branch branch : branches.branches()) {
            bind(branch.fields(), branch.name().equals(name) ? json : MissingNode.getInstance());
        }
    }

    private static Object jdbc(Codec.InColumn<?> codec, JsonNode json, Column column) throws SQLException {
        try {
            return codec.jdbc().apply(json);
        } catch (DateTimeException | ArithmeticException e) {
            // times in Java reach further than SQL's types; the cause would quote it
            throw new SQLDataException("column " + column.name() + ": time out of range", OUT_OF_RANGE);
        }
    }

    private static String text(JsonNode json) throws SQLException {
        try {
            return RecordJson.mapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new SQLDataException("not writable as JSON");
        }
    }

    private void set(Column column, @Nullable Object value) throws SQLException {
        ColumnType type = column.type();
        if (value == null) {
            statement.setNull(++index, type.jdbcType());
        } else {
            statement.setObject(++index, value, type.jdbcType());
        }
    }
}
