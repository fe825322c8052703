package org.supervision.scenario;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Lets two transactions of one name meet: none is committed before both have begun, and the first has written everything
 * when it lets the other catch up. What one reads is therefore never what the other has done.
 */
final class AtCommit implements TransactionExecutionListener {

    private static final int LONGEST_WAIT_SECONDS = 5;

    /** The other is at its end by then, or waits for a row or a key of the first. */
    private static final int CATCH_UP_MILLIS = 250;

    private volatile String name = "";
    private volatile CountDownLatch begun = new CountDownLatch(0);
    private volatile CountDownLatch atTheirEnd = new CountDownLatch(0);

    /** The next two transactions of this name meet. */
    void meet(Class<?> service, String method) {
        begun = new CountDownLatch(2);
        atTheirEnd = new CountDownLatch(2);
        name = service.getName() + "." + method;
    }

    /** Whether two of that name were open at one moment. */
    boolean tookPlace() {
        return begun.getCount() == 0;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (name.equals(transaction.getTransactionName())) {
            begun.countDown();
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (!name.equals(transaction.getTransactionName())) {
            return;
        }
        try {
            if (begun.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                atTheirEnd.countDown();
                atTheirEnd.await(CATCH_UP_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
