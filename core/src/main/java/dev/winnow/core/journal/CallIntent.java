package dev.winnow.core.journal;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.model.ModelRequest;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A call that is about to be made.
 *
 * @param reservedTokens the most it may use: estimated input plus the output limit
 * @param reservedUsd the most it may cost, or empty where the model's prices are unknown
 */
public record CallIntent(
        DocumentId document, ModelRequest request, long reservedTokens, Optional<BigDecimal> reservedUsd) {}
