package dev.winnow.simulator.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where in a schema something stands. Written as OpenAI writes it, a Python tuple: {@code ('properties', 'a')}. */
record Place(List<String> steps) {
    static final Place ROOT = new Place(List.of());

    Place then(String... more) {
        List<String> all = new ArrayList<>(steps);
        all.addAll(List.of(more));
        return new Place(List.copyOf(all));
    }

    Place parent() {
        return new Place(steps.subList(0, Math.max(0, steps.size() - 1)));
    }

    String last() {
        return steps.isEmpty() ? "" : steps.get(steps.size() - 1);
    }

    String says(String problem) {
        return "In context=" + this + ", " + problem;
    }

    @Override
    public String toString() {
        String quoted = steps.stream().map(step -> "'" + step + "'").collect(Collectors.joining(", "));
        return steps.size() == 1 ? "(" + quoted + ",)" : "(" + quoted + ")";
    }
}
