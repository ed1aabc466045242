package dev.winnow.simulator.planted.leak.simulator;

import io.vertx.core.Vertx;

/** Planted: users see Vert.x. */
public interface ShowsVertx {
    void runOn(Vertx vertx);
}
