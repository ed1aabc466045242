package dev.winnow.core.type;

import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Looks for records and unions that have no finite value. */
final class Recursions {

    /** Those that were found endless count as ending, so that only they are told. */
    private final Set<Shape> told = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Shape> inProgress = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether there is a finite value: each way back leads through what may be null, empty or another branch. */
    boolean canEnd(Shape shape) {
        boolean recursive = shape instanceof RecordShape record
                ? record.recursive()
                : shape instanceof Union union && union.recursive();
        if (!recursive || ends(shape)) {
            return true;
        }
        told.add(shape);
        return false;
    }

    private boolean ends(Shape shape) {
        if (shape instanceof Shape.Recursion way) {
            return ends(way.target());
        } else if (told.contains(shape)) {
            return true;
        } else if (shape instanceof Shape.ListOf list) {
            return endsAt(list.element());
        } else if (shape instanceof Shape.MapOf map) {
            return endsAt(map.value());
        } else if (!(shape instanceof RecordShape) && !(shape instanceof Union)) {
            return true;
        } else if (!inProgress.add(shape)) {
            return false;
        }
        boolean ends = shape instanceof RecordShape record
                ? record.properties().stream().allMatch(property -> endsAt(property.slot()))
                : ((Union) shape).branches().stream().anyMatch(branch -> ends(branch.shape()));
        inProgress.remove(shape);
        return ends;
    }

    /** A slot that may be null ends here, so does a list or map that may be empty. */
    private boolean endsAt(Slot slot) {
        boolean container = slot.shape() instanceof Shape.ListOf || slot.shape() instanceof Shape.MapOf;
        return slot.presence() == Presence.NULLABLE
                || container && mayBeEmpty(slot.constraints())
                || ends(slot.shape());
    }

    private static boolean mayBeEmpty(List<Constraint> constraints) {
        return constraints.stream()
                .flatMap(constraint -> constraint.rules().stream())
                .noneMatch(rule -> rule instanceof Rule.Items items && items.min() > 0);
    }
}
