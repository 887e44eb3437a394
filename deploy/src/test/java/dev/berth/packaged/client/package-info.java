/// Real clients against the packaged server: one class per client, which says how it is called, and one list of
/// operations, [Operation], which says what must come of it. A new way of reaching the server (another protection
/// of the connections, say) is one more value of [Way] and one more branch in each client.
package dev.berth.packaged.client;
