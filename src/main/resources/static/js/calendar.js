// Makes or revokes the secret address of one's own calendar, and shows a new one this once.
(() => {
  const result = document.getElementById('made');
  const box = document.getElementById('address-box');
  const field = document.getElementById('address');
  const buttons = document.querySelectorAll('button[data-address]');

  function csrfToken() {
    const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  function say(text) {
    result.textContent = text;
    result.focus();
  }

  async function send(button) {
    const method = button.dataset.address;
    const answer = await fetch(button.dataset.at, {
      method, credentials: 'same-origin', headers: { 'X-XSRF-TOKEN': csrfToken() }
    });
    if (!answer.ok) {
      say(answer.status === 401 || answer.status === 403
        ? 'You have been signed out. Sign in to Tasklist, then come back.'
        : 'That was not possible. Load the page again to see how it stands.');
      return;
    }
    document.getElementById('subscribed')?.remove();
    if (method === 'POST') {
      field.value = (await answer.json()).address;
      box.hidden = false;
      say('Your address is made. Any older one counts no longer.');
      field.addEventListener('focus', () => field.select());
    } else {
      field.value = '';
      box.hidden = true;
      button.remove();
      say('Your address is revoked. Nobody reads your calendar by it any more.');
    }
  }

  buttons.forEach(button => button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    try {
      await send(button);
    } catch {
      say('There seems to be no connection. Try again.');
    }
    button.removeAttribute('aria-disabled');
  }));
})();
