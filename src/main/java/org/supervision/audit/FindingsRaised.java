package org.supervision.audit;

/** An auditor wants the line manager to consider what was found in a file. */
public record FindingsRaised(String fileKey) {}
