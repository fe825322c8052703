/** Audits: a random sample of the agreements in force, looked at by independent auditors for a while (C24). */
@NullMarked
package org.supervision.audit;

import org.jspecify.annotations.NullMarked;
