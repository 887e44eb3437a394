/// Real FTPS clients against the packaged server: one class per client, and what looks at the server's TLS from
/// outside.
package dev.berth.packaged.ftps;
