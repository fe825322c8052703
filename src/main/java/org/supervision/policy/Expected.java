package org.supervision.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that is expected of somebody.
 *
 * @param rule what, in words, with its clause
 * @param about the key of the agreement, such as {@code AG-000123}
 * @param item what tells it from others of this rule and agreement, such as {@code SE-000456}
 * @param by the London date by whose end it is due; null for a limit that is not kept to
 * @param onlyNew whether what is there already keeps its date, and only what begins later would have this one (E26)
 */
public record Expected(
        String rule, String about, String item, @Nullable LocalDate by, boolean onlyNew) {}
