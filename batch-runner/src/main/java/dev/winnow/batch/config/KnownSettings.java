package dev.winnow.batch.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** The settings that there are, as the records say that they are bound to; those that are named by the user stand as {@code *}. */
final class KnownSettings {

    private static final String NAMED = "*";
    /** A name that differs in more than a third of its letters was meant for something else. */
    private static final int PART_OF_NAME = 3;

    private final List<List<String>> known = new ArrayList<>();

    KnownSettings() {
        gather(List.of("winnow"), WinnowProperties.class);
        gather(List.of("winnow"), ModelProperties.class);
    }

    private void gather(List<String> prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            List<String> name = with(prefix, dashed(component.getName()));
            if (Map.class.isAssignableFrom(component.getType())) {
                Class<?> value =
                        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
                add(with(name, NAMED), value);
            } else {
                add(name, component.getType());
                if (List.class.isAssignableFrom(component.getType())) {
                    known.add(with(name, NAMED));
                }
            }
        }
    }

    private void add(List<String> name, Class<?> type) {
        if (type.isRecord()) {
            gather(name, type);
        } else {
            known.add(name);
        }
    }

    private static List<String> with(List<String> name, String element) {
        return Stream.concat(name.stream(), Stream.of(element)).toList();
    }

    private static String dashed(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Whether there is a setting {@code name}. */
    boolean has(ConfigurationPropertyName name) {
        List<String> elements = elements(name);
        return known.stream()
                .anyMatch(setting -> setting.size() == elements.size()
                        && IntStream.range(0, setting.size())
                                .allMatch(i -> setting.get(i).equals(NAMED)
                                        || plain(setting.get(i)).equals(plain(elements.get(i)))));
    }

    /** Whether a variable of the environment is one: its underscores may stand for dots and for hyphens. */
    boolean hasVariable(String variable) {
        String name = variable.toLowerCase(Locale.ROOT);
        return known.stream()
                .anyMatch(setting -> Pattern.matches(
                        setting.stream()
                                .map(element -> element.equals(NAMED) ? "[^_]+" : element.replace("-", "_?"))
                                .collect(Collectors.joining("_")),
                        name));
    }

    /** The setting that {@code name} looks most like; empty where it looks like none. */
    Optional<String> nearest(ConfigurationPropertyName name) {
        List<String> elements = elements(name);
        return nearest(known.stream().map(setting -> filled(setting, elements)), String.join(".", elements));
    }

    /** Likewise, of a variable of the environment. */
    Optional<String> nearestVariable(String variable) {
        return nearest(
                known.stream()
                        .filter(setting -> !setting.contains(NAMED))
                        .map(setting ->
                                String.join("_", setting).replace('-', '_').toUpperCase(Locale.ROOT)),
                variable);
    }

    private static Optional<String> nearest(Stream<String> settings, String name) {
        return settings.filter(setting -> distance(setting, name) * PART_OF_NAME <= name.length())
                .min(Comparator.<String>comparingInt(setting -> distance(setting, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** With the names that the user gave; that of a model may stand without the brackets that its dots need. */
    private static String filled(List<String> setting, List<String> elements) {
        int last = setting.lastIndexOf(NAMED);
        boolean ofModel = last > 0 && setting.get(last - 1).equals("limits");
        int more = ofModel ? Math.max(elements.size() - setting.size(), 0) : 0;
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < setting.size(); i++) {
            int at = i <= last ? i : i + more;
            if (!setting.get(i).equals(NAMED) || at >= elements.size()) {
                filled.append(i == 0 ? "" : ".").append(setting.get(i));
            } else if (i == last) {
                String name = String.join(".", elements.subList(i, i + more + 1));
                filled.append(name.contains(".") ? "[" + name + "]" : "." + name);
            } else {
                filled.append('.').append(elements.get(i));
            }
        }
        return filled.toString();
    }

    private static List<String> elements(ConfigurationPropertyName name) {
        return IntStream.range(0, name.getNumberOfElements())
                .mapToObj(i -> name.getElement(i, Form.ORIGINAL))
                .toList();
    }

    private static String plain(String element) {
        return element.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Levenshtein's: how many letters are to be put in, left out or changed. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
