package dev.winnow.core.type;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.winnow.core.json.SealedTypes;
import java.util.List;

/** What a sealed interface must fulfil to be told apart in JSON. */
final class UnionRules {

    private UnionRules() {}

    /** Each name is one record's. */
    static void requireOne(String name, List<Class<?>> classes, String path, Problems problems) {
        if (classes.size() > 1) {
            problems.add(
                    ProblemCode.DISCRIMINATOR,
                    path,
                    "two records are named " + name,
                    "tell them apart with @JsonTypeName");
        }
        for (Class<?> type : classes) {
            if (!type.isRecord()) {
                problems.add(
                        ProblemCode.UNSUPPORTED_TYPE,
                        path,
                        type.getSimpleName() + " is not a record",
                        "let the sealed interface permit records only");
            }
        }
    }

    static void check(Union union, String path, Problems problems) {
        JsonTypeInfo info = union.javaType().getAnnotation(JsonTypeInfo.class);
        boolean byName = info == null
                || info.use() == JsonTypeInfo.Id.NAME && info.include() == JsonTypeInfo.As.PROPERTY && !info.visible();
        if (!byName) {
            problems.add(
                    ProblemCode.DISCRIMINATOR,
                    path,
                    "@JsonTypeInfo asks for another form",
                    "use = NAME, include = PROPERTY, or none at all");
        }
        long permitted = SealedTypes.branches(union.javaType()).values().stream()
                .mapToLong(List::size)
                .sum();
        if (permitted < 2) {
            problems.add(ProblemCode.DISCRIMINATOR, path, "permits one record", "it needs two at least");
        }
        for (Union.Branch branch : union.branches()) {
            Shape shape = branch.shape() instanceof Shape.Recursion way ? way.target() : branch.shape();
            if (shape instanceof RecordShape record && hasProperty(record, union.discriminator())) {
                problems.add(
                        ProblemCode.DISCRIMINATOR,
                        path + "<" + branch.javaType().getSimpleName() + ">",
                        "has a component named " + union.discriminator() + ", which tells the records apart",
                        "rename it, or name another property with @JsonTypeInfo");
            }
        }
    }

    private static boolean hasProperty(RecordShape record, String name) {
        return record.properties().stream()
                .anyMatch(property ->
                        property.name().equals(name) || property.aliases().contains(name));
    }
}
