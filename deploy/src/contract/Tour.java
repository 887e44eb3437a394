import dev.berth.client.ApiClient;
import dev.berth.client.ApiException;
import dev.berth.client.api.AccountsApi;
import dev.berth.client.api.SessionsApi;
import dev.berth.client.api.TenantsApi;
import dev.berth.client.model.ExternalRule;
import dev.berth.client.model.Listener;
import dev.berth.client.model.NewAccount;
import dev.berth.client.model.NewTenant;
import dev.berth.client.model.Passive;
import dev.berth.client.model.Session;
import dev.berth.client.model.TenantChange;
import dev.berth.client.model.TenantStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The README's tour in the hands of a client that was generated from the contract: `deploy/check-contract` runs it.
///
/// Arguments: the API's address with its path, and a token.
class Tour {

    private static final String PASSWORD = "correct horse battery";

    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + arguments[1]));
        TenantsApi tenants = new TenantsApi(client);
        int port = freePort();
        int first = 20_000 + port % 5_000; // below those that the system gives away

        tenants.createTenant(
                new NewTenant()
                        .slug("west")
                        .listeners(List.of(new Listener().port(port)))
                        .passive(passive(first)),
                "tour-1");
        new AccountsApi(client)
                .createAccount("west", new NewAccount().user("alice").password(PASSWORD).home("/alice"), null);
        try (Ftp ftp = new Ftp(port)) {
            ftp.says("USER alice", "331");
            ftp.says("PASS " + PASSWORD, "230");
            List<Session> sessions = new SessionsApi(client)
                    .listSessions("west", null, null, null, null, null, null)
                    .getItems();
            require(sessions.size() == 1 && "alice".equals(sessions.getFirst().getUser()), "alice is listed");
            require(ftp.portOf("EPSV") >= first && ftp.portOf("EPSV") < first + 10, "a port of the range");
            tenants.setPassive("west", passive(first + 10), null);
            require(ftp.portOf("EPSV") >= first + 10, "a port of the new range");
            ftp.upload("hello.txt", "hello\n");
        }
        tenants.changeTenant("west", new TenantChange().status(TenantStatus.BLOCKED), null);
        try (Ftp ftp = new Ftp(port)) {
            ftp.says("USER alice", "331");
            ftp.says("PASS " + PASSWORD, "530");
        }
        tenants.changeTenant("west", new TenantChange().status(TenantStatus.ACTIVE), null);
        try (Ftp ftp = new Ftp(port)) {
            ftp.says("USER alice", "331");
            ftp.says("PASS " + PASSWORD, "230");
        }
        tenants.deleteTenant("west", null, null);
        try {
            tenants.getTenant("west");
            throw new AssertionError("the tenant is there still");
        } catch (ApiException e) {
            require(e.getCode() == 404, "it is gone");
        }
        System.out.println("The tour was passed.");
    }

    private static Passive passive(int first) {
        return new Passive()
                .ports(first + "-" + (first + 9))
                .external(List.of(new ExternalRule().clients("127.0.0.0/8").address("127.0.0.1")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /// As much of FTP as the tour needs.
    private static final class Ftp implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader replies;

        Ftp(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            reply("220");
        }

        String says(String line, String code) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return reply(code);
        }

        int portOf(String verb) throws IOException {
            String reply = says(verb, "229");
            return Integer.parseInt(reply.replaceAll(".*\\(\\|\\|\\|(\\d+)\\|\\).*", "$1"));
        }

        void upload(String name, String content) throws IOException {
            try (Socket data = new Socket("127.0.0.1", portOf("EPSV"))) {
                says("STOR " + name, "150");
                try (OutputStream out = data.getOutputStream()) {
                    out.write(content.getBytes(StandardCharsets.US_ASCII));
                }
            }
            reply("226");
        }

        private String reply(String code) throws IOException {
            String line = replies.readLine();
            while (line != null && !line.matches("\\d{3} .*")) {
                line = replies.readLine();
            }
            require(line != null && line.startsWith(code), "wanted " + code + ", got " + line);
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
