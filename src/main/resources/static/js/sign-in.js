// Where people sign in with their organisation's account, the web applications' own form for a password leads nowhere.

/** Whether this browser has signed in that way. */
export function singleSignOn() {
  return /(?:^|;\s*)SINGLE-SIGN-ON=/.test(document.cookie);
}

function leaveForm() {
  if (singleSignOn() && location.hash.startsWith('#/login')) location.replace('/signed-out');
}

window.addEventListener('hashchange', leaveForm);
leaveForm();
