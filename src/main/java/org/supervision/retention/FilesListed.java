package org.supervision.retention;

/** Files whose time is over were listed, for somebody to decide on. */
public record FilesListed(String listKey) {}
