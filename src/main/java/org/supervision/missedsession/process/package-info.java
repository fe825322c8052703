/** Missed supervision in the engine: the processes' beans, delegates, task forms, and the sweep for interval breaches. */
@NullMarked
package org.supervision.missedsession.process;

import org.jspecify.annotations.NullMarked;
