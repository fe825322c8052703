/** Who may do what: sign-in, the walls around the engine's web interfaces, and the rights of each group. */
@NullMarked
package org.supervision.security;

import org.jspecify.annotations.NullMarked;
