package dev.winnow.core.constraint;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.ValidationException;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.Collections;
import java.util.Map;
import org.hibernate.validator.messageinterpolation.ExpressionLanguageFeatureLevel;
import org.hibernate.validator.messageinterpolation.HibernateMessageInterpolatorContext;
import org.jspecify.annotations.Nullable;

/**
 * What a message may speak of: the constraint and what its validator put in, not the value.
 *
 * @param parameters what the validator put in for <code>{name}</code>
 */
record QuietContext(
        Class<?> rootBeanType, ConstraintDescriptor<?> constraint, Path path, Map<String, Object> parameters)
        implements HibernateMessageInterpolatorContext {

    /** For a constraint as it is declared. */
    static QuietContext declared(Class<?> type, ConstraintDescriptor<?> constraint) {
        return new QuietContext(type, constraint, Collections::emptyIterator, Map.of());
    }

    /** For a constraint that is violated. */
    static QuietContext violated(MessageInterpolator.Context context) {
        HibernateMessageInterpolatorContext inner = context.unwrap(HibernateMessageInterpolatorContext.class);
        return new QuietContext(
                inner.getRootBeanType(),
                inner.getConstraintDescriptor(),
                inner.getPropertyPath(),
                inner.getMessageParameters());
    }

    @Override
    public ConstraintDescriptor<?> getConstraintDescriptor() {
        return constraint;
    }

    @Override
    public @Nullable Object getValidatedValue() {
        return null;
    }

    @Override
    public Class<?> getRootBeanType() {
        return rootBeanType;
    }

    @Override
    public Path getPropertyPath() {
        return path;
    }

    @Override
    public Map<String, Object> getMessageParameters() {
        return parameters;
    }

    @Override
    public Map<String, Object> getExpressionVariables() {
        return Map.of();
    }

    @Override
    public ExpressionLanguageFeatureLevel getExpressionLanguageFeatureLevel() {
        return ExpressionLanguageFeatureLevel.BEAN_PROPERTIES;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new ValidationException("no " + type.getName());
    }
}
