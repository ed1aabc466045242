package dev.winnow.core.type;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** The members of a record that stand for its components. */
final class MembersOf {

    private MembersOf() {}

    /** Field, accessor and constructor parameter: what stands on a component is copied to each of them that it may stand on. */
    static List<AnnotatedElement> component(RecordComponent component) {
        Class<?> record = component.getDeclaringRecord();
        int index = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList()
                .indexOf(component.getName());
        try {
            return List.of(
                    record.getDeclaredField(component.getName()),
                    component.getAccessor(),
                    canonical(record).getParameters()[index]);
        } catch (NoSuchFieldException e) {
            throw new AssertionError("every component has a field", e);
        }
    }

    static Constructor<?> canonical(Class<?> record) {
        try {
            return record.getDeclaredConstructor(Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has a canonical constructor", e);
        }
    }
}
