/// A load test for any FTP server, and a comparison of servers under it. It shares no code with the server: blocking
/// sockets, one thread per FTP session. Every reply code and every count of octets is checked; a fault is counted
/// and its text is kept. [Load] loads one running server; [Bench] starts several and runs them in turn.
@NullMarked
package dev.berth.load;

import org.jspecify.annotations.NullMarked;
