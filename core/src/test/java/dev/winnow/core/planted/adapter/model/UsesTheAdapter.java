package dev.winnow.core.planted.adapter.model;

import dev.winnow.core.openai.OpenAiModelClient;

/** Planted: nothing may use openai. */
record UsesTheAdapter(OpenAiModelClient client) {}
