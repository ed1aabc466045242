package dev.winnow.db.table;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.winnow.core.type.Property;
import java.util.Optional;

/**
 * Where a value goes.
 *
 * @param column the name of its column or the start of its columns' names; empty for a row as a whole
 * @param path where it is declared, for problems
 * @param comment its description, or empty
 * @param condition SQL that is true where what holds it is there, else false, a name or in parentheses; empty where that always is
 */
record Place(String column, String path, String comment, Optional<String> condition) {

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    /** A row of its own. */
    static Place row(String path) {
        return new Place("", path, "", Optional.empty());
    }

    /** The place of one of the values in it, by its JSON name. */
    Place under(String name) {
        return new Place(columnUnder(name), path, comment, condition);
    }

    /** The place of a component, whose description follows what no column has told yet. */
    Place of(Property property) {
        return new Place(
                columnUnder(property.name()),
                path + "." + property.accessor().getName(),
                (comment + " " + property.description()).strip(),
                condition);
    }

    Place withPath(String newPath) {
        return new Place(column, newPath, comment, condition);
    }

    Place withComment(String newComment) {
        return new Place(column, path, newComment, condition);
    }

    /** The same place where it is there only under a condition. */
    Place when(String newCondition) {
        return new Place(column, path, comment, Optional.of(newCondition));
    }

    String columnUnder(String name) {
        String snake = SNAKE.translate(name);
        return column.isEmpty() ? snake : column + "_" + snake;
    }
}
