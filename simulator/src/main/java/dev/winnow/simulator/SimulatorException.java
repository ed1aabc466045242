package dev.winnow.simulator;

import java.io.IOException;

/** The simulator could not start, for example because its port is in use. */
public final class SimulatorException extends RuntimeException {
    SimulatorException(IOException problem) {
        super(problem.getMessage(), problem.getCause());
    }
}
