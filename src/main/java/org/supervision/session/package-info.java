/** Sessions and their records: booked two ahead, prepared, held, written up, signed (A2 to A7, B2 to B7). */
@NullMarked
package org.supervision.session;

import org.jspecify.annotations.NullMarked;
