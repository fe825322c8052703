package org.supervision.subjectaccess;

/** What becomes of an item: it is included, or left out for a reason that the law knows (Data Protection Act 2018, schedules 2 and 3). */
public enum ItemDecision {
    /** It is part of the answer, but for what is blacked out. */
    INCLUDE("Included"),
    /** It is about somebody else, and blacking out doesn't help. */
    THIRD_PARTY("About somebody else"),
    /** It says nothing of the person. */
    NOT_ABOUT_THEM("Not about this person"),
    /** It would be likely to harm somebody seriously. */
    SERIOUS_HARM("Likely to cause serious harm"),
    /** It is legal advice, or made for proceedings. */
    LEGAL_PRIVILEGE("Legal advice or proceedings"),
    /** It would get in the way of an investigation of a crime. */
    CRIME("Prevention or detection of crime"),
    /** It is a reference given in confidence. */
    REFERENCE("Reference given in confidence"),
    /** It would get in the way of what managers plan. */
    MANAGEMENT_PLANNING("Management planning");

    private final String words;

    ItemDecision(String words) {
        this.words = words;
    }

    /** What people read. */
    public String words() {
        return words;
    }
}
