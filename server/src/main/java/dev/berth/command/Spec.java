package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.session.Parameters;
import dev.berth.session.SessionState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What is known of a verb without running it. FEAT, HELP, the rules of [Dispatcher] and the general tests derive
/// from it.
///
/// @param verbs its names, the official one first
/// @param syntax how its argument is read
/// @param permission what the account must be allowed, if anything
/// @param features the lines it adds to FEAT; an empty one is left out
/// @param usage what HELP shows: the argument's form
/// @param secret whether the argument must not be kept or shown
record Spec<A>(
        List<String> verbs,
        Syntax<A> syntax,
        Optional<Permission> permission,
        List<Function<SessionState, String>> features,
        String usage,
        boolean secret) {

    Spec {
        verbs = List.copyOf(verbs);
        features = List.copyOf(features);
    }

    /// A verb without argument.
    static Spec<Nothing> verb(String name, String... aliases) {
        var names = new java.util.ArrayList<>(List.of(name));
        names.addAll(List.of(aliases));
        return new Spec<>(names, Syntax.NOTHING, Optional.empty(), List.of(), "", false);
    }

    /// With an argument.
    ///
    /// @param form what HELP shows of it
    <B> Spec<B> taking(Syntax<B> other, String form) {
        return new Spec<>(verbs, other, permission, features, form, secret);
    }

    /// Only with this permission.
    Spec<A> needing(Permission needed) {
        return new Spec<>(verbs, syntax, Optional.of(needed), features, usage, secret);
    }

    /// With an argument that must not be kept or shown.
    Spec<A> hidden() {
        return new Spec<>(verbs, syntax, permission, features, usage, true);
    }

    /// Announced by FEAT.
    Spec<A> announced(String feature) {
        return announcedTo(_ -> feature);
    }

    /// Announced by FEAT with a line that depends on what the session has set.
    Spec<A> announced(Function<Parameters, String> feature) {
        return announcedTo(session -> feature.apply(session.parameters()));
    }

    /// Announced by FEAT with a line that depends on the session; an empty one is left out.
    Spec<A> announcedTo(Function<SessionState, String> feature) {
        var more = new java.util.ArrayList<>(features);
        more.add(feature);
        return new Spec<>(verbs, syntax, permission, more, usage, secret);
    }

    /// The official name.
    String name() {
        return verbs.getFirst();
    }
}
