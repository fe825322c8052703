package org.supervision.integrity;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Says down when the last verification found stored texts changed, unreadable or gone. */
@Component("signedTexts")
class SignedTextsHealthIndicator extends AbstractHealthIndicator {

    private final Verification verification;

    SignedTextsHealthIndicator(Verification verification) {
        super("The last verification cannot be looked up");
        this.verification = verification;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Verification.Last last = verification.last();
        health.status(last.findings() > 0 ? Status.DOWN : Status.UP)
                .withDetail(
                        "verifiedAt", last.at() == null ? "never" : last.at().toString())
                .withDetail("texts", last.texts())
                .withDetail("findings", last.findings());
    }
}
