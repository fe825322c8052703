package org.supervision.review;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface AgreementReviewRepository extends CrudRepository<AgreementReview, Long> {

    Optional<AgreementReview> findFirstByTermKeyOrderByIdDesc(String termKey);

    Optional<AgreementReview> findByOpenFor(long agreementId);
}
