package dev.winnow.core.type;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the virtual machine can make something of all classes that a record consists of. */
final class Linking {

    private final Set<Class<?>> seen = new HashSet<>();

    private Linking() {}

    /** Throws {@link LinkageError} or {@link TypeNotPresentException} where it cannot; libraries would hide which class it was. */
    static void require(Class<?> recordClass) {
        new Linking().visit(recordClass);
    }

    private void visit(Type type) {
        if (type instanceof ParameterizedType generic) {
            visit(generic.getRawType());
            List.of(generic.getActualTypeArguments()).forEach(this::visit);
        } else if (type instanceof WildcardType wildcard) {
            List.of(wildcard.getUpperBounds()).forEach(this::visit);
        } else if (type instanceof Class<?> one && seen.add(one)) {
            if (one.isRecord()) {
                for (RecordComponent component : one.getRecordComponents()) {
                    visit(component.getGenericType());
                }
            } else if (one.isSealed()) {
                List.of(one.getPermittedSubclasses()).forEach(this::visit);
            }
        }
    }

    /** What was thrown, for whom the class concerns. */
    static Problem problem(String path, Throwable thrown) {
        if (thrown instanceof UnsupportedClassVersionError) {
            return new Problem(
                    ProblemCode.RECORD_TYPES_LIST,
                    path,
                    "is made for a newer Java than this one, "
                            + Runtime.version().feature(),
                    "build it for this one (maven.compiler.release), or start Winnow with a newer one (JAVA_HOME)");
        }
        if (thrown instanceof TypeNotPresentException missing) {
            return lacks(path, missing.typeName());
        }
        if (thrown instanceof NoClassDefFoundError) {
            return lacks(path, String.valueOf(thrown.getMessage()).replace('/', '.'));
        }
        return new Problem(
                ProblemCode.RECORD_TYPES_LIST,
                path,
                "cannot be loaded (" + thrown.getClass().getSimpleName() + ")",
                "build it anew against this version of Winnow");
    }

    private static Problem lacks(String path, String missing) {
        return new Problem(
                ProblemCode.RECORD_TYPES_LIST,
                path,
                "needs " + missing + ", which is not there",
                "put what it needs into the same jar");
    }
}
