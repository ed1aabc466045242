package dev.winnow.core.type;

import dev.winnow.core.constraint.Constraint;
import java.util.List;

/**
 * A place for one value: a component of a record, an element of a list, a key or a value of a map. {@code Optional} is no shape
 * of its own, it makes its slot nullable.
 *
 * @param constraints those on the value itself
 */
public record Slot(Shape shape, Presence presence, List<Constraint> constraints) {

    /** Copies the constraints. */
    public Slot {
        constraints = List.copyOf(constraints);
    }
}
