package dev.berth.protocol;

/// The reply codes that Berth sends, with the names of RFC 959 §4.2 and its successors. The first digit says
/// whether it is preliminary (1), a completion (2), intermediate (3), transient (4) or permanent (5).
public enum ReplyCode {
    FILE_STATUS_OKAY(150),
    COMMAND_OKAY(200),
    SUPERFLUOUS(202),
    SYSTEM_STATUS(211),
    DIRECTORY_STATUS(212),
    FILE_STATUS(213),
    HELP(214),
    SYSTEM_TYPE(215),
    SERVICE_READY(220),
    CLOSING_CONTROL(221),
    CLOSING_DATA(226),
    ENTERING_PASSIVE(227),
    ENTERING_EXTENDED_PASSIVE(229),
    LOGGED_IN(230),
    LOGGED_IN_BY_CERTIFICATE(232),
    SECURITY_ACCEPTED(234),
    FILE_ACTION_OKAY(250),
    PATHNAME_CREATED(257),
    NEED_PASSWORD(331),
    PENDING_FURTHER(350),
    SERVICE_NOT_AVAILABLE(421),
    CANNOT_OPEN_DATA(425),
    TRANSFER_ABORTED(426),
    SECURITY_UNAVAILABLE(431),
    FILE_BUSY(450),
    LOCAL_ERROR(451),
    NO_SPACE(452),
    UNRECOGNISED(500),
    BAD_ARGUMENT(501),
    NOT_IMPLEMENTED(502),
    BAD_SEQUENCE(503),
    BAD_PARAMETER(504),
    PROTOCOL_NOT_SUPPORTED(522),
    DATA_NOT_SECURE(522),
    NOT_LOGGED_IN(530),
    PROTECTION_REQUIRED(533),
    REFUSED_BY_POLICY(534),
    LEVEL_NOT_SUPPORTED(536),
    FILE_UNAVAILABLE(550),
    WRONG_TYPE(551),
    ALLOCATION_EXCEEDED(552),
    NAME_NOT_ALLOWED(553),
    INVALID_RESTART(554);

    private final int number;

    ReplyCode(int number) {
        this.number = number;
    }

    /// The three digits.
    public int number() {
        return number;
    }
}
