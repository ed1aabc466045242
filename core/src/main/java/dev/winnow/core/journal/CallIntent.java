package dev.winnow.core.journal;

import dev.winnow.core.document.DocumentId;
import dev.winnow.core.model.ModelRequest;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A call that is about to be made.
 *
 * @param inputTokens the estimate of its input
 * @param reservedTokens the most it may use: the estimate plus the output limit
 * @param reservedUsd the most it may cost, or empty where the model's prices are unknown
 */
public record CallIntent(
        DocumentId document,
        ModelRequest request,
        long inputTokens,
        long reservedTokens,
        Optional<BigDecimal> reservedUsd) {}
