package dev.winnow.batch.cli;

/** The exit codes of every command; scripts rely on them. */
final class ExitCodes {

    /** Every document was extracted, or the command did what it was asked. */
    static final int DONE = 0;
    /** Stopped before the end; the same command continues. */
    static final int STOPPED = 1;
    /** Wrong usage, or a setup that cannot work. */
    static final int USAGE = 2;
    /** Finished, and some documents have another outcome than EXTRACTED. */
    static final int OTHER_OUTCOMES = 3;

    private ExitCodes() {}
}
