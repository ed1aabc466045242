package dev.winnow.db.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.winnow.core.type.ScalarKind;
import dev.winnow.core.type.Shape;
import dev.winnow.db.projection.Codec.InColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The codec of each kind of single value. */
final class Codecs {

    private static final Map<ScalarKind, Codec> BY_KIND =
            Arrays.stream(ScalarKind.values()).collect(Collectors.toMap(kind -> kind, Codecs::make));

    private Codecs() {}

    static Codec of(Shape single) {
        ScalarKind kind = single instanceof Shape.Choice choice ? choice.kind() : ((Shape.Scalar) single).kind();
        return Objects.requireNonNull(BY_KIND.get(kind));
    }

    private static Codec make(ScalarKind kind) {
        return switch (kind) {
            case STRING, CHARACTER, CURRENCY, LOCALE, URI ->
                Codec.of(InColumn.plain(String.class, JsonNode::textValue), TextNode::valueOf);
            case BYTE, SHORT, INT, YEAR -> Codec.of(InColumn.plain(Integer.class, JsonNode::asInt), IntNode::valueOf);
            case LONG -> Codec.of(InColumn.plain(Long.class, JsonNode::longValue), LongNode::valueOf);
            case BIG_INTEGER ->
                Codec.of(
                        InColumn.plain(BigDecimal.class, JsonNode::decimalValue),
                        value -> BigIntegerNode.valueOf(value.toBigInteger()));
            case DECIMAL -> Codec.of(InColumn.plain(BigDecimal.class, JsonNode::decimalValue), DecimalNode::valueOf);
            case FLOAT -> Codec.of(InColumn.plain(Float.class, JsonNode::floatValue), FloatNode::valueOf);
            case DOUBLE -> Codec.of(InColumn.plain(Double.class, JsonNode::doubleValue), DoubleNode::valueOf);
            case BOOLEAN -> Codec.of(InColumn.plain(Boolean.class, JsonNode::booleanValue), BooleanNode::valueOf);
            case UUID ->
                Codec.of(
                        new InColumn<>(String.class, JsonNode::textValue, column -> column + "::text"),
                        TextNode::valueOf);
            case LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME, OFFSET_DATE_TIME, INSTANT, DURATION, PERIOD, YEAR_MONTH ->
                TimeCodecs.of(kind);
        };
    }
}
