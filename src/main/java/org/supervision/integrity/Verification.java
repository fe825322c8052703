package org.supervision.integrity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.access.ReadChain;
import org.supervision.agreement.Agreement;
import org.supervision.confidential.ConfidentialColumn;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.SealChain;
import org.supervision.confidential.TextCipher;
import org.supervision.confidential.UnreadableTextException;
import org.supervision.persistence.Documents;
import org.supervision.session.SupervisionSession;

/**
 * Reads every stored text, computes the hashes of those that were signed, compares them with the signatures (A-sig, B-sig,
 * A6.2), and checks the seals of these, of agreements and sessions, and of the log of readings (B6). It finds what was
 * changed, moved or deleted behind the product's back, and only reads.
 */
public final class Verification {

    private static final int ROWS_AT_ONCE = 200;

    /** A signature whose text is gone, or something that was signed with a signature gone; each with what is wrong. */
    private static final Map<String, String> GAPS = Map.of(
            """
            select 'record_signature' as found_in, s.id as found, s.session_id
              from record_signature s left join record_version v
                on v.session_id = s.session_id and v.version_number = s.version_number
             where v.id is null or v.content_sha256 <> s.content_sha256""",
            "the text that was signed is missing",
            """
            select 'record_distribution' as found_in, d.id as found, d.session_id
              from record_distribution d left join record_version v
                on v.session_id = d.session_id and v.version_number = d.version_number
             where v.id is null""",
            "the version that was distributed is missing",
            """
            select 'supervision_record' as found_in, r.id as found, r.session_id
              from supervision_record r
             where r.distributed_at is not null
               and not exists (select 1 from record_distribution d where d.session_id = r.session_id)""",
            "its distribution is missing",
            """
            select 'supervision_record' as found_in, r.id as found, r.session_id
              from supervision_record r join supervision_session s on s.id = r.session_id
             where r.closed_at is not null
               and (select count(distinct person) from (
                        select signer as person, session_id from record_signature where decision <> 'RETURN'
                        union select party as person, session_id from record_unsigned) answered
                     where answered.session_id = r.session_id) < 2""",
            "a signature is missing",
            """
            select 'agreement_signature' as found_in, s.id as found, t.agreement_id
              from agreement_signature s join agreement_term t on t.id = s.term_id
             where t.signed_text_sha256 is null or t.signed_text_sha256 <> s.text_sha256""",
            "the text that was signed is missing",
            """
            select 'agreement_term' as found_in, t.id as found, t.agreement_id
              from agreement_term t
             where t.effective_on is not null
               and (t.signed_text is null
                    or (select count(distinct s.party) from agreement_signature s where s.term_id = t.id) < 2)""",
            "a signature or the signed text is missing",
            """
            select 'agreement' as found_in, a.id as found, a.id as agreement_id
              from agreement a
             where (select count(*) from agreement_term t where t.agreement_id = a.id)
                   <> (select coalesce(max(t.term_number), 1) from agreement_term t where t.agreement_id = a.id)""",
            "a term is missing",
            """
            select 'supervision_session' as found_in, s.session_id as found, s.session_id
              from record_version s group by s.session_id having count(*) <> max(s.version_number)""",
            "a version of the record is missing",
            """
            select 'agreement_review' as found_in, r.id as found, r.agreement_id
              from agreement_review r
             where r.status = 'AGREED' and not exists (
                   select 1 from agreement_review_answer a
                    where a.review_id = r.id and a.answer = 'CONFIRM' and a.signed_text is not null)""",
            "the confirmation is missing");

    /** The columns with signed texts, and where their hashes stand. */
    private static final Map<String, String> HASHES = Map.of(
            "record_version.content", "content_sha256",
            "agreement_term.signed_text", "signed_text_sha256",
            "agreement_review_answer.signed_text", "signed_text_sha256");

    private static final Map<ReadChain.Finding.Kind, String> WRONG_ENTRIES = Map.of(
            ReadChain.Finding.Kind.CHANGED, "the entry is not as it was sealed",
            ReadChain.Finding.Kind.MISSING, "the entry is missing",
            ReadChain.Finding.Kind.MISPLACED, "the entry does not follow the one before it",
            ReadChain.Finding.Kind.WRONG_END, "the log ends elsewhere");

    private static final String SESSION = "supervision_session";

    /** The chains, read after all texts. */
    private static final String SEALS = "seal";

    private static final String READINGS = "read_log";

    /** Where the reading of a chain has come to. */
    private static final String NUMBER = "number";

    private static final String HASH = "hash";

    private final JdbcClient jdbc;
    private final TextCipher cipher;
    private final ConfidentialColumns columns;
    private final SealChain seals;
    private final ReadChain readings;

    public Verification(JdbcClient jdbc, TextCipher cipher, ConfidentialColumns columns) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.columns = columns;
        this.seals = new SealChain(jdbc, cipher);
        this.readings = new ReadChain(jdbc, cipher);
    }

    /**
     * What a verification found.
     *
     * @param texts how many were read
     */
    public record Result(int texts, List<Finding> findings) {}

    /**
     * What the last one found.
     *
     * @param at when; null before the first
     */
    public record Last(@Nullable Instant at, int texts, int findings) {}

    /**
     * How far the reading of all texts, and then of the two chains, has come.
     *
     * @param column the column that is next, or the chain's table
     * @param after the key of the row that was read last in it; empty before the first
     * @param texts how many were read before
     * @param findings how many of them were wrong
     */
    record Place(String column, Map<String, Object> after, int texts, int findings) {

        Place at(Map<String, Object> row) {
            return new Place(column, row, texts, findings);
        }
    }

    /** Verifies everything now. */
    public Result run() {
        List<Finding> findings = new ArrayList<>();
        Place place = start();
        while (!isAtTheEnd(place)) {
            place = readSome(place, findings);
        }
        findings.addAll(gaps());
        return new Result(place.texts(), List.copyOf(findings));
    }

    /**
     * Goes on with verifying everything where the last call stopped, in the caller's transaction. What should be there and is
     * not is looked for once everything has been read; then the result is kept, for {@link #last()}.
     *
     * @param atMost for how long it reads
     * @param now when the result is of, if all is verified
     * @return what was found in this call
     */
    public List<Finding> goOn(Duration atMost, Instant now) {
        List<Finding> findings = new ArrayList<>();
        Place place = place();
        long end = System.nanoTime() + atMost.toNanos();
        do {
            place = readSome(place, findings);
        } while (!isAtTheEnd(place) && System.nanoTime() < end);
        if (isAtTheEnd(place)) {
            findings.addAll(gaps());
            keep(place.texts(), place.findings() + findings.size(), now);
        } else {
            keep(new Place(place.column(), place.after(), place.texts(), place.findings() + findings.size()));
        }
        return List.copyOf(findings);
    }

    private List<Finding> gaps() {
        List<Finding> findings = new ArrayList<>();
        GAPS.forEach((query, problem) -> jdbc.sql(query)
                .query()
                .listOfRows()
                .forEach(row -> findings.add(new Finding(
                        (String) row.get("found_in"), String.valueOf(row.get("found")), keyOf(row), problem))));
        seals.unsealed().forEach(problem -> findings.add(finding(problem)));
        return findings;
    }

    /** Keeps the result, for {@link #last()}. */
    public void keep(Result result, Instant at) {
        keep(result.texts(), result.findings().size(), at);
    }

    private void keep(int texts, int findings, Instant at) {
        jdbc.sql("update content_protection set verified_at = :at, verified_texts = :texts, findings = :findings,"
                        + " verified_up_to = null")
                .param("at", Timestamp.from(at))
                .param("texts", texts)
                .param("findings", findings)
                .update();
    }

    /** What was found so far is known at once, what was found before at least until all is read. */
    private void keep(Place place) {
        jdbc.sql("update content_protection set verified_up_to = :place,"
                        + " findings = case when findings > :findings then findings else :findings end")
                .param("place", Documents.write(place))
                .param("findings", place.findings())
                .update();
    }

    private Place place() {
        return jdbc.sql("select verified_up_to from content_protection where verified_up_to is not null")
                .query(String.class)
                .optional()
                .map(text -> Documents.read(text, Place.class))
                .filter(place -> stages().contains(place.column()))
                .orElseGet(this::start);
    }

    /** What the last verification found. */
    public Last last() {
        Optional<Last> last = jdbc.sql("select verified_at, verified_texts, findings from content_protection")
                .query((row, number) -> {
                    Timestamp at = row.getTimestamp("verified_at");
                    return new Last(
                            at == null ? null : at.toInstant(), row.getInt("verified_texts"), row.getInt("findings"));
                })
                .optional();
        return last.orElse(new Last(null, 0, 0));
    }

    private Place start() {
        return new Place(stages().get(0), Map.of(), 0, 0);
    }

    private static boolean isAtTheEnd(Place place) {
        return place.column().isEmpty();
    }

    /** What is read, in this order. */
    private List<String> stages() {
        return Stream.concat(columns.all().stream().map(ConfidentialColumn::toString), Stream.of(SEALS, READINGS))
                .toList();
    }

    private Place stageAfter(Place place) {
        List<String> stages = stages();
        int next = stages.indexOf(place.column()) + 1;
        return new Place(next == stages.size() ? "" : stages.get(next), Map.of(), place.texts(), place.findings());
    }

    /** Reads some rows of the next column or chain, and answers where it goes on. */
    private Place readSome(Place place, List<Finding> findings) {
        return switch (place.column()) {
            case SEALS -> readSeals(place, findings);
            case READINGS -> readReadings(place, findings);
            default -> readTexts(place, findings);
        };
    }

    private Place readSeals(Place place, List<Finding> findings) {
        List<SealChain.Problem> problems = new ArrayList<>();
        SealChain.Head last = place.after().isEmpty()
                ? SealChain.START
                : new SealChain.Head(number(place.after()), hash(place.after()));
        Optional<SealChain.Head> next = seals.verifyAfter(last, problems);
        problems.forEach(problem -> findings.add(finding(problem)));
        return next.map(head -> place.at(key(head.number(), head.seal()))).orElseGet(() -> stageAfter(place));
    }

    private Place readReadings(Place place, List<Finding> findings) {
        List<ReadChain.Finding> problems = new ArrayList<>();
        ReadChain.Head last = place.after().isEmpty()
                ? ReadChain.START
                : new ReadChain.Head(number(place.after()), hash(place.after()));
        Optional<ReadChain.Head> next = readings.verifyAfter(last, problems);
        problems.forEach(problem -> findings.add(
                new Finding(READINGS, String.valueOf(problem.entry()), "", WRONG_ENTRIES.get(problem.kind()))));
        return next.map(head -> place.at(key(head.entry(), head.hash()))).orElseGet(() -> stageAfter(place));
    }

    private static Map<String, Object> key(long number, String hash) {
        return Map.of(NUMBER, number, HASH, hash);
    }

    private static long number(Map<String, Object> key) {
        return ((Number) key.get(NUMBER)).longValue();
    }

    private static String hash(Map<String, Object> key) {
        return (String) key.get(HASH);
    }

    private Place readTexts(Place place, List<Finding> findings) {
        ConfidentialColumn column = columns.all().stream()
                .filter(one -> one.toString().equals(place.column()))
                .findFirst()
                .orElseThrow();
        List<Map<String, Object>> rows = rowsAfter(column, place.after());
        String hash = HASHES.get(column.toString());
        rows.forEach(row -> read(column, hash, row).ifPresent(findings::add));
        Place read = new Place(place.column(), place.after(), place.texts() + rows.size(), place.findings());
        if (rows.size() < ROWS_AT_ONCE) {
            return stageAfter(read);
        }
        Map<String, Object> last = rows.get(rows.size() - 1);
        return read.at(column.key().stream().collect(Collectors.toMap(name -> name, last::get)));
    }

    private List<Map<String, Object>> rowsAfter(ConfidentialColumn column, Map<String, Object> last) {
        String hash = HASHES.get(column.toString());
        String wanted = Stream.of(column.key(), column.boundTo(), List.of(column.name()))
                .flatMap(List::stream)
                .distinct()
                .collect(Collectors.joining(", "));
        return jdbc.sql("select %s%s from %s where %s is not null%s order by %s fetch first %d rows only"
                        .formatted(
                                wanted,
                                hash == null ? "" : ", " + hash,
                                column.table(),
                                column.name(),
                                column.andAfter(last),
                                column.keyNames(),
                                ROWS_AT_ONCE))
                .params(last)
                .query()
                .listOfRows();
    }

    private Optional<Finding> read(ConfidentialColumn column, @Nullable String hash, Map<String, Object> row) {
        String problem = null;
        try {
            String text = cipher.decrypt((String) row.get(column.name()), column.in(row::get));
            if (hash != null && !Documents.sha256(text).equals(row.get(hash))) {
                problem = column.name() + " is not the text that its hash belongs to";
            }
        } catch (UnreadableTextException e) {
            problem = column.name() + " cannot be read: " + e.why().words();
        }
        return Optional.ofNullable(problem)
                .map(found -> new Finding(column.table(), column.in(row::get).row(), keyOf(row), found));
    }

    private static Finding finding(SealChain.Problem problem) {
        String key = keyOf(Map.of(
                problem.table().equals(SESSION) ? "session_id" : "agreement_id",
                problem.table().equals(SESSION) ? problem.row() : problem.agreementId()));
        return new Finding(problem.table(), String.valueOf(problem.row()), key, problem.what());
    }

    private static String keyOf(Map<String, Object> row) {
        if (row.get("session_id") instanceof Number session) {
            return SupervisionSession.keyOf(session.longValue());
        }
        if (row.get("agreement_id") instanceof Number agreement && agreement.longValue() != 0) {
            return Agreement.keyOf(agreement.longValue());
        }
        return "";
    }
}
