package org.supervision.engine;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Lets the product start its own processes whoever is signed in: nobody is granted to start them. */
@Component
public class EngineAccess {

    private final IdentityService identity;

    EngineAccess(IdentityService identity) {
        this.identity = identity;
    }

    /** Runs this as the product itself and gives the thread back to whoever was signed in. */
    public void asTheProduct(Runnable action) {
        Authentication caller = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            action.run();
        } finally {
            if (caller != null) {
                identity.setAuthentication(caller);
            }
        }
    }
}
