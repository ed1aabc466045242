package dev.winnow.core.planted.http.model;

import okhttp3.OkHttpClient;

/** Planted: only openai knows OkHttp. */
record KnowsOkHttp(OkHttpClient client) {}
