/** The due dates of tasks and timers, asked of the models again. */
package org.supervision.closure.process;
