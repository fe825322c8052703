/** Everything of a period as one download, for an inspection: keys, dates, states and counts (F110). */
@NullMarked
package org.supervision.inspection;

import org.jspecify.annotations.NullMarked;
