package dev.berth.admin.state;

import dev.berth.admin.accounts.DefaultJson;
import dev.berth.admin.audit.AuditOperations;
import dev.berth.admin.certificates.CertificateFields;
import dev.berth.admin.limits.LimitJson;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.quotas.QuotaJson;
import dev.berth.admin.tenants.DataFields;
import dev.berth.admin.tenants.MannerFields;
import dev.berth.admin.tenants.MannerJson;
import dev.berth.certificate.Certificates;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.TenantManners;
import dev.berth.tenant.TlsPolicy;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// The table of what tenants have besides their place and their accounts: one row for each.
final class TenantSettings {

    private TenantSettings() {}

    private static JsonObject tls(JsonObject body, Certificates certificates) {
        TlsPolicy policy = Fields.read(body, CertificateFields::policy);
        certificates.require(policy);
        return CertificateFields.json(policy);
    }

    static List<Section<Berth>> all(Sources sources) {
        return List.of(
                new SettingSection(
                        "limits",
                        "setTenantLimits",
                        berth -> sources.plans()
                                .terms(berth.tenant().id())
                                .map(terms -> LimitJson.write(terms.own().limits())),
                        body -> LimitJson.write(LimitJson.read(body, _ -> true))),
                new SettingSection(
                        "quota",
                        "setTenantQuota",
                        berth -> sources.plans()
                                .terms(berth.tenant().id())
                                .map(terms -> QuotaJson.write(terms.own().quota())),
                        body -> QuotaJson.write(QuotaJson.read(body))),
                new SettingSection(
                        "accountDefaults",
                        "setAccountDefaults",
                        berth -> sources.newAccounts().of(berth.tenant().id()).map(DefaultJson::write),
                        body -> DefaultJson.whole(body, sources.accounts())),
                new SettingSection(
                        "data",
                        "setData",
                        berth -> Future.succeededFuture(DataFields.json(berth.data())),
                        body -> DataFields.json(Fields.read(body, DataFields::rules))),
                new SettingSection(
                        "manners",
                        "setManners",
                        berth -> sources.directory()
                                .manners()
                                .map(all -> MannerJson.of(
                                        all.getOrDefault(berth.tenant().id(), TenantManners.USUAL))),
                        body -> MannerJson.of(Fields.read(body, MannerFields::manners))),
                new SettingSection(
                        "auditRetention",
                        "setAuditRetention",
                        berth -> sources.audits().retention(berth.tenant().id()).map(AuditOperations::json),
                        body -> AuditOperations.json(AuditOperations.days(body))),
                new SettingSection(
                        "tls",
                        "setTls",
                        berth -> sources.certificates()
                                .policy(berth.tenant().id())
                                .map(CertificateFields::json),
                        body -> tls(body, sources.certificates())));
    }
}
