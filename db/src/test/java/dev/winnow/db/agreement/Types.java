package dev.winnow.db.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of the documentation, and how they are declared. */
final class Types {

    /** What {@link #ALL} refers to. */
    static final String SOURCES = """
            enum Choice { @JsonProperty("it's") ITS, B }
            enum Level {
                LOW(1), HIGH(2);
                private final int level;
                Level(int level) { this.level = level; }
                @JsonValue public int level() { return level; }
            }
            record Part(String name, @Nullable Integer count) {}
            sealed interface Way {}
            record Road(String name) implements Way {}
            record Rail(int gauge) implements Way {}
            record Tree(String name, List<Tree> children) {}
            """;

    private static final Map<String, String> ALL = new LinkedHashMap<>();

    private static final List<String> SEVERAL_VALUES = List.of(
            "List",
            "Set",
            "Map",
            "Map with long keys",
            "list of lists",
            "record",
            "sealed interface",
            "recursive record");

    private static final Map<String, List<String>> GROUPS = Map.of(
            "whole numbers", List.of("byte", "short", "int", "long", "BigInteger", "OptionalInt", "OptionalLong"),
            "floating-point numbers", List.of("float", "double", "OptionalDouble"),
            "dates and times",
                    List.of(
                            "LocalDate",
                            "LocalTime",
                            "LocalDateTime",
                            "OffsetDateTime",
                            "Instant",
                            "Year",
                            "YearMonth"));

    static {
        ALL.put("char", "Character");
        ALL.put("byte", "Byte");
        ALL.put("short", "Short");
        ALL.put("int", "Integer");
        ALL.put("long", "Long");
        ALL.put("float", "Float");
        ALL.put("double", "Double");
        ALL.put("boolean", "Boolean");
        for (String same : List.of(
                "String",
                "BigInteger",
                "BigDecimal",
                "LocalDate",
                "LocalTime",
                "LocalDateTime",
                "OffsetDateTime",
                "Instant",
                "Duration",
                "Period",
                "Year",
                "YearMonth",
                "Currency",
                "Locale",
                "URI",
                "UUID",
                "OptionalInt",
                "OptionalLong",
                "OptionalDouble")) {
            ALL.put(same, same);
        }
        ALL.put("Optional", "Optional<String>");
        ALL.put("enum", "Choice");
        ALL.put("enum of numbers", "Level");
        ALL.put("List", "List<String>");
        ALL.put("Set", "Set<String>");
        ALL.put("Map", "Map<@Size(max = 500) String, String>");
        ALL.put("Map with long keys", "Map<String, String>");
        ALL.put("list of lists", "List<List<String>>");
        ALL.put("record", "Part");
        ALL.put("sealed interface", "Way");
        ALL.put("recursive record", "Tree");
    }

    private Types() {}

    static List<String> all() {
        return List.copyOf(ALL.keySet());
    }

    /** Those that a word of the documentation stands for. */
    static List<String> named(String word) {
        if (word.equals("any type")) {
            return ALL.keySet().stream().filter(type -> !isOptional(type)).toList();
        }
        if (word.equals("single values")) {
            return ALL.keySet().stream()
                    .filter(type -> !isOptional(type) && !SEVERAL_VALUES.contains(type))
                    .toList();
        }
        List<String> group = GROUPS.get(word);
        if (group == null && !ALL.containsKey(word)) {
            throw new IllegalArgumentException("no type: " + word);
        }
        return group == null ? List.of(word) : new ArrayList<>(group);
    }

    static boolean isOptional(String type) {
        return type.startsWith("Optional");
    }

    static String source(String type) {
        String source = ALL.get(type);
        if (source == null) {
            throw new IllegalArgumentException("no type: " + type);
        }
        return source;
    }
}
