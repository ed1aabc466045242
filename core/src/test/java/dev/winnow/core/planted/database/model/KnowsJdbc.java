package dev.winnow.core.planted.database.model;

import java.sql.Connection;

/** Planted: core knows no database. */
record KnowsJdbc(Connection connection) {}
