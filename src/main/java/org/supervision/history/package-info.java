/** What has become of the processes: finished instances, their path and their times, and what is stuck. No word of content. */
@org.jspecify.annotations.NullMarked
package org.supervision.history;
