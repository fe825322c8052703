package org.supervision.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The rules by which reading is allowed, over facts that are given. Whatever no rule allows is refused. */
final class AccessRules {

    private AccessRules() {}

    /**
     * What is known of somebody who wants to read.
     *
     * @param userId who
     * @param grants what was granted to him, ended or not
     * @param isLineManager whether he manages whoever has the file
     * @param lineManagerMayRead whether the policy lets line managers read records of this agreement now
     */
    record Reader(String userId, List<AccessGrant> grants, boolean isLineManager, boolean lineManagerMayRead) {

        Reader {
            grants = List.copyOf(grants);
        }
    }

    /** Whether somebody may read this on this London date for being one of the two, now or in that session. */
    static Optional<Decision> byRelation(String userId, Content content, Relation relation, LocalDate today) {
        if (userId.equals(relation.supervisee())) {
            return Optional.of(Decision.allowed(Ground.PARTY));
        }
        if (userId.equals(relation.holderOn(today))) {
            if (userId.equals(relation.heldBy()) || content.kind().isInFile() && !relation.wasHandedTo(userId)) {
                return Optional.of(Decision.allowed(Ground.PARTY));
            }
            if (content.kind().isInFile() || userId.equals(relation.passedTo())) {
                return Optional.of(Decision.allowed(Ground.NEW_SUPERVISOR));
            }
        }
        return relation.isCover(userId) ? Optional.of(Decision.allowed(Ground.COVER)) : Optional.empty();
    }

    /** Whether anybody else may read this on this London date. */
    static Decision decide(Reader reader, Content content, Relation relation, Route route, LocalDate today) {
        List<AccessGrant> grants = reader.grants().stream()
                .filter(grant -> grant.covers(content, relation) && grant.allows(route))
                .toList();
        Optional<AccessGrant> grant =
                grants.stream().filter(one -> one.holdsOn(today)).findFirst();
        if (grant.isPresent()) {
            return Decision.granted(grant.get());
        }
        boolean asLineManager = reader.isLineManager() && content.kind() == ContentKind.RECORD;
        if (asLineManager && reader.lineManagerMayRead()) {
            return Decision.allowed(Ground.LINE_MANAGER);
        }
        if (route == Route.FORM && content.kind().isReferable()) {
            return Decision.allowed(Ground.REFERRED);
        }
        return denied(reader.userId(), relation, grants, asLineManager, today);
    }

    private static Decision denied(
            String userId, Relation relation, List<AccessGrant> grants, boolean asLineManager, LocalDate today) {
        if (!grants.isEmpty()) {
            return grants.stream()
                    .filter(grant -> grant.isToCome(today))
                    .findFirst()
                    .map(grant -> Decision.denied(Denial.NOT_YET, grant))
                    .orElseGet(() -> Decision.denied(Denial.GRANT_ENDED, grants.get(grants.size() - 1)));
        }
        if (relation.getsFileAfter(userId, today)) {
            return Decision.denied(Denial.NOT_YET);
        }
        if (relation.hadFileBefore(userId, today) && !userId.equals(relation.holderOn(today))) {
            return Decision.denied(Denial.FORMER_SUPERVISOR);
        }
        return Decision.denied(asLineManager ? Denial.POLICY : Denial.STRANGER);
    }
}
