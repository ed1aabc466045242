package dev.winnow.simulator;

/** A limit as it is used up. Times are nanoseconds since 1970 and never go back. Not thread-safe. */
interface Meter {

    /** Gives back what is due by now. All else is said of this time. */
    void advance(long now);

    /** How long until so many units, at most the whole limit, are free; zero if they are. */
    long untilFree(long units);

    /** Takes units that are free. */
    void take(long units);

    /** Counts one unit that was refused, as far as the limit goes. */
    void countRefused();

    /** Whole units, rounded up, at most the limit. */
    long used();

    /** How long until no unit is used. */
    long untilEmpty();
}
