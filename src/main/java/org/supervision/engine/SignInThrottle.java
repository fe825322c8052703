package org.supervision.engine;

import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Checks passwords for the engine: slowly after wrong ones, by {@link SignInLocks} and on the machine's own clock, since a
 * demo clock that jumps must neither open a lock nor close one; and takes as long for a user that there isn't. Who is
 * {@linkplain SignInBar barred} is refused as if the password were wrong. One that is stored in an older way is stored anew
 * when it is right.
 */
class SignInThrottle extends DbIdentityServiceProvider {

    private final SignInLocks locks;
    private final PasswordHash hash;
    private final SignInBar bar;

    SignInThrottle(SignInLocks locks, PasswordHash hash, SignInBar bar) {
        this.locks = locks;
        this.hash = hash;
        this.bar = bar;
    }

    @Override
    public boolean checkPassword(String userId, @Nullable String password) {
        UserEntity user = findUserById(userId);
        if (password == null || user == null || user.getPassword() == null) {
            hash.encrypt("");
            return false;
        }
        String address = address();
        SignInLocks.Before before = locks.look(userId, address);
        if (before.isLocked()) {
            return false;
        }
        if (!matchPassword(password, user) || bar.isBarred(userId)) {
            locks.failed(userId, address);
            return false;
        }
        locks.succeeded(userId, address, before);
        if (!hash.isCurrent(user.getPassword())) {
            user.setPassword(password);
            user.encryptPassword();
        }
        return true;
    }

    @Override
    public IdentityOperationResult unlockUser(String userId) {
        locks.forget(userId);
        return super.unlockUser(userId);
    }

    /** The address that the request came from, as the proxy in front tells it; empty outside a request. */
    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : "";
    }
}
