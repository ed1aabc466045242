package dev.winnow.core.type;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.json.SealedTypes;
import jakarta.validation.metadata.BeanDescriptor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a record through Jackson's and Bean Validation's eyes, collecting every problem. */
final class ShapeReader {

    /** Strict mode takes 5,000 properties; what is used twice counts twice here. */
    private static final int MOST_PROPERTIES = 10_000;

    /** How often a generic record may stand within itself, each time with other arguments. */
    private static final int MOST_WITHIN_ITSELF = 10;

    private static final DeserializationConfig CONFIG = RecordJson.mapper().getDeserializationConfig();

    private final Problems problems = new Problems();
    private final SlotReader slots = new SlotReader(this, problems);
    private final RecordRules rules = new RecordRules(problems);
    private final Map<Typed, String> names = new LinkedHashMap<>();
    private final Map<Typed, List<Shape.Recursion>> open = new LinkedHashMap<>();
    private final List<Read> finished = new ArrayList<>();
    private int propertiesRead;

    /** A record or union, all of it read, and where it was found. */
    private record Read(Shape shape, String path) {}

    List<Problem> problems() {
        return problems.all();
    }

    RecordShape read(Class<?> type) {
        try {
            RecordShape root = record(new Typed(type, false, List.of()), type.getSimpleName());
            checkFinished();
            new DeclaredTexts(problems).check(root, type.getSimpleName());
            return root;
        } catch (LinkageError | TypeNotPresentException e) {
            problems.add(Linking.problem(type.getSimpleName(), e));
            return new RecordShape(type, type.getSimpleName(), "", List.of(), List.of(), false);
        }
    }

    private void checkFinished() {
        Recursions recursions = new Recursions();
        for (Read read : finished) {
            if (read.shape() instanceof Union union) {
                UnionRules.check(union, read.path(), problems);
            }
            if (!recursions.canEnd(read.shape())) {
                problems.add(
                        ProblemCode.ENDLESS_RECURSION,
                        read.path(),
                        "contains itself without an end",
                        "let the way back be @Nullable, or lead through a List");
            }
        }
    }

    /** A record or a sealed interface, or the way back to one that is being read. */
    Shape structure(Typed written, String path) {
        Typed type = written.nullable(false);
        List<Shape.Recursion> ways = open.get(type);
        if (ways != null) {
            Shape.Recursion way = new Shape.Recursion(name(type));
            ways.add(way);
            return way;
        }
        long within = open.keySet().stream()
                .filter(outer -> outer.raw() == type.raw())
                .count();
        if (within == MOST_WITHIN_ITSELF) {
            problems.add(
                    ProblemCode.ENDLESS_RECURSION,
                    path,
                    type.raw().getSimpleName() + " stands within itself with ever other type arguments",
                    "repeat it with the same ones");
            return new Shape.Scalar(ScalarKind.STRING);
        }
        return type.raw().isRecord() ? record(type, path) : union(type, path);
    }

    private RecordShape record(Typed type, String path) {
        List<Shape.Recursion> ways = begin(type);
        Class<?> raw = type.raw();
        BeanDescription bean = CONFIG.introspect(CONFIG.constructType(raw));
        Optional<BeanDescriptor> validation = rules.validation(raw, path);
        JacksonNames jackson = JacksonNames.of(raw, bean, path, problems);
        List<Property> properties = new ArrayList<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            Declared declared = Declared.of(
                    component,
                    path + "." + component.getName(),
                    type.variables(),
                    validation
                            .map(descriptor -> descriptor.getConstraintsForProperty(component.getName()))
                            .orElse(null));
            if (jackson.ignores(component)) {
                slots.ignored(declared);
            } else if (!full(path)) {
                properties.add(jackson.property(component, slots.read(declared)));
            }
        }
        List<Constraint> constraints = validation
                .map(descriptor -> rules.ofWhole(raw, descriptor, path))
                .orElse(List.of());
        if (properties.isEmpty() && propertiesRead < MOST_PROPERTIES) {
            problems.add(ProblemCode.EMPTY_RECORD, path, "has no components", "a record needs at least one");
        }
        RecordShape shape = new RecordShape(
                raw, name(type), text(bean.findClassDescription()), properties, constraints, !ways.isEmpty());
        end(type, shape, path);
        return shape;
    }

    private Union union(Typed type, String path) {
        List<Shape.Recursion> ways = begin(type);
        Class<?> raw = type.raw();
        List<Union.Branch> branches = new ArrayList<>();
        SealedTypes.branches(raw).forEach((name, classes) -> {
            UnionRules.requireOne(name, classes, path, problems);
            Class<?> first = classes.get(0);
            if (first.isRecord()) {
                Typed branch = type.implementedBy(first);
                branches.add(
                        new Union.Branch(name, first, structure(branch, path + "<" + first.getSimpleName() + ">")));
            }
        });
        JacksonRules.check(raw, path, problems);
        String description = text(
                CONFIG.introspectClassAnnotations(CONFIG.constructType(raw)).findClassDescription());
        Union shape =
                new Union(raw, name(type), description, SealedTypes.discriminator(raw), branches, !ways.isEmpty());
        end(type, shape, path);
        return shape;
    }

    private List<Shape.Recursion> begin(Typed type) {
        name(type);
        List<Shape.Recursion> ways = new ArrayList<>();
        open.put(type, ways);
        return ways;
    }

    private void end(Typed type, Shape shape, String path) {
        Optional.ofNullable(open.remove(type)).orElseThrow().forEach(way -> way.lead(shape));
        finished.add(new Read(shape, path));
    }

    /** Counts one more property; tells once that there are too many. */
    private boolean full(String path) {
        if (++propertiesRead == MOST_PROPERTIES) {
            problems.add(
                    ProblemCode.STRICT_LIMIT,
                    path,
                    "is one place of more than " + MOST_PROPERTIES,
                    "use fewer records within records");
        }
        return propertiesRead >= MOST_PROPERTIES;
    }

    private String name(Typed type) {
        return names.computeIfAbsent(type, unnamed -> {
            String name = unnamed.name();
            for (int i = 2; names.containsValue(name); i++) {
                name = unnamed.name() + "_" + i;
            }
            return name;
        });
    }

    private static String text(@Nullable String description) {
        return description == null ? "" : description;
    }
}
