/** The processes {@code supervisionSession} and {@code sessionBooking}: what their models call and what their forms do. */
@NullMarked
package org.supervision.session.process;

import org.jspecify.annotations.NullMarked;
