/// The directory in a relational database, PostgreSQL or H2: tenants, endpoints, accounts, logins and
/// administrators' tokens, each behind the contract that its domain package states. SQL, connections and password
/// hashes live here and nowhere else; nothing here knows of sockets, files of tenants or sessions.
///
/// Two ways lead to the database, and both leave the event loops free. Single statements go through Vert.x'
/// [io.vertx.jdbcclient.JDBCPool] ([Statements]); what must be one transaction runs as a whole on a worker thread
/// ([Transactions]). Both say whose rows they are about ([Scope]). Decision records 0011 and 0050.
@NullMarked
@CheckReturnValue
package dev.berth.jdbc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
