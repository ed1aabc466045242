package dev.winnow.core.type;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Jackson calls the components of a record. */
final class JacksonNames {

    private final Map<String, BeanPropertyDefinition> byComponent = new HashMap<>();

    private JacksonNames() {}

    static JacksonNames of(Class<?> raw, BeanDescription bean, String path, Problems problems) {
        JacksonNames names = new JacksonNames();
        boolean plain = JacksonRules.check(raw, path, problems);
        try {
            bean.findProperties().stream()
                    .filter(BeanPropertyDefinition::hasConstructorParameter)
                    .forEach(definition -> names.byComponent.put(definition.getInternalName(), definition));
        } catch (IllegalArgumentException e) {
            names.byComponent.clear(); // two of one name, which is told below
        } catch (RuntimeException e) {
            problems.add(
                    ProblemCode.JSON_NAME_LOST,
                    path,
                    "Jackson cannot name its components",
                    "look at @JsonNaming and @JsonProperty");
            return names;
        }
        if (plain) {
            names.requireOwn(raw, path, problems);
        }
        return names;
    }

    private void requireOwn(Class<?> raw, String path, Problems problems) {
        Set<String> taken = new HashSet<>();
        List<RecordComponent> read = Arrays.stream(raw.getRecordComponents())
                .filter(component -> !ignores(component))
                .toList();
        read.forEach(component -> taken.add(name(component)));
        if (taken.size() < read.size() || !read.stream().allMatch(one -> byComponent.containsKey(one.getName()))) {
            problems.add(
                    ProblemCode.JSON_NAME_TAKEN,
                    path,
                    "two components have one JSON name",
                    "give one of them another with @JsonProperty");
        }
        for (RecordComponent component : read) {
            for (String alias : aliases(component)) {
                if (!taken.add(alias)) {
                    problems.add(
                            ProblemCode.JSON_NAME_TAKEN,
                            path + "." + component.getName(),
                            "alias \"" + alias + "\" is taken by another component",
                            "drop it, or take another");
                }
            }
        }
    }

    /** Whether a component is neither read nor written. */
    boolean ignores(RecordComponent component) {
        return MembersOf.component(component).stream()
                .map(member -> member.getAnnotation(JsonIgnore.class))
                .anyMatch(ignore -> ignore != null && ignore.value());
    }

    Property property(RecordComponent component, Slot slot) {
        component.getAccessor().trySetAccessible();
        BeanPropertyDefinition definition = byComponent.get(component.getName());
        String description =
                definition == null ? null : definition.getMetadata().getDescription();
        return new Property(
                name(component),
                aliases(component),
                component.getAccessor(),
                description == null ? "" : description,
                slot);
    }

    private String name(RecordComponent component) {
        BeanPropertyDefinition definition = byComponent.get(component.getName());
        return definition == null ? component.getName() : definition.getName();
    }

    private List<String> aliases(RecordComponent component) {
        BeanPropertyDefinition definition = byComponent.get(component.getName());
        return definition == null
                ? List.of()
                : definition.findAliases().stream()
                        .map(Object::toString)
                        .filter(alias -> !alias.equals(definition.getName()))
                        .distinct()
                        .toList();
    }
}
