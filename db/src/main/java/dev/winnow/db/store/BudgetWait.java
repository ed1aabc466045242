package dev.winnow.db.store;

/**
 * A wait for room in a budget: calls in flight have reserved what is left of it, and may give some back when they end.
 *
 * @param calls how many wait, at least 1
 * @param budget which one and how far it is spent, for operators
 */
public record BudgetWait(int calls, String budget) {}
