package dev.winnow.core.planted.marked;

/** Planted: its package has a package-info without the annotation. */
record WithAnEmptyPackageInfo(String text) {}
