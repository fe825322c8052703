package org.supervision.disclosure;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface DisclosureRepository extends CrudRepository<Disclosure, Long> {

    List<Disclosure> findByViewerOrderByIdDesc(String viewer);

    List<Disclosure> findByAgreementIdInOrderByIdDesc(Collection<Long> agreementIds);

    List<Disclosure> findByOrderByIdDesc();

    List<Disclosure> findByStateInAndNoticedAtIsNull(Collection<DisclosureState> states);
}
