package dev.berth.deploy.doctor;

import dev.berth.deploy.doctor.Conversation.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/// Examines one tenant at one or more addresses: its ports, each control port, and behind each of them every way of
/// moving data.
public final class Examination {

    private final Subject subject;
    private final Login.Source logins;
    private final Duration patience;
    private final SSLSocketFactory tls = AnyCertificate.sockets();
    private final List<Finding> findings = new ArrayList<>();

    /// @param logins asked once for each control connection
    /// @param patience how long anything may take
    public Examination(Subject subject, Login.Source logins, Duration patience) {
        this.subject = subject;
        this.logins = logins;
        this.patience = patience;
    }

    /// Tries everything.
    ///
    /// @param targets the addresses that clients dial
    public List<Finding> run(List<InetAddress> targets) {
        findings.addAll(PortAdvice.of(subject));
        for (InetAddress target : targets) {
            findings.addAll(new RangeProbe(subject, patience).run(target));
            for (Subject.Door door : subject.doors()) {
                examine(target, door);
            }
        }
        return List.copyOf(findings);
    }

    private void examine(InetAddress target, Subject.Door door) {
        String what = Places.of(target, door.port());
        try (var talk = new Conversation(new InetSocketAddress(target, door.port()), patience)) {
            if (door.tls().equals("implicit")) {
                talk.secure(tls);
            }
            Answer greeting = talk.hear();
            if (!greeting.isGood()) {
                findings.add(Finding.broken(
                        "refused", what, "the server refuses: " + greeting, "look at the node's log and its limits"));
            } else if (isLoggedIn(what, talk, door)) {
                findings.add(Finding.well(
                        what, "answers, and the login works" + (talk.isSecure() ? " in TLS" : " in clear")));
                new Trials(what, subject, talk, tls, patience, findings).run();
                var _ = talk.ask("QUIT");
            }
        } catch (IOException e) {
            findings.add(Advice.control(what, e, door, target));
        }
    }

    private boolean isLoggedIn(String what, Conversation talk, Subject.Door door) throws IOException {
        if (door.tls().equals("required") && !secured(what, talk)) {
            return false;
        }
        Login login = logins.next();
        Answer answer = login(talk, login, door);
        if (!answer.isGood() && Advice.wantsTls(answer) && !talk.isSecure() && secured(what, talk)) {
            answer = login(talk, login, door);
        }
        if (!answer.isGood()) {
            findings.add(Advice.login(what, answer, subject));
            return false;
        }
        if (talk.isSecure()) {
            var _ = talk.ask("PBSZ 0");
            var _ = talk.ask("PROT P");
        }
        return talk.ask("TYPE I").isGood();
    }

    private static Answer login(Conversation talk, Login login, Subject.Door door) throws IOException {
        if (!door.host().isEmpty()) {
            var _ = talk.ask("HOST " + door.host());
        }
        Answer user = talk.ask("USER " + door.prefix() + login.user() + door.suffix());
        return user.code() == 331 ? talk.ask("PASS " + login.password()) : user;
    }

    private boolean secured(String what, Conversation talk) throws IOException {
        Answer auth = talk.ask("AUTH TLS");
        if (!auth.isGood()) {
            findings.add(Finding.broken(
                    "no-tls",
                    what,
                    "TLS is demanded, and AUTH TLS is refused: " + auth,
                    "let the listener offer TLS (tls: explicit or required)"));
            return false;
        }
        try {
            talk.secure(tls);
            return true;
        } catch (IOException e) {
            findings.add(Finding.broken(
                    "tls-handshake",
                    what,
                    "the TLS handshake fails: " + e.getMessage(),
                    "look at the certificate of the tenant, and for a device on the way that speaks FTP itself"));
            return false;
        }
    }
}
