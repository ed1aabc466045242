package dev.winnow.simulator.http;

/** What a server serves. Called from several threads. */
public interface Service {

    HttpReply reply(Ask ask);

    /** Whether connections are to be closed as soon as they are made, and replies not to be sent. */
    boolean unreachable();
}
