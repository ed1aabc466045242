package dev.winnow.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entries of all files of models, as written, and which of them a name means. */
final class ModelEntries {

    private static final Pattern FINE_TUNED = Pattern.compile("ft:([^:]+):[^:]*:[^:]*:[^:]+(?::.*)?");
    private static final Pattern ROUTED = Pattern.compile("openai/(.+)");
    private static final Pattern DATED = Pattern.compile("(.+)-\\d{4}-\\d{2}-\\d{2}");

    /** What a model of the same kind does not share with its base. */
    private static final List<String> OF_THE_PROVIDER = List.of("prices", "retirement");

    private final Map<String, ObjectNode> entries = new LinkedHashMap<>();
    private final Map<String, String> aliases = new HashMap<>();

    /** Another name whose facts a name has. */
    private record Base(String name, boolean priced) {}

    /** Adds an entry; one of the same name is replaced field by field. */
    void add(ObjectNode entry) {
        String name = entry.get("name").textValue();
        merge(entries.computeIfAbsent(name, absent -> JsonNodeFactory.instance.objectNode()), entry);
        entry.path("aliases").forEach(alias -> aliases.put(alias.textValue(), name));
    }

    /** The names that have an entry of their own. */
    Set<String> names() {
        return entries.keySet();
    }

    /** All that is said of {@code name}: its own entry over what its base has; empty where there is neither. */
    Optional<ObjectNode> find(String name) {
        return find(name, new HashSet<>());
    }

    /** Whether what {@code name} stands for is in the end itself. */
    boolean leadsBack(String name) {
        Set<String> met = new HashSet<>();
        Optional<Base> base = base(name);
        while (base.isPresent() && met.add(base.get().name)) {
            base = base(base.get().name);
        }
        return met.contains(name);
    }

    /** Dated names with an entry of their own whose base is the model that {@code name} is priced as. */
    List<String> snapshots(String name) {
        Set<String> met = new HashSet<>();
        String priced = name;
        Optional<Base> base = base(priced);
        while (base.isPresent() && !entries.getOrDefault(priced, none()).has("prices") && met.add(priced)) {
            if (!base.get().priced) {
                return List.of();
            }
            priced = base.get().name;
            base = base(priced);
        }
        String of = priced;
        return entries.keySet().stream()
                .filter(entry -> matched(DATED, entry).equals(Optional.of(of)))
                .toList();
    }

    private Optional<ObjectNode> find(String name, Set<String> met) {
        if (!met.add(name)) {
            return Optional.empty();
        }
        Optional<Base> base = base(name);
        Optional<ObjectNode> inherited = base.flatMap(of -> find(of.name, met)).map(ObjectNode::deepCopy);
        if (base.isPresent() && !base.get().priced) {
            inherited.ifPresent(facts -> facts.remove(OF_THE_PROVIDER));
        }
        if (!entries.containsKey(name)) {
            return inherited;
        }
        ObjectNode whole = inherited.orElseGet(ModelEntries::none);
        whole.remove(List.of("name", "like", "aliases"));
        merge(whole, entries.get(name));
        return Optional.of(whole);
    }

    private Optional<Base> base(String name) {
        JsonNode like = entries.getOrDefault(name, none()).path("like");
        if (like.isTextual()) {
            return Optional.of(new Base(like.textValue(), true));
        }
        if (aliases.containsKey(name)) {
            return Optional.of(new Base(aliases.get(name), true));
        }
        return matched(FINE_TUNED, name)
                .or(() -> matched(ROUTED, name))
                .map(base -> new Base(base, false))
                .or(() -> matched(DATED, name).map(base -> new Base(base, true)));
    }

    private static Optional<String> matched(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inside && into.get(field.getKey()) instanceof ObjectNode old) {
                merge(old, inside);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }
}
