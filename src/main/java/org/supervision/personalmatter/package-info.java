/** Whether the supervisor's line manager is told of a personal matter: with the supervisee's knowledge and agreement first (A5.1). */
@NullMarked
package org.supervision.personalmatter;

import org.jspecify.annotations.NullMarked;
