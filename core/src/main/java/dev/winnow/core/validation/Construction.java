package dev.winnow.core.validation;

import dev.winnow.core.type.RecordShape;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record's canonical constructor. Components that are no properties get null, or an empty {@code Optional}. */
final class Construction implements ObjectReading.Build {

    private final Constructor<?> constructor;
    private final @Nullable Object[] ignored;
    private final int[] places;

    Construction(RecordShape shape) {
        RecordComponent[] components = shape.javaType().getRecordComponents();
        constructor = canonical(shape.javaType(), components);
        ignored = Arrays.stream(components)
                .map(component -> component.getType() == Optional.class ? Optional.empty() : null)
                .toArray();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        places = shape.properties().stream()
                .mapToInt(property -> names.indexOf(property.accessor().getName()))
                .toArray();
    }

    private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has it", e);
        }
    }

    @Override
    public @Nullable Object apply(@Nullable Object[] values) {
        @Nullable Object[] arguments = ignored.clone();
        for (int i = 0; i < values.length; i++) {
            arguments[places[i]] = values[i];
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            // its message may quote the reply
            if (e.getCause() instanceof VirtualMachineError error) {
                throw error;
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct " + constructor.getName());
        }
    }
}
