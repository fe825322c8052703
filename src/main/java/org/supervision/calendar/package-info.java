/** Working days of England and Wales and deadlines in London time: the only place that computes either. */
@org.jspecify.annotations.NullMarked
package org.supervision.calendar;
