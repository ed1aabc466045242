package dev.winnow.simulator.planted.cycle.one;

import dev.winnow.simulator.planted.cycle.two.Egg;

/** Planted: comes out of the egg that it lays. */
public record Hen(Egg from) {}
