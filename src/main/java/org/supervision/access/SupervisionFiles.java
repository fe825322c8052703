package org.supervision.access;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/**
 * Who has the supervision file of an agreement: its supervisor, until line management changes (B6). The file then goes to
 * the new supervisor at 00:00 London of a date, by that date alone; the former one has it no longer.
 */
@Service
@Transactional
public class SupervisionFiles {

    /** In the place of a holder while there is no supervisor. */
    public static final String NOBODY = "";

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    SupervisionFiles(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /** Who has the file of this agreement today. */
    public String holderOf(long agreementId) {
        return holder(agreementId, calendar.today());
    }

    /** Who had, has or is to have the file on this London date; {@link #NOBODY} while there is no supervisor. */
    public String holderOn(long agreementId, LocalDate day) {
        return holder(agreementId, day);
    }

    /** Who had the file on this London date or, while nobody did, who had it last before. */
    public String lastHolderOn(long agreementId, LocalDate day) {
        String holder = holder(agreementId, day);
        return !holder.equals(NOBODY)
                ? holder
                : jdbc.sql("""
                                select holder from supervision_file_holder
                                 where agreement_id = :agreement and holder <> :nobody and from_on <= :day
                                 order by from_on desc fetch first 1 rows only
                                """)
                        .param("agreement", agreementId)
                        .param("nobody", NOBODY)
                        .param("day", day)
                        .query(String.class)
                        .optional()
                        .orElse(holder);
    }

    /** The agreements, by row id, whose file nobody has today. */
    public List<Long> withoutHolder() {
        return jdbc.sql("""
                        select agreement_id from supervision_file_holder
                         where holder = :nobody and from_on <= :today and (until_on is null or until_on > :today)
                         order by agreement_id
                        """)
                .param("nobody", NOBODY)
                .param("today", calendar.today())
                .query(Long.class)
                .list();
    }

    /**
     * Takes the file from whoever has it, until it is handed to somebody: the supervisee has no supervisor (B8).
     *
     * @param from the first London date on which nobody has it
     */
    public void takeAway(long agreementId, LocalDate from) {
        handOver(agreementId, NOBODY, from);
    }

    /**
     * Hands the file over. A hand-over that was planned and has not begun is replaced; one to whoever has the file anyway
     * only takes such a plan back.
     *
     * @param to user id of the new supervisor
     * @param effectiveOn London date, today or later
     * @throws IllegalArgumentException for a day that has passed
     */
    public void handOver(long agreementId, String to, LocalDate effectiveOn) {
        if (effectiveOn.isBefore(calendar.today())) {
            throw new IllegalArgumentException("A file is not handed over in the past");
        }
        jdbc.sql("select id from agreement where id = :agreement for update")
                .param("agreement", agreementId)
                .query(Long.class)
                .single();
        LocalDate plannedFrom = earlier(effectiveOn, calendar.today().plusDays(1));
        jdbc.sql("delete from supervision_file_holder where agreement_id = :agreement and from_on >= :from")
                .param("agreement", agreementId)
                .param("from", plannedFrom)
                .update();
        jdbc.sql("""
                        update supervision_file_holder set until_on = null
                         where agreement_id = :agreement and until_on >= :from
                        """).param("agreement", agreementId).param("from", plannedFrom).update();
        String from = holder(agreementId, effectiveOn);
        if (from.equals(to)) {
            return;
        }
        boolean first = count(agreementId) == 0;
        if (first) {
            add(agreementId, from, madeOn(agreementId, effectiveOn), effectiveOn);
        } else {
            jdbc.sql("""
                            update supervision_file_holder set until_on = :until
                             where agreement_id = :agreement and until_on is null
                            """)
                    .param("agreement", agreementId)
                    .param("until", effectiveOn)
                    .update();
        }
        add(agreementId, to, effectiveOn, null);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private void add(long agreementId, String holder, LocalDate from, @Nullable LocalDate until) {
        jdbc.sql("""
                        insert into supervision_file_holder (agreement_id, holder, from_on, until_on, recorded_at)
                        values (:agreement, :holder, :from, :until, :at)
                        """)
                .param("agreement", agreementId)
                .param("holder", holder)
                .param("from", from)
                .param("until", until)
                .param("at", calendar.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private String holder(long agreementId, LocalDate day) {
        return jdbc.sql("""
                        select holder from supervision_file_holder
                         where agreement_id = :agreement and from_on <= :day and (until_on is null or until_on > :day)
                        """)
                .param("agreement", agreementId)
                .param("day", day)
                .query(String.class)
                .optional()
                .or(() -> firstHolder(agreementId))
                .orElseGet(() -> jdbc.sql("select supervisor from agreement where id = :agreement")
                        .param("agreement", agreementId)
                        .query(String.class)
                        .single());
    }

    private Optional<String> firstHolder(long agreementId) {
        return jdbc.sql("""
                        select holder from supervision_file_holder
                         where agreement_id = :agreement order by from_on limit 1
                        """).param("agreement", agreementId).query(String.class).optional();
    }

    private int count(long agreementId) {
        return jdbc.sql("select count(*) from supervision_file_holder where agreement_id = :agreement")
                .param("agreement", agreementId)
                .query(Integer.class)
                .single();
    }

    /** The day the agreement was made, or the day before the hand-over where that is the same day. */
    private LocalDate madeOn(long agreementId, LocalDate handedOverOn) {
        LocalDate made = calendar.dateOf(jdbc.sql("select created_at from agreement where id = :agreement")
                .param("agreement", agreementId)
                .query((row, number) -> row.getObject("created_at", OffsetDateTime.class))
                .single()
                .toInstant());
        return made.isBefore(handedOverOn) ? made : handedOverOn.minusDays(1);
    }
}
