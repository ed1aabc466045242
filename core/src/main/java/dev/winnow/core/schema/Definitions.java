package dev.winnow.core.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Union;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The parts of a schema that refer to themselves: {@code #} for the root, {@code #/$defs/name} for all others. */
final class Definitions {

    private static final String ROOT = "#";
    private static final String ILLEGAL = "[^a-zA-Z0-9_-]";

    private final Dialect dialect;
    private final ObjectNode all = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    Definitions(Dialect dialect) {
        this.dialect = dialect;
    }

    ObjectNode all() {
        return all;
    }

    List<Problem> problems() {
        return problems;
    }

    ObjectNode root(RecordShape root, Supplier<ObjectNode> schema) {
        places.put(root.name(), ROOT);
        open.add(root.name());
        return schema.get();
    }

    /** A reference to {@code target}, which is written once. */
    ObjectNode reference(Shape target, String path, Supplier<ObjectNode> schema) {
        return reference(target instanceof Union union ? union.name() : ((RecordShape) target).name(), path, schema);
    }

    /** Likewise to a record as a branch of {@code union}, which has the discriminator that the record alone has not. */
    ObjectNode branch(Union union, RecordShape record, String path, Supplier<ObjectNode> schema) {
        return reference(union.name() + "-" + record.name(), path, schema);
    }

    private ObjectNode reference(String name, String path, Supplier<ObjectNode> schema) {
        if (!dialect.takesReferences()) {
            return inline(name, path, schema);
        }
        String place = places.get(name);
        if (place == null) {
            place = free(name.replaceAll(ILLEGAL, "_"));
            places.put(name, "#/$defs/" + place);
            all.putObject(place);
            all.set(place, schema.get());
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", places.get(name));
    }

    private ObjectNode inline(String name, String path, Supplier<ObjectNode> schema) {
        if (open.add(name)) {
            ObjectNode written = schema.get();
            open.remove(name);
            return written;
        }
        problems.add(new Problem(
                ProblemCode.DIALECT,
                path,
                "leads back to " + name,
                "the dialect " + dialect + " takes no references; end the recursion, or choose another server"));
        return JsonNodeFactory.instance.objectNode();
    }

    private String free(String name) {
        String free = name;
        for (int i = 2; all.has(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }
}
