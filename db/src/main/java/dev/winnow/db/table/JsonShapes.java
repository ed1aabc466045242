package dev.winnow.db.table;

import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Union;
import java.util.Optional;

/** Which shapes have no columns of a fixed number, or none worth it: they are kept as JSON. */
final class JsonShapes {

    private static final String RECURSIVE = "it may contain itself";

    private JsonShapes() {}

    /** Why a value of that shape is kept as JSON, or empty where it has columns or tables. */
    static Optional<String> reason(Shape shape) {
        if (shape instanceof Shape.Recursion) {
            return Optional.of(RECURSIVE);
        } else if (shape instanceof Union union) {
            boolean recursive = union.recursive()
                    || union.branches().stream().anyMatch(branch -> branch.shape() instanceof Shape.Recursion);
            return recursive ? Optional.of(RECURSIVE) : Optional.empty();
        } else if (shape instanceof Shape.ListOf list) {
            return ofElement(list.element().shape());
        } else if (shape instanceof Shape.MapOf map) {
            return ofElement(map.value().shape());
        }
        return Optional.empty();
    }

    private static Optional<String> ofElement(Shape element) {
        boolean container = element instanceof Shape.ListOf || element instanceof Shape.MapOf;
        return container ? Optional.of("its elements are lists or maps") : reason(element);
    }
}
