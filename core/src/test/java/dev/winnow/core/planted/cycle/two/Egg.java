package dev.winnow.core.planted.cycle.two;

import dev.winnow.core.planted.cycle.one.Hen;

/** Planted: laid by the hen that comes out of it. */
public record Egg(Hen by) {}
