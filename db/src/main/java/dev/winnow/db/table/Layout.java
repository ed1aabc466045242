package dev.winnow.db.table;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.db.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tables of one record type share while they are laid out: their names, and every problem found. */
final class Layout {

    static final String RENAME = "rename the component";

    private final String type;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> relations;

    /** Lays one type out among others, whose {@code relations} stand with their paths. */
    Layout(String type, Map<String, String> relations) {
        this.type = type;
        this.relations = relations;
    }

    List<Problem> problems() {
        return problems;
    }

    void problem(ProblemCode code, String path, String problem, String limit) {
        problems.add(new Problem(code, path, problem, limit));
    }

    /** A table's name must be free, and so must the name PostgreSQL gives to its primary key's index. */
    void claimTable(String name, String path) {
        requireShort(path, "table", name);
        if (claim(name, path)) {
            claim(name + "_pkey", path);
        }
    }

    /** An index has its name in the same space as the tables. */
    void claimIndex(String index, String path) {
        claim(index, path);
    }

    /** The name of a list's table without the record type's. */
    String listName(String table) {
        return table.substring(type.length() + 1);
    }

    void requireShort(String path, String what, String name) {
        int bytes = Identifiers.bytes(name);
        if (bytes > Identifiers.LONGEST) {
            problem(
                    ProblemCode.NAME_TOO_LONG,
                    path,
                    what + " name " + name + " has " + bytes + " bytes",
                    "at most " + Identifiers.LONGEST + " are possible: shorten a component's name");
        }
    }

    private boolean claim(String relation, String path) {
        String other = relations.putIfAbsent(relation, path);
        if (other != null) {
            problem(ProblemCode.NAME_TAKEN, path, "relation name " + relation + " is taken by " + other, RENAME);
        }
        return other == null;
    }
}
