package dev.winnow.core.planted.wide.openai;

import dev.winnow.core.outcome.Outcome;

/** Planted: openai may use all up to model. */
record ReachesTooFar(Outcome outcome) {}
