package org.supervision.policy;

/** Published inside the transaction that puts a version in force, or adds or removes a closure day. */
record PolicyChanged() {}
