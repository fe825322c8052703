package org.supervision.agreement;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.supervision.access.SupervisionFiles;

/**
 * Who does the supervisor's part of an agreement today: its supervisor or, once that one has gone or is away for long,
 * whoever has accepted for the time being (B8).
 */
@Component
public class ActingSupervisors {

    private final AgreementService agreements;
    private final SupervisionFiles files;
    private final ObjectProvider<InterimSupervisors> interims;

    ActingSupervisors(
            AgreementService agreements, SupervisionFiles files, ObjectProvider<InterimSupervisors> interims) {
        this.agreements = agreements;
        this.files = files;
        this.interims = interims;
    }

    /** User id of who does; empty while nobody does. */
    public Optional<String> of(long agreementId) {
        return interim(agreementId)
                .or(() -> Optional.ofNullable(
                        present(agreementId, agreements.require(agreementId).supervisor())));
    }

    /** The two who meet: where nobody acts as the supervisor, the agreement's own. */
    public Parties parties(long agreementId) {
        Parties parties = agreements.parties(agreementId);
        return interim(agreementId)
                .map(interim -> new Parties(interim, parties.supervisee()))
                .orElse(parties);
    }

    /**
     * Who is to do something: this person, but nobody in the place of a supervisor who has gone. It then waits for whoever
     * follows.
     */
    public @Nullable String present(long agreementId, String userId) {
        boolean gone = agreements.require(agreementId).supervisor().equals(userId)
                && files.holderOf(agreementId).equals(SupervisionFiles.NOBODY);
        return gone ? null : userId;
    }

    private Optional<String> interim(long agreementId) {
        return interims.stream()
                .flatMap(known -> known.of(agreementId).stream())
                .findFirst();
    }
}
