package org.supervision.confidential;

/** The database's texts were encrypted with other keys than those of the settings. */
class WrongKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongKeysException(UnreadableTextException cause) {
        super("The keyset is not the one of this database: " + cause.getMessage(), cause);
    }
}
