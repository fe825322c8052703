/** How the installation itself is: its health, and its figures for monitoring. Counts, ages and days; no ids, no names. */
@org.jspecify.annotations.NullMarked
package org.supervision.operation;
