package dev.winnow.core.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The most a call may use, set aside before it is made.
 *
 * @param tokens input and output together
 * @param usd rounded up to 9 digits; empty where the prices are unknown
 */
public record Reservation(long tokens, Optional<BigDecimal> usd) {}
