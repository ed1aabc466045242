package dev.winnow.simulator.planted.sideways.api;

import dev.winnow.simulator.http.Ask;

/** Planted: api knows no server. */
record KnowsTheServer(Ask ask) {}
