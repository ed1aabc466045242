package dev.winnow.db.agreement;

import java.util.Optional;

/**
 * What the three say of one value.
 *
 * @param value as JSON
 * @param table empty where PostgreSQL cannot be asked, as of a text where a column holds numbers
 */
record Verdict(String value, boolean validation, boolean schema, Optional<Boolean> table) {}
