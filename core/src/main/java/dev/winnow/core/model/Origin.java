package dev.winnow.core.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a group of facts comes from.
 *
 * @param source a page, a list, or the file that changed them
 * @param date the day they were read; empty where a file of the user's own does not say
 * @param doubt why they may be wrong; empty for what the provider itself says
 */
public record Origin(String source, Optional<LocalDate> date, Optional<String> doubt) {

    /** Facts without a date and without a doubt. */
    public static Origin of(String source) {
        return new Origin(source, Optional.empty(), Optional.empty());
    }
}
