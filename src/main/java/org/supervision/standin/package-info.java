/** The tasks of whoever has left, or is represented: who does them in their place (A-br, F118, F123). */
package org.supervision.standin;
