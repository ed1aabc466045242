package dev.winnow.core.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way from a reply's root to where reading stands, and the violations met so far. Paths are written only for these. */
final class Walk {

    private final List<Violation> violations = new ArrayList<>(0);
    private @Nullable String[] names = new @Nullable String[8];
    private int[] indices = new int[8];
    private int depth;

    void enter(String name) {
        step(name, 0);
    }

    void enter(int index) {
        step(null, index);
    }

    void leave() {
        depth--;
    }

    private void step(@Nullable String name, int index) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, 2 * depth);
            indices = Arrays.copyOf(indices, 2 * depth);
        }
        names[depth] = name;
        indices[depth] = index;
        depth++;
    }

    /** Notes what is wrong here; gives null, so that a reading can end with it. */
    @Nullable
    Object broken(String rule, String message) {
        violations.add(new Violation(path(), rule, message));
        return null;
    }

    /** {@link #broken} for a property of the object that reading stands at. */
    @Nullable
    Object broken(String property, String rule, String message) {
        enter(property);
        broken(rule, message);
        leave();
        return null;
    }

    List<Violation> violations() {
        return violations;
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            if (names[i] == null) {
                path.append('[').append(indices[i]).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(names[i]);
            }
        }
        return path.toString();
    }
}
