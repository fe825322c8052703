/** Mail without content: notices, invitations, reminders, and the daily sweep that keeps everything on time. */
@NullMarked
package org.supervision.notification;

import org.jspecify.annotations.NullMarked;
