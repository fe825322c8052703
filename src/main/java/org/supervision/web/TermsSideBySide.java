package org.supervision.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.Answer;
import org.supervision.agreement.Fact;
import org.supervision.agreement.ProposedTerms;
import org.supervision.agreement.TermStatus;
import org.supervision.agreement.TermsDrafting;
import org.supervision.agreement.TermsInWords;
import org.supervision.calendar.LondonWords;

/** The terms of an agreement as they were and are, side by side (F04, F06). To show them is to open them. */
@Component
@Transactional
class TermsSideBySide {

    private final Access access;
    private final AgreementService agreements;
    private final TermsDrafting drafting;
    private final TermsInWords words;

    TermsSideBySide(Access access, AgreementService agreements, TermsDrafting drafting, TermsInWords words) {
        this.access = access;
        this.agreements = agreements;
        this.drafting = drafting;
        this.words = words;
    }

    /** What one version says to one point, and whether the version before it said something else. */
    record Cell(String text, boolean changed) {}

    /** One point in every version. */
    record Row(String label, List<Cell> cells) {}

    /** A version's name, and when it counted or was put forward. */
    record Column(String name, String when) {}

    /** The versions, the earliest first. */
    record Table(List<Column> columns, List<Row> rows) {}

    private record Version(Column column, AgreementTerms terms) {}

    /** The terms that both signed, and what is on its way to being signed; nothing where this person may read none of it. */
    Optional<Table> ofAgreement(Agreement agreement, String userId, Route route) {
        List<Content> contents = new ArrayList<>();
        List<Version> versions = new ArrayList<>();
        for (AgreementTerm term : agreements.terms(agreement.requireId())) {
            Content content = term.effectiveOn() != null ? Content.agreement(term.key()) : Content.terms(term.key());
            Optional<Version> version = term.effectiveOn() != null ? Optional.of(signed(term)) : onItsWay(term);
            if (version.isPresent() && access.decide(userId, content, route).isAllowed()) {
                contents.add(content);
                versions.add(version.get());
            }
        }
        return opened(contents, versions, userId, route);
    }

    /** How a term came to be: every version that was put to the supervisee, then what both signed. */
    Optional<Table> ofTerm(Agreement agreement, String termKey, String userId, Route route) {
        return agreements.terms(agreement.requireId()).stream()
                .filter(term -> term.key().equals(termKey))
                .findFirst()
                .flatMap(term -> {
                    List<Version> versions = new ArrayList<>(drafting.proposals(term).stream()
                            .map(TermsSideBySide::proposed)
                            .toList());
                    if (term.effectiveOn() != null) {
                        versions.add(signed(term));
                    }
                    return opened(List.of(Content.terms(termKey)), versions, userId, route);
                });
    }

    private Optional<Table> opened(List<Content> contents, List<Version> versions, String userId, Route route) {
        return versions.isEmpty() || !access.open(userId, contents, route)
                ? Optional.empty()
                : Optional.of(table(versions));
    }

    private static Version signed(AgreementTerm term) {
        String from = "from " + LondonWords.of(Objects.requireNonNull(term.effectiveOn()));
        return new Version(
                new Column(
                        "T" + term.termNumber() + ", signed by both",
                        term.endedOn() == null ? from : from + " to " + LondonWords.of(term.endedOn())),
                term.terms());
    }

    private Optional<Version> onItsWay(AgreementTerm term) {
        if (term.status() == TermStatus.SIGNING) {
            return Optional.of(new Version(
                    new Column("T" + term.termNumber() + ", to be signed", "not in force yet"), term.terms()));
        }
        List<ProposedTerms> proposals = term.status().isOpen() ? drafting.proposals(term) : List.of();
        return proposals.stream()
                .reduce((earlier, later) -> later)
                .map(latest -> new Version(
                        new Column("T" + term.termNumber() + ", put forward", answered(latest)), latest.terms()));
    }

    private static Version proposed(ProposedTerms proposal) {
        return new Version(new Column("Version " + proposal.version(), answered(proposal)), proposal.terms());
    }

    private static String answered(ProposedTerms proposal) {
        return LondonWords.of(proposal.proposedAt()) + ": " + inWords(proposal.answer());
    }

    private static String inWords(@Nullable Answer answer) {
        if (answer == null) {
            return "no answer yet";
        }
        return switch (answer) {
            case AGREE -> "agreed";
            case PROPOSE_CHANGE -> "a change was asked for";
            case CANNOT_AGREE -> "not agreed";
        };
    }

    private Table table(List<Version> versions) {
        List<List<Fact>> columns =
                versions.stream().map(version -> words.lines(version.terms())).toList();
        List<Row> rows = new ArrayList<>();
        for (int point = 0; point < columns.get(0).size(); point++) {
            List<Cell> cells = new ArrayList<>();
            for (int version = 0; version < columns.size(); version++) {
                String text = columns.get(version).get(point).value();
                boolean changed = version > 0
                        && !columns.get(version - 1).get(point).value().equals(text);
                cells.add(new Cell(text, changed));
            }
            rows.add(new Row(columns.get(0).get(point).label(), cells));
        }
        return new Table(versions.stream().map(Version::column).toList(), rows);
    }
}
