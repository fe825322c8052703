/** The one mechanism of every task form: shows, keeps drafts, checks, and applies a draft when its task is completed. */
@NullMarked
package org.supervision.taskform;

import org.jspecify.annotations.NullMarked;
