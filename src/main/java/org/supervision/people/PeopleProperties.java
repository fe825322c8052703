package org.supervision.people;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Where the directory comes from.
 *
 * @param file the people file read at each start, as in {@code file:/etc/supervision/people.csv}; without one, people
 *     come through {@code POST /api/people/import} alone
 */
@ConfigurationProperties("supervision.people")
record PeopleProperties(@Nullable Resource file) {}
