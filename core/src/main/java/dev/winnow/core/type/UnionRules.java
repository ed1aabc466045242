package dev.winnow.core.type;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a sealed interface must fulfil to be told apart in JSON. */
final class UnionRules {

    private UnionRules() {}

    static void check(
            Class<?> sealed, String discriminator, List<Union.Branch> branches, String path, Problems problems) {
        JsonTypeInfo info = sealed.getAnnotation(JsonTypeInfo.class);
        boolean byName = info == null
                || info.use() == JsonTypeInfo.Id.NAME && info.include() == JsonTypeInfo.As.PROPERTY && !info.visible();
        if (!byName) {
            problems.add(
                    ProblemCode.DISCRIMINATOR,
                    path,
                    "@JsonTypeInfo asks for another form",
                    "use = NAME, include = PROPERTY, or none at all");
        }
        if (branches.size() < 2) {
            problems.add(
                    ProblemCode.DISCRIMINATOR, path, "has " + branches.size() + " records", "it needs two at least");
        }
        for (Union.Branch branch : branches) {
            boolean taken = branch.shape() instanceof RecordShape record
                    && record.properties().stream()
                            .anyMatch(property -> property.name().equals(discriminator)
                                    || property.aliases().contains(discriminator));
            if (taken) {
                problems.add(
                        ProblemCode.DISCRIMINATOR,
                        path + "<" + branch.javaType().getSimpleName() + ">",
                        "has a component named " + discriminator + ", which tells the records apart",
                        "rename it, or name another property with @JsonTypeInfo");
            }
        }
    }
}
