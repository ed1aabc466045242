package dev.winnow.core.constraint;

import jakarta.validation.MessageInterpolator;
import java.util.Locale;

/** Interpolates without the validated value: messages are stored and sent, and must not quote a reply. */
final class QuietInterpolator implements MessageInterpolator {

    private final MessageInterpolator inner;

    QuietInterpolator(MessageInterpolator inner) {
        this.inner = inner;
    }

    @Override
    public String interpolate(String template, Context context) {
        return interpolate(template, context, Locale.ENGLISH);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return inner.interpolate(
                template, context instanceof QuietContext ? context : QuietContext.violated(context), locale);
    }
}
