import '/js/sign-in.js';

export default [];
