package org.supervision.retention;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface DisposalCertificateRepository extends CrudRepository<DisposalCertificate, Long> {

    List<DisposalCertificate> findAllByOrderByIdDesc();
}
