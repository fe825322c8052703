/**
 * What people write is encrypted before it reaches a database: the keys, the cipher, and the list of the columns that
 * hold such text. It knows no feature of the product.
 */
@NullMarked
package org.supervision.confidential;

import org.jspecify.annotations.NullMarked;
