package dev.winnow.core.validation;

import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Union;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bean Validation's path of component names as a path in the JSON. It goes along in the record, since Bean Validation names a map's
 * entry by its key, and a set's element not at all.
 */
final class JsonPath {

    private final StringBuilder text = new StringBuilder();
    private final ConstraintViolation<?> violation;
    private Shape at;
    private @Nullable Object value;

    private JsonPath(RecordShape root, Record record, ConstraintViolation<?> violation) {
        this.at = root;
        this.value = record;
        this.violation = violation;
    }

    static String of(RecordShape root, Record record, ConstraintViolation<?> violation) {
        JsonPath path = new JsonPath(root, record, violation);
        for (Path.Node node : violation.getPropertyPath()) {
            path.step(node);
        }
        return path.text.toString();
    }

    private void step(Path.Node node) {
        if (node.isInIterable()) {
            if (at instanceof Shape.MapOf map && value instanceof Map<?, ?> entries) {
                entry(map, entries, node);
            } else if (at instanceof Shape.ListOf list && value instanceof Collection<?> elements) {
                element(list, elements, node.getIndex());
            }
        }
        String component = node.getName();
        if (component == null || !(record() instanceof RecordShape shape)) {
            return;
        }
        for (Property property : shape.properties()) {
            if (property.accessor().getName().equals(component)) {
                name(property.name());
                value = value == null ? null : property.valueIn(value);
                at = property.shape();
            }
        }
    }

    private void name(String name) {
        text.append(text.isEmpty() ? "" : ".").append(name);
    }

    private void entry(Shape.MapOf map, Map<?, ?> entries, Path.Node node) {
        Object key = node.getKey();
        text.append('[').append(new ArrayList<>(entries.keySet()).indexOf(key)).append(']');
        boolean inKey = "<map key>".equals(node.getName());
        name(inKey ? Shape.MapOf.KEY : Shape.MapOf.VALUE);
        at = inKey ? map.key().shape() : map.value().shape();
        value = inKey ? key : Property.unwrapped(entries.get(key));
    }

    private void element(Shape.ListOf list, Collection<?> elements, @Nullable Integer index) {
        List<?> values = new ArrayList<>(elements);
        int place = index == null ? place(values) : index;
        text.append('[').append(place < 0 ? "" : place).append(']');
        at = list.element().shape();
        value = place < 0 ? null : Property.unwrapped(values.get(place));
    }

    /** Where the violation is, among a set's elements, or less than 0 where it is deeper. */
    private int place(List<?> elements) {
        int bean = elements.indexOf(violation.getLeafBean());
        return bean < 0 ? elements.indexOf(violation.getInvalidValue()) : bean;
    }

    private @Nullable Shape record() {
        Shape shape = at instanceof Shape.Recursion recursion ? recursion.target() : at;
        if (!(shape instanceof Union union)) {
            return shape;
        }
        return union.branches().stream()
                .filter(branch -> branch.javaType().isInstance(value))
                .map(branch -> branch.shape() instanceof Shape.Recursion back ? back.target() : branch.shape())
                .findFirst()
                .orElse(null);
    }
}
