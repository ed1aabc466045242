package dev.winnow.core.type;

import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Unseen;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what Bean Validation knows of a record as a whole. */
final class RecordRules {

    private final Problems problems;
    private final SlotRules slots;

    RecordRules(Problems problems) {
        this.problems = problems;
        this.slots = new SlotRules(problems);
    }

    /** What is declared on a record; empty where Bean Validation cannot read it, which is a problem. */
    Optional<BeanDescriptor> validation(Class<?> raw, String path) {
        BeanDescriptor descriptor;
        try {
            descriptor = BeanValidation.declared(raw);
        } catch (ValidationException e) {
            problems.add(
                    ProblemCode.CONSTRAINT_WITHOUT_MEANING,
                    path,
                    "Bean Validation cannot read its constraints (" + e.getMessage() + ")",
                    "correct the constraint; none can stand on the type arguments of a generic record");
            return Optional.empty();
        }
        Unseen.find(
                raw,
                descriptor,
                (place, constraint) -> problems.add(
                        ProblemCode.CONSTRAINT_WITHOUT_MEANING,
                        path + "." + place,
                        "@" + constraint + " stands where it is never validated",
                        place.endsWith("()")
                                ? "name the method isX, of type boolean, or getX"
                                : "put it on the component, and FIELD into its @Target"));
        return Optional.of(descriptor);
    }

    /** Constraints on the class, and on methods that look like getters but are no components. */
    List<Constraint> ofWhole(Class<?> raw, BeanDescriptor bean, String path) {
        List<Constraint> constraints = new ArrayList<>(slots.constraints(
                raw,
                path,
                bean.getConstraintDescriptors(),
                TypeFactory.defaultInstance().constructType(raw)));
        Set<String> components = Arrays.stream(raw.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        bean.getConstrainedProperties().stream()
                .filter(property -> !components.contains(property.getPropertyName()))
                .filter(property -> !components.contains("is" + capitalized(property))
                        && !components.contains("get" + capitalized(property))
                        && !components.contains("has" + capitalized(property)))
                .sorted(Comparator.comparing(PropertyDescriptor::getPropertyName))
                .forEach(property -> constraints.addAll(slots.ofGetter(raw, path, property)));
        return constraints;
    }

    private static String capitalized(PropertyDescriptor property) {
        String name = property.getPropertyName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
