package org.supervision.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.people.People;
import org.supervision.people.Person;

/**
 * Keeps from which day on each supervisee may be seen how seldom at most: with time in post, by a change of post, or of the
 * policy, that becomes another (B1).
 */
@Component
@Transactional
public class FrequencyBands {

    private final JdbcClient jdbc;
    private final AgreementService agreements;
    private final FrequencyTable table;
    private final People people;

    FrequencyBands(JdbcClient jdbc, AgreementService agreements, FrequencyTable table, People people) {
        this.jdbc = jdbc;
        this.agreements = agreements;
        this.table = table;
        this.people = people;
    }

    /**
     * From when on the policy allowed how much time between two sessions.
     *
     * @param from London date
     * @param maxDays calendar days
     */
    public record Band(LocalDate from, int maxDays) {}

    /** Each band of an agreement, the earliest first. */
    public List<Band> of(long agreementId) {
        return jdbc.sql("select from_on, max_days from frequency_band where agreement_id = :agreement order by from_on")
                .param("agreement", agreementId)
                .query((row, number) -> new Band(row.getObject("from_on", LocalDate.class), row.getInt("max_days")))
                .list();
    }

    /**
     * Keeps what holds on this London date, today.
     *
     * @return the row ids of the agreements in force that have another band than before; what is found first is no change
     */
    public List<Long> bringUpToDate(LocalDate today) {
        List<Long> changed = new ArrayList<>();
        Map<Long, Integer> before = latest();
        Set<String> known = people.known().stream().map(Person::userId).collect(Collectors.toSet());
        List<Agreement> inForce = agreements.inForce().stream()
                .filter(agreement -> known.contains(agreement.parties().supervisee()))
                .toList();
        Map<String, Integer> asked = table.maxIntervalDays(
                inForce.stream()
                        .map(agreement -> agreement.parties().supervisee())
                        .collect(Collectors.toSet()),
                today);
        for (Agreement agreement : inForce) {
            int days = Objects.requireNonNull(asked.get(agreement.parties().supervisee()));
            Integer kept = before.get(agreement.requireId());
            if (kept == null) {
                keep(agreement, firstDay(agreement, days, today), days);
            } else if (kept != days) {
                keep(agreement, today, days);
                changed.add(agreement.requireId());
            }
        }
        return changed;
    }

    /** The day on which the agreement came into force, where it was this band then already. */
    private LocalDate firstDay(Agreement agreement, int days, LocalDate today) {
        LocalDate inForceOn = agreement.inForceOn();
        boolean same = inForceOn != null
                && people.find(agreement.parties().supervisee(), inForceOn).isPresent()
                && table.maxIntervalDays(agreement.parties().supervisee(), inForceOn) == days;
        return same ? inForceOn : today;
    }

    private void keep(Agreement agreement, LocalDate from, int days) {
        jdbc.sql("delete from frequency_band where agreement_id = :agreement and from_on = :from")
                .param("agreement", agreement.requireId())
                .param("from", from)
                .update();
        jdbc.sql("insert into frequency_band (agreement_id, from_on, max_days) values (:agreement, :from, :days)")
                .param("agreement", agreement.requireId())
                .param("from", from)
                .param("days", days)
                .update();
    }

    private Map<Long, Integer> latest() {
        Map<Long, Integer> latest = new HashMap<>();
        jdbc.sql("select agreement_id, max_days from frequency_band order by from_on")
                .query((row, number) -> latest.put(row.getLong("agreement_id"), row.getInt("max_days")))
                .list();
        return latest;
    }
}
