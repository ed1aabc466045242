package dev.winnow.core.type;

/** Looks at records that contain themselves. */
final class Recursions {

    private Recursions() {}

    /** Whether there is a finite value: a way back must lead through what may be null, empty or another branch. */
    static boolean canEnd(Shape shape) {
        if (shape instanceof RecordShape record) {
            return record.properties().stream()
                    .allMatch(property -> property.presence() == Presence.NULLABLE || canEnd(property.shape()));
        } else if (shape instanceof Union union) {
            return union.branches().stream().anyMatch(branch -> canEnd(branch.shape()));
        }
        return !(shape instanceof Shape.Recursion);
    }
}
