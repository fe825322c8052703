package org.supervision.disclosure;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface DisclosureAuthorityRepository extends CrudRepository<DisclosureAuthority, Long> {

    Optional<DisclosureAuthority> findByDisclosureId(long disclosureId);
}
