package org.supervision.caseexport;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.session.CaseExtract;
import org.supervision.session.RecordDistributed;
import org.supervision.session.RecordService;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionCase;
import org.supervision.session.SessionCases;

/**
 * Hands the extracts of distributed records over to a case system (B5, F59): each says what its record says of one case, and
 * is made anew from it whenever it is handed over.
 */
@Service
@Transactional
@EnableConfigurationProperties(ExportSettings.class)
public class CaseExports {

    /** Who reads a file, in the log of readings. */
    static final String CASE_SYSTEM = "case-system";

    private static final Pattern ID = Pattern.compile("SE-\\d{6,18}/C(\\d{1,18})/V(\\d{1,9})");

    private final ExtractRepository extracts;
    private final SessionCases cases;
    private final RecordService records;
    private final ExportProcess process;
    private final Access access;
    private final ExportSettings settings;
    private final WorkingCalendar calendar;

    CaseExports(
            ExtractRepository extracts,
            SessionCases cases,
            RecordService records,
            ExportProcess process,
            Access access,
            ExportSettings settings,
            WorkingCalendar calendar) {
        this.extracts = extracts;
        this.cases = cases;
        this.records = records;
        this.process = process;
        this.access = access;
        this.settings = settings;
        this.calendar = calendar;
    }

    /** An extract and its place among all. */
    public record Entry(long cursor, CaseExtract extract) {}

    /**
     * A page of extracts.
     *
     * @param extracts in the order of their places
     * @param next from where to go on: the place of the last one, or where this page began
     */
    public record Page(List<Entry> extracts, long next) {}

    /** Notes what a version that was just distributed says of cases, where it is to be handed over at all. */
    @EventListener
    void on(RecordDistributed distributed) {
        if (!settings.isOn()) {
            return;
        }
        RecordVersion version = version(distributed.sessionId(), distributed.version());
        for (SessionCase discussed : cases.discussedIn(distributed.sessionId())) {
            cases.extract(version, discussed).ifPresent(extract -> {
                extracts.save(new ExtractRow(
                        null, Objects.requireNonNull(discussed.id()), distributed.version(), calendar.now(), null));
                if (settings.hasFolder()) {
                    process.start(extract.id());
                }
            });
        }
    }

    /**
     * Puts an extract into the folder. Does nothing where its file was disposed of meanwhile, or there is no folder any more.
     *
     * @param extractId such as {@code SE-000456/C12/V1}
     */
    public void putIntoFolder(String extractId) {
        Matcher id = ID.matcher(extractId);
        if (!id.matches()) {
            throw new IllegalArgumentException("No extract's id");
        }
        if (!settings.hasFolder()) {
            return;
        }
        extracts.findBySessionCaseIdAndVersionNumber(Long.parseLong(id.group(1)), Integer.parseInt(id.group(2)))
                .flatMap(row -> handOver(row, CASE_SYSTEM, Route.FILE))
                .ifPresent(new ExtractFolder(Objects.requireNonNull(settings.folder()))::put);
    }

    /**
     * The extracts after a place, for another system.
     *
     * @param after the place of the last one that it has; 0 for the first page
     * @param limit how many at most
     * @param reader user id of the system
     */
    public Page page(long after, int limit, String reader) {
        givePlaces();
        List<ExtractRow> rows = extracts.findAfter(after, limit);
        List<Entry> entries = rows.stream()
                .flatMap(row -> handOver(row, reader, Route.REST)
                        .map(extract -> new Entry(Objects.requireNonNull(row.place()), extract))
                        .stream())
                .toList();
        return new Page(
                entries,
                rows.isEmpty()
                        ? after
                        : Objects.requireNonNull(rows.get(rows.size() - 1).place()));
    }

    /** Places are given one reader at a time, to what is committed: so nothing ever comes in before what was read. */
    private void givePlaces() {
        long place = extracts.lockLastPlace();
        for (ExtractRow row : extracts.findByPlaceIsNullOrderById()) {
            place++;
            extracts.save(row.at(place));
        }
        extracts.keepLastPlace(place);
    }

    private Optional<CaseExtract> handOver(ExtractRow row, String reader, Route route) {
        SessionCase discussed = cases.require(row.sessionCaseId());
        Optional<CaseExtract> extract = cases.extract(version(discussed.sessionId(), row.versionNumber()), discussed);
        extract.ifPresent(one -> access.handOver(reader, Content.casework(one.session(), one.version()), route));
        return extract;
    }

    private RecordVersion version(long sessionId, int number) {
        return records.versions(sessionId).stream()
                .filter(version -> version.versionNumber() == number)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No version " + number + " of the record"));
    }
}
