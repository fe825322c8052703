package org.supervision.personalmatter;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.AccessGrant;
import org.supervision.access.AccessGrants;
import org.supervision.access.ContentKind;
import org.supervision.access.GrantBasis;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.session.Escalations;
import org.supervision.session.PersonalMatter;
import org.supervision.session.PersonalMatterFlagged;
import org.supervision.session.PersonalMatters;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;

/** Takes a personal matter from the question to the supervisee to the line manager, or not (A5.1). */
@Service
@Transactional
public class PersonalMatterService {

    private final MatterSharingRepository sharings;
    private final PersonalMatters matters;
    private final SessionService sessions;
    private final Escalations line;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final AccessGrants grants;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    PersonalMatterService(
            MatterSharingRepository sharings,
            PersonalMatters matters,
            SessionService sessions,
            Escalations line,
            Policies policies,
            WorkingCalendar calendar,
            AccessGrants grants,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.sharings = sharings;
        this.matters = matters;
        this.sessions = sessions;
        this.line = line;
        this.policies = policies;
        this.calendar = calendar;
        this.grants = grants;
        this.notifier = notifier;
        this.events = events;
    }

    /** Asks the supervisee, once for each matter. Publishes {@link MatterRaised}. */
    @EventListener
    public void raise(PersonalMatterFlagged flagged) {
        if (sharings.findByMatterId(flagged.matterId()).isPresent()) {
            return;
        }
        PersonalMatter matter = matters.require(flagged.matterId());
        LocalDate replyBy = in(policy().replyWd());
        sharings.save(MatterSharing.asked(flagged.matterId(), replyBy));
        tell(matter.key(), "asked/1", session(matter.key()).supervisee(), MailKind.PERSONAL_MATTER_ASKED, replyBy);
        events.publishEvent(new MatterRaised(matter.key()));
    }

    /** How far it is with this matter; nothing where the line manager was never to know. */
    public Optional<MatterSharing> find(String matterKey) {
        return sharings.findByMatterId(PersonalMatter.idOf(matterKey));
    }

    /**
     * How far it is with this matter.
     *
     * @throws NoSuchElementException where the line manager was never to know
     */
    public MatterSharing require(String matterKey) {
        return find(matterKey).orElseThrow(() -> new NoSuchElementException("No sharing of " + matterKey));
    }

    /** The matter itself, with the wording that both have seen. */
    public PersonalMatter matter(String matterKey) {
        return matters.require(PersonalMatter.idOf(matterKey));
    }

    /** The session in which it was raised. */
    public SupervisionSession session(String matterKey) {
        return sessions.require(matter(matterKey).sessionId());
    }

    /** User id of who does the supervisor's part: the one who held the session or, where it has passed on, the new one. */
    public String supervisor(String matterKey) {
        return sessions.inCharge(session(matterKey));
    }

    /**
     * The matters of an agreement go on with its new supervisor where the supervisee lets them; the others stay behind, and
     * what is open about them ends, told to nobody (A5.1). Publishes {@link MatterStaysBehind} for each that is open.
     *
     * @param former user id of the supervisor until now
     * @param to user id of the new supervisor
     * @param passing row ids of the matters that pass on
     */
    public void handOver(long agreementId, String former, String to, Collection<Long> passing) {
        for (PersonalMatter matter : matters.underAgreement(agreementId)) {
            if (passing.contains(matter.requireId())) {
                matters.passOn(matter.requireId(), to);
            } else {
                find(matter.key()).filter(MatterSharing::waitsForTheTwo).ifPresent(sharing -> {
                    sharings.save(sharing.kept(former, calendar.now()));
                    events.publishEvent(new MatterStaysBehind(matter.key()));
                });
            }
        }
    }

    /** User id of the supervisor's line manager, or of the first above who is no party; never of a deputy. */
    public String lineManager(String matterKey) {
        return line.lineManagerInPersonFor(session(matterKey));
    }

    /** Whether the supervisee may still ask to talk it over first: {@code personal.talks} times. */
    public boolean mayTalkFirst(String matterKey) {
        return require(matterKey).timesAsked() <= policy().talks();
    }

    /** Keeps the supervisee's answer and asks for what follows from it. */
    public void answer(String matterKey, SuperviseeAnswer answer) {
        MatterSharing sharing = require(matterKey);
        switch (answer) {
            case AGREE -> {
                LocalDate speakBy = in(policy().speakWd());
                sharings.save(answered(sharing, answer, SharingState.AGREED).nextStep(SharingState.AGREED, speakBy));
                tell(matterKey, "agreed", supervisor(matterKey), MailKind.PERSONAL_MATTER_AGREED, speakBy);
            }
            case DECLINE -> toDecide(matterKey, answered(sharing, answer, SharingState.TO_DECIDE));
            case TALK_FIRST -> {
                int times = sharing.timesAsked() + 1;
                LocalDate replyBy = in(policy().replyWd());
                sharings.save(sharing.answered(answer, calendar.now(), SharingState.ASKED, times, replyBy));
                tell(matterKey, "talk/" + times, supervisor(matterKey), MailKind.PERSONAL_MATTER_TO_TALK, replyBy);
            }
        }
    }

    /** The supervisee did not answer in time, which is a no. */
    public void unanswered(String matterKey) {
        toDecide(matterKey, require(matterKey));
    }

    private MatterSharing answered(MatterSharing sharing, SuperviseeAnswer answer, SharingState state) {
        return sharing.answered(answer, calendar.now(), state, sharing.timesAsked(), sharing.replyBy());
    }

    private void toDecide(String matterKey, MatterSharing sharing) {
        LocalDate decideBy = in(policy().decideWd());
        sharings.save(sharing.nextStep(SharingState.TO_DECIDE, decideBy));
        tell(matterKey, "decide", supervisor(matterKey), MailKind.PERSONAL_MATTER_TO_DECIDE, decideBy);
    }

    /** The supervisor has spoken to the line manager, as the supervisee agreed. */
    public void spoken(String matterKey, LocalDate on) {
        sharings.save(require(matterKey).told(SharingState.TOLD, lineManager(matterKey), on));
    }

    /** The matter stays between the two. */
    public void keep(String matterKey, String by) {
        sharings.save(require(matterKey).kept(by, calendar.now()));
    }

    /**
     * Discloses the matter to the line manager without the supervisee's agreement. The supervisee is told, unless there is
     * a reason not to.
     *
     * @param reason in the supervisor's words
     * @param untoldReason why the supervisee is not told; null where the supervisee is
     */
    public void disclose(String matterKey, Ground ground, String reason, @Nullable String untoldReason, String by) {
        LocalDate discussBy = in(policy().discussWd());
        sharings.save(require(matterKey).disclosed(ground, reason, untoldReason, by, calendar.now(), discussBy));
        if (untoldReason == null) {
            notifier.send(Notice.of(
                            matterKey + "/disclosed",
                            session(matterKey).supervisee(),
                            MailKind.PERSONAL_MATTER_DISCLOSED,
                            matterKey)
                    .path(MatterOutcomes.PATH + matterKey));
        }
        String lineManager = lineManager(matterKey);
        letRead(matterKey, lineManager, by, untoldReason == null ? null : calendar.knownUntil());
        tell(matterKey, "discuss", lineManager, MailKind.PERSONAL_MATTER_TO_DISCUSS, discussBy);
    }

    /** The line manager reads the matter until it is discussed, however late that is. */
    private void letRead(String matterKey, String lineManager, String by, @Nullable LocalDate noticeOn) {
        grants.grant(new AccessGrants.NewGrant(
                lineManager,
                GrantBasis.PERSONAL_MATTER,
                matterKey,
                calendar.today(),
                calendar.knownUntil(),
                noticeOn,
                by,
                List.of(new AccessGrant.Scope(ContentKind.PERSONAL_MATTER, matterKey))));
    }

    /** The line manager has discussed it with the supervisor, and reads it no longer. */
    public void discussed(String matterKey, String by, LocalDate on) {
        grants.of(matterKey).forEach(grant -> grants.revoke(grant.id(), by));
        sharings.save(require(matterKey).told(SharingState.DISCUSSED, by, on));
    }

    private Policy.Personal policy() {
        return policies.current().personal();
    }

    private LocalDate in(int workingDays) {
        return calendar.addWorkingDays(calendar.today(), workingDays);
    }

    private void tell(String matterKey, String what, String userId, MailKind kind, LocalDate by) {
        notifier.send(Notice.of(matterKey + "/" + what, userId, kind, matterKey).due(by));
    }
}
