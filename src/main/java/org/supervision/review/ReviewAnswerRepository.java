package org.supervision.review;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface ReviewAnswerRepository extends CrudRepository<ReviewAnswer, Long> {

    List<ReviewAnswer> findByReviewIdOrderById(long reviewId);
}
