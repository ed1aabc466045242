package dev.winnow.core.model;

/** What a model call ended with. */
public sealed interface CallResult permits ModelReply, CallFailure {}
