package org.supervision.engine;

/** Makes the rows of a process that a person starts in Tasklist or by REST, in the transaction that starts it. */
public interface ProcessStart {

    /** The process id, such as {@code supervisionAgreement}. */
    String processId();

    /**
     * Makes the rows.
     *
     * @param initiator the user id of whoever starts it
     * @return the business key; one that the client gave is overwritten with it
     */
    String begin(String initiator);
}
