package dev.winnow.db.table;

import dev.winnow.core.type.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a value lies in a row and the tables below it: what is needed to write it there and to read it back. */
public sealed interface Part {

    /** Its columns, in the order of the table. */
    Stream<Column> columns();

    /** The tables directly below it, in the order in which {@link Rows} occur. */
    default Stream<Table> tables() {
        return Stream.empty();
    }

    /**
     * A scalar or an enum.
     *
     * @param ownColumns one, or two where PostgreSQL has no single type for the kind
     */
    record Single(Shape shape, List<Column> ownColumns) implements Part {
        /** Copies the columns. */
        public Single {
            ownColumns = List.copyOf(ownColumns);
        }

        @Override
        public Stream<Column> columns() {
            return ownColumns.stream();
        }
    }

    /**
     * A value as JSON, whatever it holds.
     *
     * @param reason why it has no columns of its own, as a clause after "for"
     */
    record Json(Column column, String reason) implements Part {
        @Override
        public Stream<Column> columns() {
            return Stream.of(column);
        }
    }

    /**
     * A record, or an entry of a map.
     *
     * @param present tells null from a record of nulls; empty where it is never null
     */
    record Fields(Optional<Column> present, List<Field> fields) implements Part {
        /** Copies the fields. */
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public Stream<Column> columns() {
            return Stream.concat(
                    present.stream(),
                    fields.stream().flatMap(field -> field.part().columns()));
        }

        @Override
        public Stream<Table> tables() {
            return fields.stream().flatMap(field -> field.part().tables());
        }
    }

    /** A part of a record by its JSON name. */
    record Field(String name, Part part) {}

    /**
     * A union: the columns of each branch, null but for one branch's.
     *
     * @param discriminator holds the branch's name, null where the value is
     * @param property the discriminator's JSON name
     */
    record Branches(Column discriminator, String property, List<Branch> branches) implements Part {
        /** Copies the branches. */
        public Branches {
            branches = List.copyOf(branches);
        }

        @Override
        public Stream<Column> columns() {
            return Stream.concat(
                    Stream.of(discriminator),
                    branches.stream().flatMap(branch -> branch.fields().columns()));
        }

        @Override
        public Stream<Table> tables() {
            return branches.stream().flatMap(branch -> branch.fields().tables());
        }
    }

    /** One record of a union by its name there. */
    record Branch(String name, Fields fields) {}

    /**
     * A list, set or map: a row of another table for each element or entry.
     *
     * @param present tells null from empty; empty where it is never null
     */
    record Rows(Optional<Column> present, Table table) implements Part {
        @Override
        public Stream<Column> columns() {
            return present.stream();
        }

        @Override
        public Stream<Table> tables() {
            return Stream.of(table);
        }
    }
}
