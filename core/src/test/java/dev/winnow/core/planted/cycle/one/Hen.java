package dev.winnow.core.planted.cycle.one;

import dev.winnow.core.planted.cycle.two.Egg;

/** Planted: comes out of the egg that it lays. */
public record Hen(Egg from) {}
