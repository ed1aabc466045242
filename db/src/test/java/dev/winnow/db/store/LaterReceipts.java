package dev.winnow.db.store;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.winnow.core.type.Extracted;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The record type receipt as it may be declared one day. */
final class LaterReceipts {

    private static final String INSTRUCTIONS = "instructions.md";

    private LaterReceipts() {}

    /** Renamed, gone, new. */
    @Extracted(value = "receipt", instructions = INSTRUCTIONS)
    record Compatible(
            @JsonAlias("company") String seller,
            @Nullable LocalDate date,
            BigDecimal total,
            @Nullable String currency) {}

    /** As {@link Shorter} for model and tables, but not for its constructor. */
    @Extracted(value = "receipt", instructions = INSTRUCTIONS)
    record Capitals(
            @Size(max = 5) String company,
            @Nullable LocalDate date,
            @Nullable String address,
            BigDecimal total) {

        Capitals {
            if (!company.equals(company.toUpperCase(Locale.ROOT))) {
                throw new IllegalArgumentException(company);
            }
        }
    }

    @Extracted(value = "receipt", instructions = INSTRUCTIONS)
    record Shorter(
            @Size(max = 5) String company,
            @Nullable LocalDate date,
            @Nullable String address,
            BigDecimal total) {}

    @Extracted(value = "receipt", instructions = INSTRUCTIONS)
    record Upcoming(
            String company,
            @Future @Nullable LocalDate date,
            @Nullable String address,
            BigDecimal total) {}
}
