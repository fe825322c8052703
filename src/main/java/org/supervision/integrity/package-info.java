/** Whether the stored texts are still those that people wrote and signed, and the commands of whoever runs the product. */
@NullMarked
package org.supervision.integrity;

import org.jspecify.annotations.NullMarked;
