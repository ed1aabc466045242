package dev.winnow.db.table;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.winnow.core.type.Property;
import java.util.Optional;

/**
 * The record whose components become columns: the row's own, or one nested in it.
 *
 * @param prefix what its columns' names start with
 * @param path where it is declared, for problems
 * @param present the column, unquoted, that says whether the record is there; empty where it always is
 * @param owner reads it from the row's own
 */
record Scope(String prefix, String path, Optional<String> present, ValueReader owner) {

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    String column(Property property) {
        return prefix + SNAKE.translate(property.name());
    }

    String path(Property property) {
        return path + "." + property.accessor().getName();
    }

    ValueReader reader(Property property) {
        return row -> {
            Object record = owner.read(row);
            return record == null ? null : property.valueIn(record);
        };
    }

    Scope nested(Property property, Optional<String> ownPresent) {
        return new Scope(
                column(property) + "_",
                path(property),
                ownPresent.isPresent() ? ownPresent : present,
                reader(property));
    }
}
