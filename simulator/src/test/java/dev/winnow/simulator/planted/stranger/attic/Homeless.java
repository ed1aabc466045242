package dev.winnow.simulator.planted.stranger.attic;

/** Planted: a package that is no room, and not null-marked. */
record Homeless(String text) {}
