/// The doctor: logs in to a tenant as its clients do, tries each way of moving data, and says what a client will
/// experience and what to change. It speaks FTP over blocking sockets of its own and knows nothing of the server but
/// what the admin API tells and the wire shows.
@NullMarked
package dev.berth.deploy.doctor;

import org.jspecify.annotations.NullMarked;
