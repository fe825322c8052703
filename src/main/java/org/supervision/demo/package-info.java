/** The trial that {@code mvn spring-boot:run} starts: made-up people and a clock that can be moved. */
@NullMarked
package org.supervision.demo;

import org.jspecify.annotations.NullMarked;
