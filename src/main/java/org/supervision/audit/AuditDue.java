package org.supervision.audit;

/** Some months are over, and a sample of the agreements is to be audited. */
public record AuditDue(String auditKey) {}
