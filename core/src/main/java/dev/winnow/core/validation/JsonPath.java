package dev.winnow.core.validation;

import dev.winnow.core.type.Property;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.Shape;
import jakarta.validation.Path;
import java.util.Optional;

/** Bean Validation's path of component names as the path of Jackson's names that the model knows. */
final class JsonPath {

    private JsonPath() {}

    static String of(RecordShape root, Path path) {
        StringBuilder text = new StringBuilder();
        Shape at = root;
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                text.append('[').append(node.getIndex()).append(']');
                at = at instanceof Shape.ListOf list ? list.element().shape() : at;
            }
            String component = node.getName();
            if (component == null || component.startsWith("<")) {
                continue;
            }
            Optional<Property> property = at instanceof RecordShape record
                    ? record.properties().stream()
                            .filter(one -> one.accessor().getName().equals(component))
                            .findFirst()
                    : Optional.empty();
            text.append(text.isEmpty() ? "" : ".")
                    .append(property.map(Property::name).orElse(component));
            at = property.map(Property::shape).orElse(at);
        }
        return text.toString();
    }
}
