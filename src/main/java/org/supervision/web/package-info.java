/** The product's own pages: home and outbox. */
@NullMarked
package org.supervision.web;

import org.jspecify.annotations.NullMarked;
