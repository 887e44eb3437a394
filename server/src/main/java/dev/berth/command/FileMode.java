package dev.berth.command;

import dev.berth.protocol.ReplyCode;

/// Permission bits as clients write them: three or four octal digits.
final class FileMode {

    private static final int PERMISSIONS = 0777;

    private FileMode() {}

    /// Reads the bits. Set-user-id and its like are refused: nobody needs them on a file server, and much harm was
    /// done with them.
    ///
    /// @return 0 to 0777
    static int parse(String digits) {
        if (!digits.matches("0?[0-7]{3,4}")) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "The mode is three or four octal digits");
        }
        int mode = Integer.parseInt(digits, 8);
        if (mode > PERMISSIONS) {
            throw new Refused(ReplyCode.BAD_PARAMETER, "Set-id and sticky bits cannot be set");
        }
        return mode;
    }
}
