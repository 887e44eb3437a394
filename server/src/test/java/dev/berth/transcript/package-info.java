/// Transcripts as specification: text files in the notation of RFC 3659 that are played, over plain blocking
/// sockets, against a running server. Nothing here shares code with the server: what the wire says is read by the
/// RFCs alone.
///
/// A file `transcripts/<verb>.txt` says before its first case which verbs it specifies (`% specifies MKD, XMKD`), for a
/// verb without a specification has no place in the table; then it holds cases, each begun by `=== title`. Every case
/// is played on a connection of
/// its own, logged in (unless told otherwise) as a new account with an empty home, and ends with a look for leaks.
/// Text is taken as octets; `\xHH`, `\r`, `\n`,
/// `\t`, `\s` (a space that editors must not strip), `\0` and `\\` stand for special ones.
///
/// | line | meaning |
/// | --- | --- |
/// | `# text` | a remark: the sentence of the RFC that follows |
/// | `C> text` | sent, with CRLF. `{user}` `{password}` are the account's, `{name}` its name without the tenant;
/// `{active}` and `{extended}` are a port that
/// the player listens on, in the forms of PORT and EPRT |
/// | `C+> text` | set aside, and sent in one segment with the next `C>` or `C!>` |
/// | `C!> octets` | sent as they are, without CRLF |
/// | `S> 550` | a reply of any text with this code; `500\|502` allows either |
/// | `S> 257 "/a" ...` | a reply of one line with this text; `...` stands for anything |
/// | `S> 211-first`, lines, `S> 211 last` | a reply of several lines; a line `...` stands for any number of lines |
/// | `S!> octets` | octets that are no reply, Telnet signals for instance |
/// | `S> closed` | the server closes the connection |
/// | `U> text` | sent over the data connection, with CRLF; after the last of a block the data connection is ended |
/// | `U!> octets` | the same without CRLF; `U+> octets` leaves the data connection open |
/// | `D> text` | a line that came over the data connection, which then ended; `...` as above |
/// | `D!> octets` | octets that came, without CRLF; an empty one: nothing came |
/// | `% given ...`, `% do ...`, `% expect ...` | the scene: see [Scene] |
///
/// `C2>`, `S2>`, `D2>`, `U2>` are those of a second client, logged in likewise. On 227 and 229 the player opens the
/// data connection itself, to the announced port at the address of the control connection, as curl and Python do;
/// it checks that the port is in the tenant's range. Data that came and is not mentioned is a failure, and so is a
/// reply that is not.
@NullMarked
package dev.berth.transcript;

import org.jspecify.annotations.NullMarked;
