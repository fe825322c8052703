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

    private static final int LONGEST_WAIT_SECONDS = 5;

    private volatile CountDownLatch meeting = new CountDownLatch(0);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof CompleteTaskListener)) {
            return bean;
        }
        ProxyFactory crossing = new ProxyFactory(bean);
        crossing.setProxyTargetClass(true);
        crossing.addAdvice((MethodInterceptor) call -> {
            meeting.countDown();
            if (!meeting.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
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

    /** Completions that were to meet. */
    @FunctionalInterface
    public interface Meeting {

        /** Whether all of them were in their transactions at one moment. */
        boolean tookPlace();
    }
}
