package dev.winnow.simulator;

/** The simulator could not start, for example because its port is in use. */
public final class SimulatorException extends RuntimeException {
    SimulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
