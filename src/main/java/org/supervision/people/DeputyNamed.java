package org.supervision.people;

/**
 * Published inside the transaction that names a deputy, or ends their time before its last day.
 *
 * @param id of the {@link NamedDeputy}
 * @param deputy user id of whoever acts, or acted
 * @param released whether it is the end
 */
public record DeputyNamed(long id, String deputy, boolean released) {}
