package org.supervision.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The longest time between two sessions, of many agreements at once (D1, B1): as
 * {@link AgreementService#effectiveIntervalDays} tells it of one, but from the bands that the daily sweep keeps, so that a
 * list of thousands asks the decision table only for agreements that are newer than the last sweep.
 */
@Component
@Transactional(readOnly = true)
public class Intervals {

    private final AgreementTermRepository terms;
    private final AgreementExceptionRepository exceptions;
    private final FrequencyTable table;
    private final JdbcClient jdbc;

    Intervals(
            AgreementTermRepository terms,
            AgreementExceptionRepository exceptions,
            FrequencyTable table,
            JdbcClient jdbc) {
        this.terms = terms;
        this.exceptions = exceptions;
        this.table = table;
        this.jdbc = jdbc;
    }

    /** Of a day on which an agreement's terms counted, in calendar days by row id. */
    public Map<Long, Integer> on(Collection<String> supervisors, LocalDate day) {
        return in(supervisors, day, day).last(day, day);
    }

    /**
     * Reads what there is to know of a stretch of time.
     *
     * @param supervisors user ids; whose agreements are asked for
     * @param from first London date
     * @param until last London date
     */
    public Known in(Collection<String> supervisors, LocalDate from, LocalDate until) {
        if (supervisors.isEmpty()) {
            return new Known(Map.of(), Map.of(), Map.of(), Map.of());
        }
        Map<Long, List<Agreed>> agreed = new HashMap<>();
        terms.findCountedIn(supervisors, from, until)
                .forEach(term -> agreed.computeIfAbsent(term.agreementId(), agreement -> new ArrayList<>())
                        .add(new Agreed(
                                Objects.requireNonNull(term.effectiveOn()),
                                term.endedOn(),
                                term.terms().intervalWeeks(),
                                term.terms().intervalDays())));
        return new Known(
                agreed,
                exceptions.findApprovedUnder(supervisors).stream()
                        .collect(Collectors.groupingBy(AgreementException::agreementId)),
                bands(supervisors),
                supervisees(supervisors));
    }

    /** What was agreed in a term, and when it counted. */
    private record Agreed(LocalDate from, @Nullable LocalDate endedOn, int weeks, int days) {}

    /** The intervals of a stretch of time, to be asked for its parts. */
    public final class Known {

        private final Map<Long, List<Agreed>> agreed;
        private final Map<Long, List<AgreementException>> lifted;
        private final Map<Long, NavigableMap<LocalDate, Integer>> bands;
        private final Map<Long, String> supervisees;

        private Known(
                Map<Long, List<Agreed>> agreed,
                Map<Long, List<AgreementException>> lifted,
                Map<Long, NavigableMap<LocalDate, Integer>> bands,
                Map<Long, String> supervisees) {
            this.agreed = agreed;
            this.lifted = lifted;
            this.bands = bands;
            this.supervisees = supervisees;
        }

        /**
         * As it was last in a part, which need not be the agreement's last.
         *
         * @param from first London date
         * @param until last London date
         * @return calendar days by row id of each agreement whose terms counted then
         */
        public Map<Long, Integer> last(LocalDate from, LocalDate until) {
            Map<Long, Agreed> last = new HashMap<>();
            agreed.forEach((agreement, terms) -> terms.stream()
                    .filter(term -> !term.from().isAfter(until)
                            && (term.endedOn() == null || term.endedOn().isAfter(from)))
                    .reduce((earlier, later) -> later)
                    .ifPresent(term -> last.put(agreement, term)));
            Map<String, Integer> asked = table.maxIntervalDays(
                    last.keySet().stream()
                            .filter(agreement -> band(agreement, until) == null)
                            .map(this::supervisee)
                            .collect(Collectors.toSet()),
                    until);
            Map<Long, Integer> days = new HashMap<>();
            last.forEach((agreement, term) -> {
                Integer band = band(agreement, until);
                int longest = band == null ? Objects.requireNonNull(asked.get(supervisee(agreement))) : band;
                days.put(agreement, days(agreement, term, longest, until));
            });
            return days;
        }

        private String supervisee(long agreement) {
            return Objects.requireNonNull(supervisees.get(agreement));
        }

        private @Nullable Integer band(long agreement, LocalDate on) {
            NavigableMap<LocalDate, Integer> kept = bands.get(agreement);
            Map.Entry<LocalDate, Integer> band = kept == null ? null : kept.floorEntry(on);
            return band == null ? null : band.getValue();
        }

        private int days(long agreement, Agreed term, int longest, LocalDate on) {
            boolean allowed = lifted.getOrDefault(agreement, List.of()).stream()
                    .anyMatch(exception -> exception.allows(term.weeks(), on) && longest >= exception.limitDays());
            return allowed ? term.days() : Math.min(term.days(), longest);
        }
    }

    private Map<Long, NavigableMap<LocalDate, Integer>> bands(Collection<String> supervisors) {
        Map<Long, NavigableMap<LocalDate, Integer>> bands = new HashMap<>();
        jdbc.sql("select b.agreement_id, b.from_on, b.max_days from frequency_band b"
                        + " join agreement a on a.id = b.agreement_id where a.supervisor in (:supervisors)")
                .param("supervisors", supervisors)
                .query(row -> {
                    bands.computeIfAbsent(row.getLong(1), agreement -> new TreeMap<>())
                            .put(row.getObject(2, LocalDate.class), row.getInt(3));
                });
        return bands;
    }

    private Map<Long, String> supervisees(Collection<String> supervisors) {
        Map<Long, String> supervisees = new HashMap<>();
        jdbc.sql("select id, supervisee from agreement where supervisor in (:supervisors)"
                        + " and supervisee is not null")
                .param("supervisors", supervisors)
                .query(row -> {
                    supervisees.put(row.getLong(1), row.getString(2));
                });
        return supervisees;
    }
}
