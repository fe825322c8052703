/** The council's rules as data: every number of days and every choice between the two source documents. */
@NullMarked
package org.supervision.policy;

import org.jspecify.annotations.NullMarked;
