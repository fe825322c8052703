package org.supervision.taskform;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Where those who complete tasks wait for each other: inside their transactions, once the engine has read the task and
 * before anything is applied. So two completions are at work at the same time for certain, not by luck.
 */
public final class Crossing implements BeanPostProcessor {

    private static final int LONGEST_WAIT_SECONDS = 20;

    private volatile CountDownLatch meeting = new CountDownLatch(0);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof CompleteTaskListener)) {
            return bean;
        }
        ProxyFactory crossing = new ProxyFactory(bean);
        crossing.setProxyTargetClass(true);
        crossing.addAdvice((MethodInterceptor) call -> {
            CountDownLatch mine = meeting;
            mine.countDown();
            if (!mine.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                meeting = new CountDownLatch(0);
            }
            return call.proceed();
        });
        return crossing.getProxy();
    }

    /** The next completions wait until there are so many of them. */
    public Meeting of(int completions) {
        CountDownLatch latch = new CountDownLatch(completions);
        meeting = latch;
        return () -> latch.getCount() == 0;
    }

    /** The next completion waits in its transaction until it is let go on, or for the longest time. */
    public Hold hold() {
        CountDownLatch latch = new CountDownLatch(2);
        meeting = latch;
        return new Hold() {
            @Override
            public void await() throws InterruptedException {
                for (int waited = 0; latch.getCount() > 1 && waited < LONGEST_WAIT_SECONDS * 100; waited++) {
                    Thread.sleep(10);
                }
                if (latch.getCount() > 1) {
                    throw new IllegalStateException("Nobody completes anything");
                }
                meeting = new CountDownLatch(0);
            }

            @Override
            public void goOn() {
                latch.countDown();
            }
        };
    }

    /** A completion that waits in its transaction. */
    public interface Hold {

        /** Until it has come there. Others are not held. */
        void await() throws InterruptedException;

        void goOn();
    }

    /** Completions that were to meet. */
    @FunctionalInterface
    public interface Meeting {

        /** Whether all of them were in their transactions at one moment. */
        boolean tookPlace();
    }
}
