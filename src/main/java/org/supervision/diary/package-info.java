/** Sessions by day: the calendar that people subscribe to by a secret address, and the month of a team. */
@org.jspecify.annotations.NullMarked
package org.supervision.diary;
