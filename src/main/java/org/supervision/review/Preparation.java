package org.supervision.review;

import org.jspecify.annotations.Nullable;

/**
 * What a party thinks before the review.
 *
 * @param worksWell what is to stay
 * @param toChange what is not
 */
public record Preparation(
        @Nullable String worksWell, @Nullable String toChange) {}
