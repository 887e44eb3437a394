package dev.berth.admin.state;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountBatches;
import dev.berth.account.AnonymousAccess;
import dev.berth.account.AppPasswords;
import dev.berth.account.Folders;
import dev.berth.account.SecondFactors;
import dev.berth.admin.limits.LimitJson;
import dev.berth.admin.quotas.QuotaJson;
import dev.berth.audit.AuditTrail;
import dev.berth.certificate.Certificates;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.plan.NewAccounts;
import dev.berth.plan.Plans;
import dev.berth.tenant.Limit;
import java.util.List;
import java.util.stream.Stream;

/// What knows the parts of the state.
public record Sources(
        Directory directory,
        Alterations alterations,
        AccountAlterations accounts,
        AccountBatches batches,
        AppPasswords appPasswords,
        SecondFactors factors,
        Folders folders,
        AnonymousAccess anonymous,
        Certificates certificates,
        Plans plans,
        NewAccounts newAccounts,
        AuditTrail audits) {

    /// The table of the parts: one row for each. What one needs of another comes before it.
    State state() {
        var list = new CertificateList(certificates);
        List<AccountPart> settings = List.of(
                new AccountSetting(
                        "limits",
                        "setAccountLimits",
                        plans,
                        allowance -> LimitJson.write(allowance.limits()),
                        body -> LimitJson.write(LimitJson.read(body, Limit::isForAccounts))),
                new AccountSetting(
                        "quota",
                        "setAccountQuota",
                        plans,
                        allowance -> QuotaJson.write(allowance.quota()),
                        body -> QuotaJson.write(QuotaJson.read(body))),
                new MountPart(folders));
        List<AccountPart> secrets = List.of(new FactorPart(factors), new AppPasswordPart(appPasswords));
        Stream<Section<Berth>> others = Stream.of(
                new CertificateSection(list),
                new FolderSection(folders),
                new AccountSection(accounts, batches, secrets, settings),
                new AnonymousSection(anonymous, accounts, settings));
        return new State(
                directory,
                List.of(
                        new EndpointSection(list, alterations),
                        new PlanSection(plans),
                        new TenantSection(
                                Stream.concat(TenantSettings.all(this).stream(), others)
                                        .toList(),
                                alterations,
                                new FolderUse(folders, anonymous))));
    }
}
