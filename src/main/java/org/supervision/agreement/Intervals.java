package org.supervision.agreement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /** Of a day on which an agreement's terms counted. */
    public Map<Long, Integer> on(Collection<String> supervisors, LocalDate day) {
        return lastIn(supervisors, day, day);
    }

    /**
     * As it was last in a stretch of time, which need not be the agreement's last.
     *
     * @param supervisors user ids; whose agreements are asked for
     * @param from first London date
     * @param until last London date
     * @return calendar days by row id of each agreement whose terms counted then
     */
    public Map<Long, Integer> lastIn(Collection<String> supervisors, LocalDate from, LocalDate until) {
        if (supervisors.isEmpty()) {
            return Map.of();
        }
        Map<Long, AgreementTerm> agreed = new HashMap<>();
        terms.findCountedIn(supervisors, from, until).forEach(term -> agreed.put(term.agreementId(), term));
        Map<Long, List<AgreementException>> lifted = exceptions.findByApprovedTrueOrderById().stream()
                .collect(Collectors.groupingBy(AgreementException::agreementId));
        Map<Long, Integer> bands = bands(until);
        Map<Long, String> supervisees = supervisees(supervisors);
        Map<Long, Integer> days = new HashMap<>();
        agreed.forEach((agreement, term) -> {
            Integer band = bands.get(agreement);
            int longest = band == null
                    ? table.maxIntervalDays(Objects.requireNonNull(supervisees.get(agreement)), until)
                    : band;
            AgreementTerms terms = term.terms();
            boolean allowed = lifted.getOrDefault(agreement, List.of()).stream()
                    .anyMatch(exception ->
                            exception.allows(terms.intervalWeeks(), until) && longest >= exception.limitDays());
            days.put(agreement, allowed ? terms.intervalDays() : Math.min(terms.intervalDays(), longest));
        });
        return days;
    }

    private Map<Long, Integer> bands(LocalDate on) {
        Map<Long, Integer> bands = new HashMap<>();
        jdbc.sql("select agreement_id, max_days from frequency_band where from_on <= :on order by from_on")
                .param("on", on)
                .query(row -> {
                    bands.put(row.getLong(1), row.getInt(2));
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
