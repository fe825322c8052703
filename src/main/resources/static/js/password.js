// Changes one's own password through PUT /camunda/api/supervision/password and says what became of it.
(() => {
  const form = document.getElementById('password-form');
  const result = document.getElementById('password-result');

  function csrfToken() {
    const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  async function change(current, chosen) {
    const response = await fetch('/camunda/api/supervision/password', {
      method: 'PUT',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrfToken() },
      body: JSON.stringify({ current, chosen })
    });
    if (response.ok) {
      form.reset();
      return 'Your password is changed.';
    }
    if (response.status === 422) {
      return (await response.json()).detail;
    }
    return response.status === 401 || response.status === 403
      ? 'You have been signed out. Sign in to Tasklist, then come back.'
      : 'Your password was not changed. Please try again.';
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const { current, chosen, again } = form.elements;
    if (chosen.value !== again.value) {
      result.textContent = 'The two new ones differ.';
      again.focus();
      return;
    }
    result.textContent = 'Changing …';
    try {
      result.textContent = await change(current.value, chosen.value);
    } catch (unreachable) {
      result.textContent = 'The server did not answer. Please try again.';
    }
  });
})();
