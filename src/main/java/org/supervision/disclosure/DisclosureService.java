package org.supervision.disclosure;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.disclosure.DisclosureConsent.Answer;
import org.supervision.disclosure.DisclosureEvent.Kind;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.retention.LegalHolds;

/** Takes a disclosure from its request to the end of access (A6.2, A6.3, B6). What nobody agreed to is not shown. */
@Service
@Transactional
public class DisclosureService {

    /** Where disclosures are read by those signed in to Tasklist; a key may follow. */
    public static final String PATH = "/camunda/api/supervision/disclosures";

    /** The same for scripts. */
    public static final String REST_PATH = "/api/disclosures";

    private static final Set<DisclosureState> BEFORE_RELEASE =
            EnumSet.of(DisclosureState.CONSENT_ASKED, DisclosureState.PREPARING);
    static final Set<DisclosureState> SHOWN = EnumSet.of(DisclosureState.RELEASED, DisclosureState.ENDED);

    private final DisclosureRepository disclosures;
    private final DisclosureConsentRepository consents;
    private final DisclosureAuthorityRepository authorities;
    private final DisclosureBundleRepository bundles;
    private final DisclosureEventRepository log;
    private final LegalHolds holds;
    private final DisclosureTable table;
    private final DisclosurePeople people;
    private final BundleSources sources;
    private final DisclosureReading reading;
    private final AgreementService agreements;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    DisclosureService(
            DisclosureRepository disclosures,
            DisclosureConsentRepository consents,
            DisclosureAuthorityRepository authorities,
            DisclosureBundleRepository bundles,
            DisclosureEventRepository log,
            LegalHolds holds,
            DisclosureTable table,
            DisclosurePeople people,
            BundleSources sources,
            DisclosureReading reading,
            AgreementService agreements,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.disclosures = disclosures;
        this.consents = consents;
        this.authorities = authorities;
        this.bundles = bundles;
        this.log = log;
        this.holds = holds;
        this.table = table;
        this.people = people;
        this.sources = sources;
        this.reading = reading;
        this.agreements = agreements;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
    }

    /**
     * Begins a request that its form will fill in.
     *
     * @return its key
     */
    public String begin(String requester) {
        LocalDate by = in(policy().disclosure().requestWd());
        return disclosures.save(Disclosure.begun(requester, calendar.now(), by)).key();
    }

    /** The disclosure with this key, if there is one. */
    public Optional<Disclosure> find(String key) {
        return Disclosure.isKey(key) ? disclosures.findById(Disclosure.idOf(key)) : Optional.empty();
    }

    /**
     * The disclosure with this key.
     *
     * @throws NoSuchElementException if there is none
     */
    public Disclosure require(String key) {
        return find(key).orElseThrow(() -> new NoSuchElementException("No disclosure " + key));
    }

    /** The two whose records are asked for. */
    public Parties parties(Disclosure disclosure) {
        return agreements.parties(disclosure.requireAgreementId());
    }

    /** The last London date until which access may last when it is agreed today (B6, {@code access.disclosureDays}). */
    public LocalDate latestAccess() {
        return calendar.today().plusDays(policy().access().disclosureDays());
    }

    /** The basis on which records may be shown for this purpose (D5). */
    public Basis basisOf(Purpose purpose) {
        return table.basisOf(purpose);
    }

    /** Closes a request that was started by mistake. */
    public void drop(String key) {
        disclosures.save(require(key).closed(DisclosureState.DROPPED, calendar.now()));
    }

    /** Keeps what is asked for. */
    public void request(String key, DisclosureRequest request) {
        Disclosure disclosure = disclosures.save(require(key).requested(request));
        note(disclosure, Kind.REQUESTED, disclosure.requestedBy());
    }

    /**
     * Decides on which basis the records may be shown, and asks whoever must agree (D5).
     *
     * @throws IllegalStateException for a purpose that is not handled here
     */
    public Basis decideBasis(String key) {
        Disclosure disclosure = require(key);
        Basis basis = table.basisOf(Objects.requireNonNull(disclosure.purpose(), "Not requested yet"));
        Disclosure decided = disclosure.onBasis(basis);
        switch (basis) {
            case CONSENT -> {
                LocalDate by = in(policy().consent().replyWd());
                disclosures.save(decided.waitingFor(DisclosureState.CONSENT_ASKED, by));
                parties(decided)
                        .both()
                        .forEach(party -> tell(decided, "consent", party, MailKind.DISCLOSURE_CONSENT_ASKED, by));
            }
            case PERFORMANCE_CONDUCT, FORMAL_PROCEEDINGS -> {
                LocalDate by = in(policy().disclosure().authoriseWd());
                disclosures.save(decided.waitingFor(DisclosureState.AUTHORITY_ASKED, by));
                tell(
                        decided,
                        "authorise",
                        people.authoriser(decided).orElseThrow(),
                        MailKind.DISCLOSURE_TO_AUTHORISE,
                        by);
            }
            case CASEWORK -> toPrepare(decided);
            case TRANSFER, SUBJECT_ACCESS -> throw new IllegalStateException(key + " is not handled as a disclosure");
        }
        return basis;
    }

    private void toPrepare(Disclosure disclosure) {
        LocalDate by = in(policy().disclosure().prepareWd());
        disclosures.save(disclosure.waitingFor(DisclosureState.PREPARING, by));
        for (String officer : people.preparers(disclosure)) {
            reading.allow(disclosure, officer, calendar.knownUntil(), sources.contents(disclosure));
            tell(disclosure, "prepare", officer, MailKind.DISCLOSURE_TO_PREPARE, by);
        }
    }

    /** What the parties said, in order. */
    public List<DisclosureConsent> consents(Disclosure disclosure) {
        return consents.findByDisclosureIdOrderById(disclosure.requireId());
    }

    /** The last answer of each party who gave one, by user id. */
    public Map<String, Answer> answers(Disclosure disclosure) {
        Map<String, Answer> last = new LinkedHashMap<>();
        consents(disclosure).forEach(consent -> last.put(consent.party(), consent.answer()));
        return last;
    }

    /** Keeps a party's answer; once both agree, the bundle is to be prepared (A6.2). */
    public void answer(String key, String party, boolean agrees, @Nullable String remark) {
        Disclosure disclosure = require(key);
        keep(disclosure, party, agrees ? Answer.AGREE : Answer.REFUSE, remark);
        note(disclosure, agrees ? Kind.AGREED : Kind.REFUSED, party);
        if (bothAgree(disclosure)) {
            toPrepare(disclosure);
        }
    }

    private boolean bothAgree(Disclosure disclosure) {
        Map<String, Answer> answers = answers(disclosure);
        return parties(disclosure).both().stream().allMatch(party -> answers.get(party) == Answer.AGREE);
    }

    private void keep(Disclosure disclosure, String party, Answer answer, @Nullable String remark) {
        consents.save(new DisclosureConsent(null, disclosure.requireId(), party, answer, remark, calendar.now()));
    }

    /** Whether this person has agreed and can still take it back: until the bundle is released (A6.2). */
    public boolean mayWithdraw(Disclosure disclosure, String userId) {
        return disclosure.basis() == Basis.CONSENT
                && BEFORE_RELEASE.contains(disclosure.state())
                && parties(disclosure).include(userId)
                && answers(disclosure).get(userId) == Answer.AGREE;
    }

    /**
     * Takes a party's agreement back: nothing is shown. Publishes {@link ConsentTakenBack}.
     *
     * @return whether there was one to take back
     */
    public boolean withdraw(String key, String userId) {
        Optional<Disclosure> disclosure = findAlone(key).filter(found -> mayWithdraw(found, userId));
        disclosure.ifPresent(found -> {
            keep(found, userId, Answer.WITHDRAW, null);
            note(found, Kind.WITHDRAWN, userId);
            events.publishEvent(new ConsentTakenBack(key));
        });
        return disclosure.isPresent();
    }

    /** As it stands once nobody else is changing it, and until the end of this transaction. */
    private Optional<Disclosure> findAlone(String key) {
        return find(key).flatMap(found -> disclosures.lock(found.requireId()));
    }

    /** What the Service Manager decided, if it is decided. */
    public Optional<DisclosureAuthority> authority(Disclosure disclosure) {
        return authorities.findByDisclosureId(disclosure.requireId());
    }

    /**
     * The Service Manager authorises it (A6.3, B6); records needed in proceedings are held from now on.
     *
     * @param viewer user id of the reader
     * @param accessUntil London date by whose end access ends
     * @param noticeOn London date on which both parties are told; null: when it is released
     * @param noticeReason why later
     */
    public void authorise(
            String key,
            String by,
            String reason,
            String scope,
            String viewer,
            LocalDate accessUntil,
            @Nullable LocalDate noticeOn,
            @Nullable String noticeReason) {
        Disclosure disclosure = require(key).authorised(viewer, accessUntil, noticeOn);
        decided(disclosure, true, reason, scope, noticeReason, by);
        note(disclosure, Kind.AUTHORISED, by);
        if (disclosure.basis() == Basis.FORMAL_PROCEEDINGS) {
            holds.setFor(disclosure.requireId(), disclosure.requireAgreementId(), by);
        }
        toPrepare(disclosure);
    }

    /** The Service Manager refuses it. */
    public void refuse(String key, String by, String reason) {
        Disclosure disclosure = require(key);
        decided(disclosure, false, reason, null, null, by);
        note(disclosure, Kind.NOT_AUTHORISED, by);
    }

    private void decided(
            Disclosure disclosure,
            boolean granted,
            String reason,
            @Nullable String scope,
            @Nullable String noticeReason,
            String by) {
        authorities.save(new DisclosureAuthority(
                null, disclosure.requireId(), granted, reason, scope, noticeReason, by, calendar.now()));
    }

    /** Whether records of this agreement are held for proceedings, whatever the retention rules say (B6). */
    public boolean isOnHold(long agreementId) {
        return holds.isHeld(agreementId);
    }

    /** Keeps the bundle as it was prepared. */
    public void prepared(String key, BundleContent content, String by) {
        bundles.save(DisclosureBundle.of(require(key).requireId(), content, by, calendar.now()));
    }

    /** Opens the bundle to its reader, and tells both parties unless they are told later. */
    public void release(String key) {
        Disclosure disclosure = disclosures.save(require(key).released(calendar.now()));
        DisclosureBundle bundle = bundle(disclosure);
        note(disclosure, Kind.RELEASED, bundle.preparedBy());
        reading.end(disclosure, bundle.preparedBy());
        reading.allow(disclosure, bundle.read());
        notifier.send(Notice.of(key + "/released", disclosure.requireViewer(), MailKind.DISCLOSURE_RELEASED, key)
                .due(disclosure.requireAccessUntil())
                .path(PATH));
        if (disclosure.noticeOn() == null || !disclosure.noticeOn().isAfter(calendar.today())) {
            giveNotice(disclosure);
        }
    }

    /** Tells both parties of the disclosures whose day of notice has come (A6.3). */
    public void giveNotices() {
        disclosures.findByProgressStateInAndProgressNoticedAtIsNull(SHOWN).stream()
                .filter(disclosure ->
                        disclosure.noticeOn() != null && !disclosure.noticeOn().isAfter(calendar.today()))
                .forEach(this::giveNotice);
    }

    private void giveNotice(Disclosure disclosure) {
        disclosures.save(disclosure.noticed(calendar.now()));
        for (String party : parties(disclosure).both()) {
            notifier.send(Notice.of(disclosure.key() + "/notice", party, MailKind.DISCLOSURE_NOTICE, disclosure.key())
                    .path(PATH));
        }
    }

    /** Nobody gets to see anything: refused, not answered in time, withdrawn, or nothing to release. Tells the requester. */
    public void closeUndisclosed(String key) {
        Disclosure disclosure = require(key);
        if (disclosure.state() == DisclosureState.CONSENT_ASKED) {
            noteSilence(disclosure);
        }
        reading.end(disclosure, disclosure.requestedBy());
        disclosures.save(disclosure.closed(DisclosureState.NOT_DISCLOSED, calendar.now()));
        notifier.send(Notice.of(key + "/not-agreed", disclosure.requestedBy(), MailKind.DISCLOSURE_NOT_AGREED, key)
                .path(PATH));
    }

    /** Silence is a no, unless the other's no or withdrawal came first. */
    private void noteSilence(Disclosure disclosure) {
        Map<String, Answer> answers = answers(disclosure);
        if (answers.values().stream().allMatch(answer -> answer == Answer.AGREE)) {
            parties(disclosure).both().stream()
                    .filter(party -> !answers.containsKey(party))
                    .forEach(party -> note(disclosure, Kind.NO_ANSWER, party));
        }
    }

    /** Whether this person can end the reader's access before its day: records officers and whoever authorised it. */
    public boolean mayRevoke(Disclosure disclosure, String userId) {
        return disclosure.state() == DisclosureState.RELEASED
                && !parties(disclosure).include(userId)
                && (people.isRecordsOfficer(userId)
                        || authority(disclosure)
                                .filter(authority -> authority.decidedBy().equals(userId))
                                .isPresent());
    }

    /**
     * Ends the reader's access before its day. Publishes {@link AccessTakenBack}.
     *
     * @return whether there was one to end
     */
    public boolean revoke(String key, String userId) {
        Optional<Disclosure> disclosure = findAlone(key).filter(found -> mayRevoke(found, userId));
        disclosure.ifPresent(found -> {
            note(found, Kind.REVOKED, userId);
            reading.end(found, userId);
            events.publishEvent(new AccessTakenBack(key));
        });
        return disclosure.isPresent();
    }

    /** The reader's access is over. */
    public void endAccess(String key) {
        Disclosure disclosure = require(key);
        if (log(disclosure).stream().noneMatch(event -> event.kind() == Kind.REVOKED)) {
            note(disclosure, Kind.EXPIRED, disclosure.requireViewer());
            reading.expire(disclosure);
        }
        disclosures.save(disclosure.closed(DisclosureState.ENDED, calendar.now()));
    }

    /**
     * Opens the bundle for its reader and logs it. Anybody else, and the reader before the release and past the last day,
     * gets nothing; that is logged too.
     */
    public Optional<BundleContent> open(String key, String userId) {
        Optional<Disclosure> found = find(key).filter(disclosure -> SHOWN.contains(disclosure.state()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Disclosure disclosure = found.get();
        BundleContent content = bundle(disclosure).read();
        boolean mayOpen = userId.equals(disclosure.viewer()) && reading.open(userId, content);
        note(disclosure, mayOpen ? Kind.OPENED : Kind.DENIED, userId);
        return mayOpen ? Optional.of(content) : Optional.empty();
    }

    private DisclosureBundle bundle(Disclosure disclosure) {
        return bundles.findByDisclosureId(disclosure.requireId()).orElseThrow();
    }

    /** The log of a disclosure, in order. */
    public List<DisclosureEvent> log(Disclosure disclosure) {
        return log.findByDisclosureIdOrderById(disclosure.requireId());
    }

    private void note(Disclosure disclosure, Kind kind, String userId) {
        log.save(new DisclosureEvent(null, disclosure.requireId(), kind, userId, calendar.now()));
    }

    private Policy policy() {
        return policies.current();
    }

    private LocalDate in(int workingDays) {
        return calendar.addWorkingDays(calendar.today(), workingDays);
    }

    private void tell(Disclosure disclosure, String what, String userId, MailKind kind, LocalDate by) {
        notifier.send(Notice.of(disclosure.key() + "/" + what, userId, kind, disclosure.key())
                .due(by));
    }
}
