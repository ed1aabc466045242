package dev.winnow.db.embedded;

/** The programs by which root starts a server, which refuses to run as root. */
record RootTools(String unshare, String setpriv) {

    static final RootTools OF_THE_SYSTEM = new RootTools("unshare", "setpriv");
}
