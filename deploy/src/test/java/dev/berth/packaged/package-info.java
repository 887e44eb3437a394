/// The distribution as an operator starts it: its start and end, and its proofs under a tracer. Nothing here knows a
/// class of the server; the tests see what a process, a socket and a file show.
package dev.berth.packaged;
