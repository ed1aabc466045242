package dev.winnow.db.planted.two;

import dev.winnow.db.planted.one.Planted;

/** Closes a cycle of packages on purpose. */
public abstract class Back {
    abstract Planted planted();
}
