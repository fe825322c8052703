package org.supervision.confidential;

/** A stored text cannot be read. It says where and why, and holds nothing of the text. */
public class UnreadableTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final Why why;

    /** What is wrong with it. */
    public enum Why {
        KEY_MISSING("it was encrypted with a key that the keyset does not hold"),
        CHANGED("it was changed, cut off or moved there from another row"),
        NOT_ENCRYPTED("it is not encrypted");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /** As the end of a sentence. */
        public String words() {
            return words;
        }
    }

    UnreadableTextException(Place place, Why why) {
        super(place + " cannot be read: " + why.words());
        this.place = place.toString();
        this.why = why;
    }

    /** Table, column and row. */
    public String place() {
        return place;
    }

    /** What is wrong. */
    public Why why() {
        return why;
    }
}
