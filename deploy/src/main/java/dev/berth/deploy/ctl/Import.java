package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.CtlFailed.Exit;
import dev.berth.deploy.ctl.Taken.State;
import dev.berth.deploy.ctl.foreign.ForeignAccount;
import dev.berth.deploy.ctl.foreign.HashKind;
import dev.berth.deploy.ctl.foreign.Row;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Brings the accounts of a tenant in line with those of another server: makes what is missing, changes what differs,
/// removes nothing.
///
/// @param dryRun whether nothing is done, and only told
record Import(Server server, String tenant, boolean dryRun) {

    /// Accounts that are sent in one request.
    private static final int PART = 500;

    /// Takes over all rows.
    ///
    /// @return what became of each, in the same order
    /// @throws CtlFailed if the server cannot do anything; what is done until then stays
    List<Taken> run(List<Row> rows) {
        Map<String, JsonObject> existing = existing();
        Map<String, String> places = new HashMap<>();
        Map<Row, Taken> taken = new LinkedHashMap<>();
        List<ForeignAccount> fresh = new ArrayList<>();
        for (Row row : rows) {
            switch (row) {
                case Row.Unreadable unreadable -> taken.put(row, Taken.skipped(row, unreadable.why()));
                case ForeignAccount account -> {
                    String before = places.putIfAbsent(account.user(), account.place());
                    JsonObject now = existing.get(account.user());
                    if (before != null) {
                        taken.put(row, Taken.skipped(row, "user is named before, in " + before));
                    } else if (now == null) {
                        fresh.add(account);
                    } else {
                        taken.put(row, changed(account, now));
                    }
                }
            }
        }
        for (int from = 0; from < fresh.size(); from += PART) {
            create(fresh.subList(from, Math.min(fresh.size(), from + PART)), taken);
        }
        return rows.stream().map(row -> Objects.requireNonNull(taken.get(row))).toList();
    }

    private Map<String, JsonObject> existing() {
        Map<String, JsonObject> existing = new HashMap<>();
        server.all(AccountsCommand.path(tenant), "")
                .forEach(each -> existing.put(((JsonObject) each).getString("user"), (JsonObject) each));
        return existing;
    }

    /// Whether a hash can be verified is the server's to say: those that it refuses are tried without.
    private void create(List<ForeignAccount> accounts, Map<Row, Taken> taken) {
        var batches = new AccountBatch(server, tenant);
        Map<ForeignAccount, String> refused = batches.plan(accounts);
        Map<ForeignAccount, ForeignAccount> locked = new LinkedHashMap<>();
        refused.keySet().stream()
                .filter(account -> account.password().isPresent())
                .forEach(account -> locked.put(account.locked(), account));
        Map<ForeignAccount, String> hopeless = batches.plan(List.copyOf(locked.keySet()));
        List<ForeignAccount> good = new ArrayList<>();
        Map<ForeignAccount, String> sayings = new HashMap<>();
        accounts.stream().filter(account -> !refused.containsKey(account)).forEach(good::add);
        locked.forEach((without, account) -> {
            if (hopeless.containsKey(without)) {
                taken.put(account, Taken.skipped(account, refused.getOrDefault(account, "")));
            } else {
                good.add(without);
                sayings.put(without, HashKind.complaint(account) + ": made disabled, without a password");
            }
        });
        refused.forEach((account, why) -> taken.putIfAbsent(account, Taken.skipped(account, why)));
        Map<ForeignAccount, String> failed = dryRun ? Map.of() : batches.create(good);
        for (ForeignAccount account : good) {
            ForeignAccount row = locked.getOrDefault(account, account);
            String why = failed.get(account);
            Taken made = Taken.of(account, State.CREATED, sayings.getOrDefault(account, ""));
            taken.put(row, why == null ? settled(account, made, dryRun) : Taken.skipped(row, why));
        }
    }

    private Taken changed(ForeignAccount account, JsonObject now) {
        JsonObject patch = account.terms().copy();
        // It holds for the first login, which may be over.
        patch.remove("mustChangePassword");
        patch.getMap().entrySet().removeIf(entry -> Objects.equals(entry.getValue(), now.getValue(entry.getKey())));
        Taken same = Taken.of(account, State.SAME, "");
        if (patch.isEmpty()) {
            return settled(account, same, false);
        }
        Taken changed = same.saying(State.CHANGED, String.join(", ", patch.fieldNames()));
        try {
            if (!dryRun) {
                server.patchUnchanged(path(account), patch);
            }
        } catch (CtlFailed failed) {
            return refused(account, failed);
        }
        return settled(account, changed, false);
    }

    /// Sets what is not part of the account itself.
    ///
    /// @param absent whether the account is not there, and can only be spoken of
    private Taken settled(ForeignAccount account, Taken so, boolean absent) {
        Taken now = so;
        try {
            if (!absent && !account.quota().isEmpty()) {
                JsonObject quota = server.get(path(account) + "/quota").getJsonObject("quota");
                now = set(account, now, "quota", quota, account.quota());
            }
            if (!absent && !account.limits().isEmpty()) {
                now = set(account, now, "limits", server.get(path(account) + "/limits"), account.limits());
            }
            return now;
        } catch (CtlFailed failed) {
            return refused(account, failed);
        }
    }

    private Taken set(ForeignAccount account, Taken so, String what, JsonObject now, JsonObject wanted) {
        JsonObject merged = now.copy().mergeIn(wanted);
        if (merged.equals(now)) {
            return so;
        }
        if (!dryRun) {
            var _ = server.put(path(account) + "/" + what, merged);
        }
        return so.state() == State.CREATED ? so : so.saying(State.CHANGED, what);
    }

    private static Taken refused(ForeignAccount account, CtlFailed failed) {
        if (failed.exit() != Exit.REFUSED) {
            throw failed;
        }
        return Taken.skipped(account, "not all of it is done: " + failed.getMessage());
    }

    private String path(ForeignAccount account) {
        return AccountsCommand.path(tenant) + "/" + Ctl.segment(account.user());
    }
}
