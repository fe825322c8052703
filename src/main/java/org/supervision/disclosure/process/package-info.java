/** The process of a disclosure: what its model asks, its decision table and its forms. */
@NullMarked
package org.supervision.disclosure.process;

import org.jspecify.annotations.NullMarked;
