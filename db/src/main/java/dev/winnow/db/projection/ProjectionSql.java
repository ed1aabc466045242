package dev.winnow.db.projection;

import dev.winnow.db.sql.Identifiers;
import dev.winnow.db.table.Column;
import dev.winnow.db.table.Part;
import dev.winnow.db.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that write a type's tables.
 *
 * @param upsert puts a row of the root in place unless a newer run's stands there
 * @param standing of given documents and runs, the documents whose row is of that run
 */
record ProjectionSql(String upsert, String standing) {

    ProjectionSql(Table root) {
        this(upsert(root), standing(root));
    }

    static String insert(Table table) {
        return "INSERT INTO " + table.qualified() + " AS t (" + Identifiers.quoted(names(table)) + ") VALUES ("
                + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")";
    }

    static String delete(Table table) {
        return "DELETE FROM " + table.qualified() + " WHERE document_id = ANY (?)";
    }

    /** Selects what the codecs ask for, keys and lineage first. */
    static String select(Table table) {
        Stream<String> keys = table.keys().columns().stream().map(Column::name).map(Identifiers::quoted);
        List<String> expressions = new ArrayList<>();
        selected(table.row(), expressions);
        return "SELECT " + Stream.concat(keys, expressions.stream()).collect(Collectors.joining(", ")) + " FROM "
                + table.qualified() + " WHERE document_id = ANY (?) ORDER BY "
                + Identifiers.quoted(table.keys().primary());
    }

    private static void selected(Part part, List<String> expressions) {
        if (part instanceof Part.Single single) {
            Codec codec = Codecs.of(single.shape());
            for (int i = 0; i < codec.columns().size(); i++) {
                String column = Identifiers.quoted(single.ownColumns().get(i).name());
                expressions.add(codec.columns().get(i).select().apply(column));
            }
        } else if (part instanceof Part.Fields fields) {
            fields.present().ifPresent(column -> expressions.add(Identifiers.quoted(column.name())));
            fields.fields().forEach(field -> selected(field.part(), expressions));
        } else if (part instanceof Part.Branches branches) {
            expressions.add(Identifiers.quoted(branches.discriminator().name()));
            branches.branches().forEach(branch -> selected(branch.fields(), expressions));
        } else {
            part.columns().map(Column::name).map(Identifiers::quoted).forEach(expressions::add);
        }
    }

    private static String upsert(Table root) {
        String changes = names(root).stream()
                .filter(name -> !root.keys().primary().contains(name))
                .map(Identifiers::quoted)
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return insert(root) + " ON CONFLICT (document_id) DO UPDATE SET " + changes
                + " WHERE t.run_id <= excluded.run_id";
    }

    private static String standing(Table root) {
        return "SELECT document_id FROM " + root.qualified()
                + " JOIN unnest(?, ?) AS written (document_id, run_id) USING (document_id, run_id) ORDER BY document_id";
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }
}
