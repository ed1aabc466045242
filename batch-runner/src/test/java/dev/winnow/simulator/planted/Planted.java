package dev.winnow.simulator.planted;

import dev.winnow.db.connect.Database;
import java.sql.Connection;

/** Breaks rules on purpose: simulator knows neither the database nor JDBC. */
abstract class Planted {
    abstract Connection of(Database database);
}
