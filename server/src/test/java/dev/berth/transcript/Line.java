package dev.berth.transcript;

/// One thing to do or to see in a transcript.
sealed interface Line {

    /// Octets for the control connection.
    ///
    /// @param held they go out together with the next
    record Sent(int number, int client, String octets, boolean held) implements Line {}

    /// A reply.
    record Replied(int number, int client, Expectation expected) implements Line {}

    /// Octets over the control connection that are no reply.
    record Signalled(int number, int client, String octets) implements Line {}

    /// The end of the control connection.
    record Closed(int number, int client) implements Line {}

    /// Octets for the data connection.
    ///
    /// @param last the data connection ends after them
    record Uploaded(int number, int client, String octets, boolean last) implements Line {}

    /// What came over the data connection until its end.
    record Downloaded(int number, int client, Expectation expected) implements Line {}

    /// A line that sets or checks the scene.
    record Directed(int number, int client, String direction) implements Line {}

    /// Where it stands in its file: the last of the lines that it was made of, from 1.
    int number();

    /// Whose it is: 1 or 2.
    int client();
}
