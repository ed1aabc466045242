package dev.winnow.simulator.planted.vertx.reply;

import io.vertx.core.Vertx;

/** Planted: Vert.x outside http. */
record KnowsVertx(Vertx vertx) {}
