package dev.winnow.core.validation;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Shape;
import dev.winnow.core.type.Slot;
import dev.winnow.core.type.Union;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the reading of a shape, once per record type. The shape says what is read, the Java type what it is wrapped in. */
final class Readings {

    private static final TypeFactory TYPES = TypeFactory.defaultInstance();

    private final Map<Shape, JavaType> types = new IdentityHashMap<>();
    private final Map<Shape, Map<String, Later>> structures = new IdentityHashMap<>();

    private Readings() {}

    static Reading of(RecordShape shape) {
        return new Readings().structure(shape, TYPES.constructType(shape.javaType()), "");
    }

    private SlotReading slot(Slot slot, JavaType type) {
        JavaType inner = type.hasRawClass(Optional.class) ? type.containedType(0) : type;
        return new SlotReading(value(slot.shape(), inner), slot.presence(), SlotReading.Wrapping.of(type));
    }

    private Reading value(Shape shape, JavaType type) {
        if (shape instanceof Shape.Scalar scalar) {
            return Scalars.of(scalar.kind());
        } else if (shape instanceof Shape.Choice choice) {
            return new ChoiceReading(choice);
        } else if (shape instanceof Shape.ListOf list) {
            return new ListReading(slot(list.element(), type.containedType(0)), list.duplicates());
        } else if (shape instanceof Shape.MapOf map) {
            return MapReading.of(slot(map.key(), type.containedType(0)), slot(map.value(), type.containedType(1)));
        }
        return structure(shape, type, "");
    }

    /** A record, which has one more key where it is the branch of a union; or the way back to it. */
    private Reading structure(Shape shape, JavaType type, String discriminator) {
        if (shape instanceof Shape.Recursion recursion) {
            Shape target = recursion.target();
            return structure(target, Objects.requireNonNull(types.get(target)), discriminator);
        }
        Map<String, Later> ways = structures.computeIfAbsent(shape, any -> new HashMap<>());
        Later known = ways.get(discriminator);
        if (known != null) {
            return known;
        }
        types.put(shape, type);
        Later later = new Later();
        ways.put(discriminator, later);
        later.reading =
                shape instanceof Union union ? union(union, type) : record((RecordShape) shape, type, discriminator);
        return later.reading;
    }

    private Reading record(RecordShape shape, JavaType type, String discriminator) {
        List<ObjectReading.Field> fields = new ArrayList<>();
        for (Property property : shape.properties()) {
            JavaType declared = TYPES.resolveMemberType(property.accessor().getGenericReturnType(), type.getBindings());
            fields.add(new ObjectReading.Field(property.name(), property.aliases(), slot(property.slot(), declared)));
        }
        return new ObjectReading(discriminator, fields, new Construction(shape));
    }

    private Reading union(Union union, JavaType type) {
        Map<String, Reading> branches = new LinkedHashMap<>();
        for (Union.Branch branch : union.branches()) {
            JavaType branchType = TYPES.constructSpecializedType(type, branch.javaType());
            branches.put(branch.name(), structure(branch.shape(), branchType, union.discriminator()));
        }
        return new UnionReading(union.discriminator(), branches);
    }

    /** A reading that is needed while it is being made. */
    private static final class Later implements Reading {
        private @Nullable Reading reading;

        @Override
        public @Nullable Object read(JsonNode json, Walk walk) {
            return Objects.requireNonNull(reading).read(json, walk);
        }
    }
}
