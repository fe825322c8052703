/** Missed supervision: the case from the first missed session to a held one, and the managers who see to it (A7.2, B8). */
@NullMarked
package org.supervision.missedsession;

import org.jspecify.annotations.NullMarked;
