package dev.winnow.simulator.planted.cycle.two;

import dev.winnow.simulator.planted.cycle.one.Hen;

/** Planted: laid by the hen that comes out of it. */
public record Egg(Hen by) {}
