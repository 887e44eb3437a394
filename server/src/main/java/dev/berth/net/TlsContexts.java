package dev.berth.net;

import io.netty.handler.ssl.OpenSslServerContext;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Makes the [TlsContext] of each session, from what sessions before it have left where that is possible: reading the
/// key and the certificate takes longer than all else. Nothing is shared (decision record 0090): one session at a time
/// has it, the next one not before the last connection of the one before is gone, and with other ticket keys and
/// another session id context, so that it resumes nothing of theirs. May be used on any thread.
public final class TlsContexts {

    private static final int ID_OCTETS = 16;

    private final int most;
    private final SecureRandom random;
    private final ConcurrentLinkedDeque<Left> left = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong generation = new AtomicLong();

    /// @param most how many that nobody uses are kept
    /// @param random seeded; for the ticket keys
    public TlsContexts(int most, SecureRandom random) {
        this.most = most;
        this.random = random;
    }

    /// What a session has left; connections that it has not closed yet may still use it.
    ///
    /// @param made in which generation
    private record Left(OpenSslServerContext context, TlsTerms terms, long made) {

        /// Whether it is right for these terms, and no connection has it any more.
        boolean suits(TlsTerms wanted) {
            return context.refCnt() == 1 && terms.equals(wanted);
        }
    }

    /// For one session and its data connections.
    ///
    /// @throws SSLException if the terms do not fit the engine
    public TlsContext open(TlsTerms terms) throws SSLException {
        long now = generation.get(); // before it is made: what is forgotten meanwhile was not read anew
        for (Left one : left) {
            if (one.suits(terms) && left.remove(one)) {
                count.decrementAndGet();
                return renewed(one);
            }
        }
        SslContext fresh = TlsContext.made(terms, random);
        return fresh instanceof OpenSslServerContext native_
                ? handed(new Left(native_, terms, now))
                : new TlsContext(fresh, terms.clients().isPresent(), ReferenceCountUtil::release);
    }

    /// Frees what is kept, and what is in use as soon as it is not: keys and certificates may have changed.
    public void forget() {
        generation.incrementAndGet();
        left.forEach(this::drop);
    }

    /// How many are kept that nobody uses.
    public int kept() {
        return count.get();
    }

    private TlsContext renewed(Left one) {
        byte[] id = new byte[ID_OCTETS];
        random.nextBytes(id);
        var sessions = one.context().sessionContext();
        sessions.setSessionCacheEnabled(false); // which empties it
        sessions.setSessionIdContext(id);
        TlsContext.ownSessions(sessions, random);
        return handed(one);
    }

    private TlsContext handed(Left one) {
        return new TlsContext(one.context(), one.terms().clients().isPresent(), _ -> keep(one));
    }

    private void keep(Left one) {
        left.add(one);
        if (count.incrementAndGet() > most) {
            drop(left.peek());
        }
        if (one.made() != generation.get()) {
            drop(one);
        }
    }

    /// Frees it when the last connection is gone, unless another thread has taken it.
    private void drop(@Nullable Left one) {
        if (one != null && left.remove(one)) {
            count.decrementAndGet();
            ReferenceCountUtil.release(one.context());
        }
    }
}
