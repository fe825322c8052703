package org.supervision.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/** Who downloaded which pack; process owners see it. */
@Component
public class PackDownloads {

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    PackDownloads(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /** Of whom a pack tells. */
    public enum Scope {
        /** Of everybody. */
        SERVICE,
        /** Of the line below whoever downloaded it. */
        LINE
    }

    /**
     * A download.
     *
     * @param by user id
     */
    public record Download(String by, Instant at, PackPeriod period, Scope scope) {}

    /** Keeps that somebody downloads a pack now. */
    @Transactional
    public void add(String by, PackPeriod period, Scope scope) {
        jdbc.sql("insert into inspection_download (downloaded_by, downloaded_at, period_from, period_until, pack_scope)"
                        + " values (:by, :at, :from, :until, :scope)")
                .param("by", by)
                .param("at", calendar.now().atOffset(ZoneOffset.UTC))
                .param("from", period.first())
                .param("until", period.last())
                .param("scope", scope.name())
                .update();
    }

    /** The downloads, the latest first. */
    @Transactional(readOnly = true)
    public List<Download> latest(int number) {
        return jdbc.sql("select * from inspection_download order by id desc fetch first " + number + " rows only")
                .query((row, n) -> new Download(
                        row.getString("downloaded_by"),
                        row.getObject("downloaded_at", OffsetDateTime.class).toInstant(),
                        new PackPeriod(
                                YearMonth.from(row.getObject("period_from", LocalDate.class)),
                                YearMonth.from(row.getObject("period_until", LocalDate.class))),
                        Scope.valueOf(row.getString("pack_scope"))))
                .list();
    }
}
