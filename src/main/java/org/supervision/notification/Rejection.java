package org.supervision.notification;

/** Why a mail cannot reach its recipient at the address that we have, however often it is tried. */
public enum Rejection {
    /** The directory has no address for the recipient. */
    NO_ADDRESS,
    /** The address is none. */
    MALFORMED_ADDRESS,
    /** The mail server refuses the address for good. */
    ADDRESS_REFUSED,
    /** The mail server refuses the mail for good. */
    MAIL_REFUSED
}
