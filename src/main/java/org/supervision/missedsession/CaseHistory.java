package org.supervision.missedsession;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people wrote in the course of a case, for those who are entitled to read it. */
@Service
@Transactional(readOnly = true)
public class CaseHistory {

    private final RebookingNoteRepository rebookings;
    private final HeldClaimRepository claims;
    private final ResolutionRepository resolutions;

    CaseHistory(RebookingNoteRepository rebookings, HeldClaimRepository claims, ResolutionRepository resolutions) {
        this.rebookings = rebookings;
        this.claims = claims;
        this.resolutions = resolutions;
    }

    /**
     * What somebody wrote.
     *
     * @param by user id
     * @param about what it is about, in a few words
     */
    public record Statement(String by, String about, String text) {}

    /** What the two wrote to each other about a new date, in order. */
    public List<Statement> reasonsOfParties(MissedCase missed) {
        return rebookings.findByCaseIdOrderById(missed.id()).stream()
                .sorted(Comparator.comparing(RebookingNote::decidedAt))
                .flatMap(note -> said(note.decidedBy(), "on a new date", note.reason()))
                .toList();
    }

    /** What a manager may read: the two's reasons, both sides of a dispute (E8), and what managers wrote below. */
    public List<Statement> statements(MissedCase missed) {
        Stream<Statement> claimed = claims.findByCaseIdOrderById(missed.id()).stream()
                .flatMap(claim -> Stream.concat(
                        said(claim.claimedBy(), "says that it was held", claim.claimStatement()),
                        said(claim.asked(), "says that it was not", claim.answerStatement())));
        Stream<Statement> decided = resolutions.findByCaseIdOrderById(missed.id()).stream()
                .flatMap(resolution -> said(resolution.manager(), "as manager", resolution.reasons()));
        return Stream.of(reasonsOfParties(missed).stream(), claimed, decided)
                .flatMap(statements -> statements)
                .toList();
    }

    private static Stream<Statement> said(String by, String about, @Nullable String text) {
        return text == null || text.isBlank() ? Stream.empty() : Stream.of(new Statement(by, about, text));
    }
}
