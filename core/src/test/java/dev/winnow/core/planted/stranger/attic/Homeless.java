package dev.winnow.core.planted.stranger.attic;

/** Planted: a package that has no place on the way. */
record Homeless(String text) {}
