package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemsException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The page {@code docs/settings.md}, read: a setting is a row whose first cell is its name, then its default, bounds, an example and
 * what it means.
 */
record SettingsPage(Map<String, Row> rows) {

    /** What the page says of a setting. */
    record Row(String standard, String example) {}

    private static final Pattern CELL = Pattern.compile("\\s*(?<!\\\\)\\|\\s*");
    private static final int CELLS = 5;
    private static final String CODE = "`";

    static SettingsPage of(String page) {
        Map<String, Row> rows = new TreeMap<>();
        page.lines().filter(line -> line.startsWith("| `winnow.")).forEach(line -> {
            String[] cells = CELL.split(line.substring(1).strip(), -1);
            if (cells.length <= CELLS) {
                throw new AssertionError("not five cells: " + line);
            }
            rows.put(code(cells[0]), new Row(cells[1], code(cells[3])));
        });
        return new SettingsPage(rows);
    }

    private static String code(String cell) {
        return cell.replace(CODE, "");
    }

    /** Where the page differs from what these classes read. */
    List<String> mistakes(Class<?>... classes) {
        Map<String, String> read = new TreeMap<>();
        Stream.of(classes).forEach(type -> gather("winnow", type, read));
        List<String> mistakes = new ArrayList<>();
        read.keySet().stream()
                .filter(name -> !rows.containsKey(name))
                .forEach(name -> mistakes.add(name + " is missing"));
        rows.forEach((name, row) -> {
            String standard = read.get(name);
            if (standard == null) {
                mistakes.add(name + " is read by nobody");
                return;
            }
            if (!standard.isEmpty() && !row.standard().equals(CODE + standard + CODE)) {
                mistakes.add(name + " has the default " + standard + ", not " + row.standard());
            } else if (standard.isEmpty() && row.standard().isBlank()) {
                mistakes.add(name + " does not say what holds without it");
            }
            mistakes.addAll(example(name, row.example()));
        });
        return mistakes;
    }

    private static List<String> example(String name, String example) {
        if (example.isBlank()) {
            return List.of(name + " has no example");
        }
        String set =
                name.replace("NAME", "azure").replace("MODEL", "gpt-5.4-nano").replace("TYPE", "receipt");
        try {
            Settings settings = Settings.read(Map.of(set, example));
            return Stream.concat(settings.general().problems().stream(), settings.model().problems().stream())
                    .map(Problem::toString)
                    .toList();
        } catch (ProblemsException e) {
            return List.of(e.getMessage());
        }
    }

    /** Adds each setting below {@code prefix} with its default, or an empty text where it has none. */
    private static void gather(String prefix, Class<?> type, Map<String, String> found) {
        Constructor<?> binding = type.getDeclaredConstructors()[0];
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            DefaultValue standard = binding.getParameters()[i].getAnnotation(DefaultValue.class);
            if (component.getType() == Map.class) {
                Class<?> value =
                        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
                if (value == LimitProperties.class) {
                    gather(name + "[MODEL]", value, found);
                } else if (value.isRecord()) {
                    gather(name + ".NAME", value, found);
                } else {
                    found.put(name + ".TYPE", "");
                }
            } else if (component.getType().isRecord()) {
                gather(name, component.getType(), found);
            } else {
                found.put(name, standard == null ? "" : String.join(", ", standard.value()));
            }
        }
    }
}
