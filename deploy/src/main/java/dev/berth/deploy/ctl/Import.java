package dev.berth.deploy.ctl;

import dev.berth.deploy.ctl.AccountBatch.Verdict;
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
import java.util.UUID;
import java.util.function.Consumer;

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
        List<ForeignAccount> known = new ArrayList<>();
        for (Row row : rows) {
            switch (row) {
                case Row.Unreadable unreadable -> taken.put(row, Taken.skipped(row, unreadable.why()));
                case ForeignAccount account -> {
                    String before = places.putIfAbsent(account.user(), account.place());
                    if (before != null) {
                        taken.put(row, Taken.skipped(row, "user is named before, in " + before));
                    } else {
                        (existing.containsKey(account.user()) ? known : fresh).add(account);
                    }
                }
            }
        }
        parts(fresh, part -> create(part, taken));
        parts(known, part -> change(part, existing, taken));
        return rows.stream().map(row -> Objects.requireNonNull(taken.get(row))).toList();
    }

    private static void parts(List<ForeignAccount> all, Consumer<List<ForeignAccount>> action) {
        for (int from = 0; from < all.size(); from += PART) {
            action.accept(all.subList(from, Math.min(all.size(), from + PART)));
        }
    }

    private Map<String, JsonObject> existing() {
        Map<String, JsonObject> existing = new HashMap<>();
        server.all(AccountsCommand.path(tenant), "")
                .forEach(each -> existing.put(((JsonObject) each).getString("user"), (JsonObject) each));
        return existing;
    }

    private void create(List<ForeignAccount> accounts, Map<Row, Taken> taken) {
        var batches = new AccountBatch(server, tenant);
        Map<ForeignAccount, Verdict> verdicts = batches.check(accounts, true);
        Map<ForeignAccount, Taken> good = new LinkedHashMap<>();
        Map<ForeignAccount, ForeignAccount> rows = new HashMap<>();
        for (ForeignAccount account : accounts) {
            switch (Objects.requireNonNull(verdicts.get(account))) {
                case Verdict.Good _ -> good.put(account, Taken.of(account, State.CREATED, ""));
                case Verdict.WithoutPassword _ -> {
                    String why = HashKind.complaint(account) + ": made disabled, without a password";
                    good.put(account.locked(), Taken.of(account, State.CREATED, why));
                    rows.put(account.locked(), account);
                }
                case Verdict.Refused refused -> taken.put(account, Taken.skipped(account, refused.why()));
            }
        }
        Map<ForeignAccount, String> failed = dryRun ? Map.of() : batches.create(List.copyOf(good.keySet()));
        good.forEach((account, made) -> {
            ForeignAccount row = rows.getOrDefault(account, account);
            String why = failed.get(account);
            taken.put(row, why == null ? settled(account, made, dryRun) : Taken.skipped(row, why));
        });
    }

    /// What is there is asked about under a name that is not, so that the same rules hold whether it is done or not.
    private void change(List<ForeignAccount> accounts, Map<String, JsonObject> existing, Map<Row, Taken> taken) {
        List<ForeignAccount> standIns = accounts.stream()
                .map(account -> account.named(UUID.randomUUID().toString()))
                .toList();
        Map<ForeignAccount, Verdict> verdicts = new AccountBatch(server, tenant).check(standIns, false);
        for (int i = 0; i < accounts.size(); i++) {
            ForeignAccount account = accounts.get(i);
            JsonObject now = Objects.requireNonNull(existing.get(account.user()));
            taken.put(
                    account,
                    switch (Objects.requireNonNull(verdicts.get(standIns.get(i)))) {
                        case Verdict.Good _ -> changed(account, now, "");
                        case Verdict.WithoutPassword _ -> changed(account, now, complaint(account, now));
                        case Verdict.Refused refused -> Taken.skipped(account, refused.why());
                    });
        }
    }

    /// Why it is disabled, unless it has got a password since.
    private static String complaint(ForeignAccount account, JsonObject now) {
        return now.getBoolean("enabled") ? "" : HashKind.complaint(account) + ": made disabled, without a password";
    }

    private Taken changed(ForeignAccount account, JsonObject now, String why) {
        JsonObject patch = account.terms().copy();
        // It holds for the first login, which may be over.
        patch.remove("mustChangePassword");
        patch.getMap().entrySet().removeIf(entry -> Objects.equals(entry.getValue(), now.getValue(entry.getKey())));
        Taken same = Taken.of(account, State.SAME, why);
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
