package dev.winnow.core.model;

import java.util.Optional;

/** What a model call ended with. */
public sealed interface CallResult permits ModelReply, CallFailure {

    /** Tokens as the server counted them; empty where it did not say. */
    Optional<Usage> usage();
}
