package org.supervision.migration;

/** The database was at work with a newer version of the product than this one. */
public class NewerDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NewerDatabaseException(String database, String product) {
        super("The database is of a newer version (" + database + ") than this product knows (" + product + ")");
    }
}
