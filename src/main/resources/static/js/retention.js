// Sends a form of the retention page, says how it went, and shows the page anew.
(() => {
  const result = document.getElementById('result');

  function csrfToken() {
    const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  function say(text) {
    result.textContent = text;
    result.setAttribute('tabindex', '-1');
    result.focus();
  }

  async function send(form) {
    const button = form.querySelector('button');
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    try {
      const answer = await fetch(form.dataset.post, {
        method: 'POST', credentials: 'same-origin',
        headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrfToken() },
        body: JSON.stringify(Object.fromEntries(new FormData(form)))
      });
      if (answer.ok) {
        say(`${form.dataset.done} Load the page again to see it in the list.`);
        form.reset();
      } else {
        const problem = await answer.json().catch(() => ({}));
        say(problem.detail || 'That is not possible. Load the page again to see how it stands.');
      }
    } catch {
      say('There seems to be no connection. Try again.');
    }
    button.removeAttribute('aria-disabled');
  }

  document.querySelectorAll('form[data-post]').forEach(form => form.addEventListener('submit', event => {
    event.preventDefault();
    send(form);
  }));
})();
