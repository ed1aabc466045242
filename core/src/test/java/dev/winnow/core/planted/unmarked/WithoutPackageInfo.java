package dev.winnow.core.planted.unmarked;

/** Planted: its package has no package-info. */
record WithoutPackageInfo(String text) {}
