package org.supervision.disclosure;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface DisclosureConsentRepository extends CrudRepository<DisclosureConsent, Long> {

    List<DisclosureConsent> findByDisclosureIdOrderById(long disclosureId);
}
