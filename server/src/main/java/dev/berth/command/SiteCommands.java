package dev.berth.command;

import java.util.ArrayList;
import java.util.List;

/// The table of what SITE can do. To add one: write its file, add its line here, write its transcript.
final class SiteCommands {

    private SiteCommands() {}

    static List<FtpCommand<?>> rows(Commands table, Commands.Needs needs) {
        List<FtpCommand<?>> rows = new ArrayList<>(List.of(
                new SiteChmodCommand(),
                new SiteUtimeCommand(),
                new SiteMkdirCommand(),
                new SiteRmdirCommand(),
                new SiteCpfrCommand(),
                new SiteCptoCommand(),
                new SiteCopyCommand(),
                new SiteQuotaCommand(needs.quotas()),
                new SiteWhoCommand(needs.roll()),
                new SiteIdleCommand(new IdleLimits(needs.places(), needs.session())),
                new SitePswdCommand(needs),
                new SiteHelpCommand(table)));
        if (needs.command().symlinks()) {
            rows.add(new SiteSymlinkCommand());
        }
        return rows;
    }
}
