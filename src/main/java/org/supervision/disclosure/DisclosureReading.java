package org.supervision.disclosure;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.supervision.access.Access;
import org.supervision.access.AccessGrant.Scope;
import org.supervision.access.AccessGrants;
import org.supervision.access.Content;
import org.supervision.access.ContentKind;
import org.supervision.access.GrantBasis;
import org.supervision.access.Route;
import org.supervision.calendar.WorkingCalendar;

/** Opens the gate to what is disclosed, and shuts it. */
@Component
class DisclosureReading {

    private final Access access;
    private final AccessGrants grants;
    private final WorkingCalendar calendar;

    DisclosureReading(Access access, AccessGrants grants, WorkingCalendar calendar) {
        this.access = access;
        this.grants = grants;
        this.calendar = calendar;
    }

    /** Opens the gate to these for one person, until that day is over. */
    void allow(Disclosure disclosure, String viewer, LocalDate until, List<Content> contents) {
        GrantBasis basis = GrantBasis.valueOf(disclosure.requireBasis().name());
        grants.grant(new AccessGrants.NewGrant(
                viewer,
                basis,
                disclosure.key(),
                calendar.today(),
                until,
                disclosure.noticeOn(),
                disclosure.requestedBy(),
                contents.stream()
                        .map(content -> new Scope(content.kind(), content.key()))
                        .distinct()
                        .toList()));
    }

    /** Opens the gate to a bundle for its reader, until the last day of access is over. */
    void allow(Disclosure disclosure, BundleContent bundle) {
        allow(disclosure, disclosure.requireViewer(), disclosure.requireAccessUntil(), extracts(bundle));
    }

    /** Whether somebody may open a bundle now; that is logged either way. */
    boolean open(String userId, BundleContent bundle) {
        return access.open(userId, extracts(bundle), Route.BUNDLE);
    }

    /** Shuts the gate to everybody for whom this disclosure opened it. */
    void end(Disclosure disclosure, String by) {
        grants.of(disclosure.key()).forEach(grant -> grants.revoke(grant.id(), by));
    }

    /** The last day of access is over. */
    void expire(Disclosure disclosure) {
        grants.of(disclosure.key()).stream()
                .filter(grant -> grant.endedAt() == null)
                .forEach(grant -> grants.expire(grant.id()));
    }

    private static List<Content> extracts(BundleContent bundle) {
        return bundle.records().stream()
                .map(extract -> new Content(ContentKind.EXTRACT, extract.session(), extract.version()))
                .toList();
    }
}
