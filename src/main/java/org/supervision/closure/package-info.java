/** Deadlines of what is open, counted anew when a closure day is added. */
package org.supervision.closure;
