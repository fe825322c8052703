/** The agreement's processes: what their models call, and the forms of their tasks. */
@NullMarked
package org.supervision.agreement.process;

import org.jspecify.annotations.NullMarked;
