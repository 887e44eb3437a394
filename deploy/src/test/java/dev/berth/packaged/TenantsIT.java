package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.Printed.Tenant;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The two demo tenants are apart.
@Tag("packaged")
class TenantsIT {

    @RegisterExtension
    static final SharedServer SERVER = new SharedServer();

    @Test
    void users_of_the_same_name_see_their_own_files_and_get_ports_of_their_own_range() throws Exception {
        PackagedServer server = SERVER.server();
        Tenant north = server.printed().tenants().get("north");
        Tenant south = server.printed().tenants().get("south");
        assertThat(north.user()).isEqualTo(south.user());
        assertThat(north.password()).isNotEqualTo(south.password());
        FTPClient ofNorth = Ftp.as(north);
        FTPClient ofSouth = Ftp.as(south);
        assertThat(ofNorth.makeDirectory("own") && ofNorth.changeWorkingDirectory("own"))
                .isTrue();
        assertThat(ofNorth.storeFile("north.txt", InputStream.nullInputStream()))
                .isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(ofNorth.listNames()).containsExactly("north.txt");
            assertThat(north.owns(ofNorth.getPassivePort())).isTrue();
            assertThat(ofSouth.listNames()).containsExactly("welcome.txt");
            assertThat(south.owns(ofSouth.getPassivePort())).isTrue();
        }
        assertThat(ofSouth.changeWorkingDirectory("/own")).isFalse();
        ofNorth.disconnect();
        ofSouth.disconnect();
    }

    @Test
    void the_password_of_one_tenant_is_none_of_the_other() throws Exception {
        PackagedServer server = SERVER.server();
        Tenant north = server.printed().tenants().get("north");
        Tenant south = server.printed().tenants().get("south");
        var client = new FTPClient();
        client.connect(InetAddress.ofLiteral("127.0.0.1"), north.port());
        assertThat(client.login(south.user(), south.password())).isFalse();
        assertThat(client.getReplyCode()).isEqualTo(530);
        client.disconnect();
    }

    @Test
    void the_data_are_closed_to_others() throws Exception {
        PackagedServer server = SERVER.server();
        assertThat(permissions(server.data())).isEqualTo("rwx------");
        assertThat(permissions(server.data().resolve("operator-token"))).isEqualTo("rw-------");
        assertThat(permissions(server.data().resolve("demo-logins"))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
