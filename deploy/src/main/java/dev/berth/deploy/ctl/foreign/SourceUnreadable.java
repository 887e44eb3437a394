package dev.berth.deploy.ctl.foreign;

/// Nothing can be made of a file as a whole; the message says why.
public final class SourceUnreadable extends Exception {

    private static final long serialVersionUID = 1L;

    SourceUnreadable(String sentence) {
        super(sentence);
    }
}
