package dev.winnow.core.planted.database.model;

import javax.sql.DataSource;

/** Planted: core knows no database. */
record KnowsDataSources(DataSource source) {}
