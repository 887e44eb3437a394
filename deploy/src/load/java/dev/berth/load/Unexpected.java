package dev.berth.load;

import java.io.IOException;

/// The server answered, or sent, something else than it had to.
final class Unexpected extends IOException {

    private static final long serialVersionUID = 1L;

    Unexpected(String what) {
        super(what);
    }
}
