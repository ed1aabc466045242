package dev.winnow.batch;

import dev.winnow.batch.cli.WinnowCommand;

/** Starts the command line. */
public final class WinnowApplication {

    private WinnowApplication() {}

    /** Ends the JVM with the command's exit code. */
    public static void main(String[] args) {
        System.exit(WinnowCommand.execute(args));
    }
}
