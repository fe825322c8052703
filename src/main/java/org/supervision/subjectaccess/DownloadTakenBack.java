package org.supervision.subjectaccess;

/**
 * A records officer has ended the download of an answer before its day.
 *
 * @param subjectAccessKey the request's key
 */
public record DownloadTakenBack(String subjectAccessKey) {}
