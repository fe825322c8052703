package org.supervision.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that somebody wants to read.
 *
 * @param kind what it is
 * @param key its business key, such as {@code SE-000456}
 * @param version which version; 0 where it has none
 */
public record Content(ContentKind kind, String key, int version) {

    private static final Pattern KEY = Pattern.compile("[A-Z]{2}-(\\d{6,18})(?:/T(\\d{1,9}))?");

    /** A signed term, such as {@code AG-000123/T1}. */
    public static Content agreement(String termKey) {
        return new Content(ContentKind.AGREEMENT, termKey, 0);
    }

    /** Terms in drafting. */
    public static Content terms(String termKey) {
        return new Content(ContentKind.TERMS, termKey, 0);
    }

    /** The latest review of a term. */
    public static Content review(String termKey) {
        return new Content(ContentKind.REVIEW, termKey, 0);
    }

    /** The agenda of a session. */
    public static Content agenda(String sessionKey) {
        return new Content(ContentKind.AGENDA, sessionKey, 0);
    }

    /** The register of cases of an agreement's supervisee; the key is the agreement's. */
    public static Content caseload(String agreementKey) {
        return new Content(ContentKind.CASELOAD, agreementKey, 0);
    }

    /** The actions of an agreement. */
    public static Content actions(String agreementKey) {
        return new Content(ContentKind.ACTIONS, agreementKey, 0);
    }

    /** A version of a session's record. */
    public static Content record(String sessionKey, int version) {
        return new Content(ContentKind.RECORD, sessionKey, version);
    }

    /** What a version of a session's record says of a case. */
    public static Content casework(String sessionKey, int version) {
        return new Content(ContentKind.CASEWORK, sessionKey, version);
    }

    /** A disagreement that was referred. */
    public static Content disagreement(String referralKey) {
        return new Content(ContentKind.DISAGREEMENT, referralKey, 0);
    }

    /** A personal matter. */
    public static Content personalMatter(String matterKey) {
        return new Content(ContentKind.PERSONAL_MATTER, matterKey, 0);
    }

    /** The summary of a hand-over. */
    public static Content handover(String changeKey) {
        return new Content(ContentKind.HANDOVER, changeKey, 0);
    }

    /** What an audit looks at in a file of its sample. */
    public static Content audited(String fileKey) {
        return new Content(ContentKind.AUDITED, fileKey, 0);
    }

    /** What an auditor found in a file of a sample. */
    public static Content audit(String fileKey) {
        return new Content(ContentKind.AUDIT, fileKey, 0);
    }

    /** What was written about a missed session. */
    public static Content missedCase(String caseKey) {
        return new Content(ContentKind.MISSED_CASE, caseKey, 0);
    }

    /** The row id in the key; 0, which no row has, where it is no key of this kind. */
    long id() {
        return key.startsWith(kind.prefix()) ? rowId() : 0;
    }

    /** The row id in whatever key it is; 0 where it is none. */
    long rowId() {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** The term's number in the key; 0 where it has none. */
    int term() {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : 0;
    }
}
