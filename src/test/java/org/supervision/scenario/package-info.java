/** Whole stories told through the REST contract alone, under the demo clock. */
package org.supervision.scenario;
