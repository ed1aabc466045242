package dev.winnow.core.planted;

import dev.winnow.db.connect.Database;
import java.sql.Connection;

/** Breaks rules on purpose: core knows neither the database nor JDBC. */
abstract class Planted {
    abstract Connection of(Database database);
}
