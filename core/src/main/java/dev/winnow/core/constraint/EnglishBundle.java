package dev.winnow.core.constraint;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.hibernate.validator.messageinterpolation.AbstractMessageInterpolator;
import org.hibernate.validator.spi.resourceloading.ResourceBundleLocator;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a class loader brings. Never those in the language of the machine, to which Java would fall back: schema and
 * fingerprint must be the same everywhere.
 */
record EnglishBundle(ClassLoader loader) implements ResourceBundleLocator {

    @Override
    public @Nullable ResourceBundle getResourceBundle(Locale locale) {
        try {
            return ResourceBundle.getBundle(
                    AbstractMessageInterpolator.USER_VALIDATION_MESSAGES,
                    Locale.ENGLISH,
                    loader,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        } catch (MissingResourceException e) {
            return null;
        }
    }
}
