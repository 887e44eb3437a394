package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.util.List;

/// `command.*`: what the commands offer, and how much of it.
///
/// @param longPerTenant `command.longPerTenant`, how many long commands of one tenant run at once
/// @param largestHashed `command.largestHashed`, how large a file may be that is hashed, in MiB
/// @param checksums `command.checksums`, whether XCRC and its like are there beside HASH
/// @param symlinks `command.symlinks`, whether SITE SYMLINK is there
/// @param deflate `command.deflate`, whether MODE Z is there
/// @param inflateRatio `command.inflateRatio`, how many times larger an upload in MODE Z may become
public record CommandConfig(
        int longPerTenant, int largestHashed, boolean checksums, boolean symlinks, boolean deflate, int inflateRatio) {

    static final Setting<Integer> LONG_PER_TENANT = setting(
            "command.longPerTenant",
            2,
            Rule.whole(1, 100),
            "How many long commands (hashing, whole trees) of one tenant run at the same time; more are answered 450.");

    static final Setting<Integer> LARGEST_HASHED = setting(
            "command.largestHashed",
            65_536,
            Rule.whole(1, 100_000_000),
            "How large a file may be, in MiB, that HASH and its like read.");

    static final Setting<Boolean> CHECKSUMS = setting(
            "command.checksums",
            true,
            Rule.flag(),
            "Whether XCRC, XMD5, XSHA, XSHA1, XSHA256, XSHA512 and MD5 are offered beside HASH.");

    static final Setting<Boolean> SYMLINKS = setting(
            "command.symlinks",
            false,
            Rule.flag(),
            "Whether SITE SYMLINK is offered. Links never lead out of an account's home.");

    static final Setting<Boolean> DEFLATE = setting(
            "command.deflate",
            false,
            Rule.flag(),
            "Whether MODE Z (compressed transfers) is offered. It costs processor time, and plain files are not sent by"
                    + " the kernel in it.");

    static final Setting<Integer> INFLATE_RATIO = setting(
            "command.inflateRatio",
            200,
            Rule.whole(2, 1100),
            "How many times larger than what was sent an upload in MODE Z may become, its first 16 MiB not counted;"
                    + " one that becomes larger is ended.");

    static final List<Setting<?>> SETTINGS =
            List.of(LONG_PER_TENANT, LARGEST_HASHED, CHECKSUMS, SYMLINKS, DEFLATE, INFLATE_RATIO);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public CommandConfig {
        LONG_PER_TENANT.require(longPerTenant);
        LARGEST_HASHED.require(largestHashed);
        INFLATE_RATIO.require(inflateRatio);
    }

    static CommandConfig read(Values values) {
        return new CommandConfig(
                values.get(LONG_PER_TENANT),
                values.get(LARGEST_HASHED),
                values.get(CHECKSUMS),
                values.get(SYMLINKS),
                values.get(DEFLATE),
                values.get(INFLATE_RATIO));
    }
}
