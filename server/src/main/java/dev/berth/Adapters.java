package dev.berth;

import dev.berth.account.Authenticator;
import dev.berth.account.OwnPassword;
import dev.berth.ban.Bans;
import dev.berth.certificate.Certificates;
import dev.berth.endpoint.Directory;
import dev.berth.observe.Events;
import dev.berth.quota.QuotaLedger;
import dev.berth.storage.Storage;

/// What the engine asks of the outside; `deploy` hands it in.
///
/// @param directory tenants and endpoints
/// @param certificates of tenants and endpoints, and what tenants demand of TLS
/// @param authenticator decides logins
/// @param passwords changes them for their users
/// @param storage the files
/// @param quotas the books of what accounts and tenants have
/// @param bans who may not log in
/// @param events who wants to know what happens
public record Adapters(
        Directory directory,
        Certificates certificates,
        Authenticator authenticator,
        OwnPassword passwords,
        Storage storage,
        QuotaLedger quotas,
        Bans bans,
        Events events) {}
