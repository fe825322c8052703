/** Gives open tasks to whom their model names now. */
package org.supervision.standin.process;
