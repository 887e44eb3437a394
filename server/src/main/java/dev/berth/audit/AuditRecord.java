package dev.berth.audit;

import dev.berth.tenant.TenantId;
import java.util.List;

/// Something that was done or tried. What is not known, or makes no sense, is empty text or 0.
///
/// @param key which one it is
/// @param node on which it happened
/// @param tenant whose it is; [TenantId#NOBODY] if it is nobody's
/// @param slug what the tenant was called
/// @param actor who: the user of the account, the text of a refused login, or the name of an administrator
/// @param client the address that it came from
/// @param session the number of the session in the process of the node
/// @param operation such as `upload`, or the id of an operation of the admin API
/// @param paths of the files, or of the resource of the admin API
/// @param octets how many went over the data connection
/// @param result how it ended
/// @param code the code of the reply, or of the HTTP answer
/// @param detail more, in words
public record AuditRecord(
        AuditKey key,
        String node,
        TenantId tenant,
        String slug,
        String actor,
        String client,
        long session,
        String operation,
        List<String> paths,
        long octets,
        Result result,
        int code,
        String detail) {

    public AuditRecord {
        paths = List.copyOf(paths);
    }

    /// How something ended.
    public enum Result {
        /// It was done.
        DONE,
        /// It was not allowed, or not possible as it was asked for.
        REFUSED,
        /// It was broken off, or the server could not do it.
        FAILED
    }

    /// What it takes of the queue, in characters; about.
    int weight() {
        int weight = actor.length() + detail.length() + 100;
        for (String path : paths) {
            weight += path.length();
        }
        return weight;
    }
}
