package dev.winnow.db.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.RecordJson;
import dev.winnow.db.table.Part;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the values of one row, in the order of the table's columns. */
final class RowReader {

    private final ResultSet row;
    private final List<ArrayNode> lists;
    private int index;
    private int list;

    /** Begins behind that many columns; {@code lists} are those of the tables below. */
    RowReader(ResultSet row, int before, List<ArrayNode> lists) {
        this.row = row;
        this.index = before;
        this.lists = lists;
    }

    JsonNode read(Part part) throws SQLException {
        if (part instanceof Part.Single single) {
            return single(single);
        } else if (part instanceof Part.Json) {
            String json = row.getString(++index);
            return json == null ? NullNode.getInstance() : parsed(json);
        } else if (part instanceof Part.Fields fields) {
            boolean present = fields.present().isEmpty() || row.getBoolean(++index);
            JsonNode json = into(JsonNodeFactory.instance.objectNode(), fields);
            return present ? json : NullNode.getInstance();
        } else if (part instanceof Part.Branches branches) {
            return branches(branches);
        }
        boolean present = ((Part.Rows) part).present().isEmpty() || row.getBoolean(++index);
        ArrayNode elements = lists.get(list++);
        return present ? elements : NullNode.getInstance();
    }

    private ObjectNode into(ObjectNode json, Part.Fields fields) throws SQLException {
        for (Part.Field field : fields.fields()) {
            json.set(field.name(), read(field.part()));
        }
        return json;
    }

    private JsonNode single(Part.Single single) throws SQLException {
        Codec codec = Codecs.of(single.shape());
        List<Object> values = new ArrayList<>();
        for (Codec.InColumn<?> column : codec.columns()) {
            Object value = column.read(row, ++index);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() < codec.columns().size()
                ? NullNode.getInstance()
                : codec.json().apply(values);
    }

    /** All branches' columns, of which one's count. */
    private JsonNode branches(Part.Branches branches) throws SQLException {
        String name = row.getString(++index);
        JsonNode found = NullNode.getInstance();
        for (Part.Branch branch : branches.branches()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            into(json.put(branches.property(), name), branch.fields());
            if (branch.name().equals(name)) {
                found = json;
            }
        }
        return found;
    }

    private static JsonNode parsed(@Nullable String json) throws SQLException {
        try {
            return RecordJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new SQLDataException("not readable as JSON");
        }
    }
}
