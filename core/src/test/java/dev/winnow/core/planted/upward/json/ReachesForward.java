package dev.winnow.core.planted.upward.json;

import dev.winnow.core.model.Usage;

/** Planted: json stands before model. */
record ReachesForward(Usage usage) {}
