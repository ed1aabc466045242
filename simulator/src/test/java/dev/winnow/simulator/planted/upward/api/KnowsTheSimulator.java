package dev.winnow.simulator.planted.upward.api;

import dev.winnow.simulator.Simulator;

/** Planted: api stands below the simulator. */
record KnowsTheSimulator(Simulator simulator) {}
