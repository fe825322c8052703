import '/js/sign-in.js';
import dashboard from '/js/cockpit.js';

export default [dashboard];
