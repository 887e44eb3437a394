package dev.berth.jdbc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A row of each table.
final class MigratedRows {

    private MigratedRows() {}

    /// SQL by the version of the database that it needs.
    static Map<Integer, List<String>> byVersion() {
        Map<Integer, List<String>> rows = new LinkedHashMap<>();
        rows.put(
                1,
                List.of(
                        "insert into tenant (slug, name, storage_root) values ('acme', 'Acme & Söhne', 'acme')",
                        "insert into endpoint (name, tenant_id) select 'acme', id from tenant",
                        "insert into listener (endpoint_id, port, tls, proxy) select id, 2121, 'EXPLICIT', 'OFF' from endpoint",
                        "insert into tenant_endpoint (tenant_id, endpoint_id) select tenant_id, id from endpoint",
                        "insert into passive_range (tenant_id, first_port, last_port) select id, 30000, 30099 from tenant",
                        "insert into external_rule (tenant_id, place, network, address) select id, 0, 'any', 'auto' from tenant",
                        "insert into account (tenant_id, name, home, permissions) select id, 'böb', '/b', 'LIST,READ' from tenant",
                        "insert into credential (tenant_id, account_id, kind, hash) select tenant_id, id, 'PASSWORD', '$6$x' from account",
                        "insert into api_token (name, token_hash, role, tenant_id) select 'a', 'h', 'TENANT_ADMIN', id from tenant",
                        "insert into change_log (rev, kind, object_id, operation, tenant_id) select 1, 'TENANT', id, 'CREATE', id from tenant",
                        "update revision set latest = 1"));
        rows.put(
                4,
                List.of(
                        "insert into data_rules (tenant_id, port_key, port_mode, active, from_port_20,"
                                + " privileged_targets, fxp, fxp_ports) select id, 'EXACT', 'SHARED', true, false, false, false, 0 from tenant"));
        rows.put(
                6,
                List.of(
                        "insert into tenant_tls (tenant_id, demand, resumption, strict_end, clear_command)"
                                + " select id, 'LOGIN', 'PREFER', true, false from tenant",
                        "insert into certificate (tenant_id, name, key_kind, hosts, fingerprint, expires_at, chain, sealed_key)"
                                + " select id, 'a', 'RSA', 'ftp.example.net', 'f', current_timestamp, 'PEM', cast('ab' as bytea) from tenant"));
        rows.put(
                8,
                List.of(
                        "insert into quota_usage (tenant_id, account_id, used_octets, used_files) select tenant_id, id, 7, 1 from account",
                        "insert into quota_node (node, incarnation) values ('a', 'one')",
                        "insert into quota_lease (tenant_id, account_id, incarnation, octets) select tenant_id, id, 'one', 9 from account",
                        "update tenant set quota_octets = 1000",
                        "update account set quota_files = 10"));
        rows.put(9, List.of("update tenant set status = 'BLOCKED', status_reason = 'unpaid'"));
        rows.put(20, List.of("update api_token set operations = 'listTenants'"));
        rows.put(
                21,
                List.of(
                        "update tenant set time_zone = 'Europe/Berlin', charset = 'ISO-8859-1'",
                        "insert into manner_rule (tenant_id, place, network, stou) select id, 0, 'any', 'FOR' from tenant"));
        rows.put(23, List.of("update data_rules set max_per_account = 5"));
        rows.put(24, List.of("update account set one_time = true"));
        rows.put(25, List.of("update tenant_tls set client_use = 'EXTRA'"));
        rows.put(
                31,
                List.of(
                        "insert into audit_record select 1, 1, current_timestamp, 'a', id, slug, 'böb', '192.0.2.1', 1, 'STOR',"
                                + " '[]', 5, 'DONE', 226, '' from tenant",
                        "insert into audit_retention (tenant_id, days) select id, 30 from tenant"));
        rows.put(32, List.of("update tenant set limits = 'sessions=5'", "update account set limits = 'sessions=1'"));
        rows.put(33, List.of("update account set own_password = false"));
        rows.put(34, List.of("update account set permissions = 'LIST,READ', must_change = true, login_rules = '{}'"));
        rows.put(
                35,
                List.of(
                        "insert into app_password (tenant_id, account_id, label, secret_hash, path, permissions, networks)"
                                + " select tenant_id, id, 'phone', 'h', '/', 'READ', '' from account"));
        rows.put(
                36,
                List.of(
                        "insert into administrator (place, name, password_hash, role, tenant_id) select id, 'root', 'h', 'TENANT_ADMIN', id from tenant",
                        "insert into signing_key (id, sealed) values (1, cast('ab' as bytea))",
                        "insert into idempotency_key (caller, name, request) values ('token 1', 'a', 'b')"));
        rows.put(
                37,
                List.of("insert into job (id, kind, tenant_id, node, state, total, done, began_at)"
                        + " select 'j', 'import', id, 'a', 'DONE', 1, 1, current_timestamp from tenant"));
        rows.put(38, List.of("update data_rules set idle_data = 60"));
        rows.put(
                50,
                List.of("insert into job (id, kind, tenant_id, tenant, node, state, total, done, began_at)"
                        + " select 'j', 'import', id, slug, 'a', 'DONE', 1, 1, current_timestamp from tenant"));
        rows.put(
                39,
                List.of("insert into ban (tenant_id, network, by_hand, made_by, reason, times, made_at, rev)"
                        + " select id, '192.0.2.0/24', true, 'root', 'why', 1, current_timestamp, 1 from tenant"));
        rows.put(
                40,
                List.of(
                        "insert into folder (tenant_id, name, directory) select id, 'shared', 'shared' from tenant",
                        "insert into folder_mount (tenant_id, account_id, folder_id, path, permissions)"
                                + " select a.tenant_id, a.id, f.id, '/shared', 'LIST,READ' from account a, folder f"));
        rows.put(
                41,
                List.of("insert into second_factor (tenant_id, account_id, sealed_secret, last_step, created_at)"
                        + " select tenant_id, id, cast('ab' as bytea), 7, current_timestamp from account"));
        rows.put(42, List.of("insert into anonymous_access (tenant_id, account_id) select tenant_id, id from account"));
        rows.put(
                45,
                List.of(
                        "insert into plan (name, description, version) values ('small', 'Few', 1)",
                        "insert into plan_version (plan_id, version, limits, quota_octets) select id, 1, 'sessions=5', 9 from plan",
                        "update tenant set plan_id = (select id from plan)"));
        rows.put(46, List.of("update tenant set status_changes = '1800000000 BLOCKED unpaid'"));
        rows.put(47, List.of("update tenant set greeting = 'Grüß Gott'"));
        rows.put(55, List.of("update tenant set file_uid = 33, file_gid = 4294967294"));
        rows.put(
                70,
                List.of(
                        "update listener set tenant_by = 'host login-slash'",
                        "insert into tenant_domain (domain, tenant_id) select 'shop.example', id from tenant",
                        "insert into tenant_destination (address, port, tenant_id) select '198.51.100.7', 0, id from tenant"));
        rows.put(75, List.of("update change_log set of_quota = true"));
        rows.put(
                76,
                List.of("insert into account_defaults (tenant_id, settings, limits, quota_octets)"
                        + " select id, '{}', 'sessions=5', 9 from tenant"));
        return rows;
    }
}
