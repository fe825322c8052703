package org.supervision.disclosure;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface DisclosureBundleRepository extends CrudRepository<DisclosureBundle, Long> {

    Optional<DisclosureBundle> findByDisclosureId(long disclosureId);
}
