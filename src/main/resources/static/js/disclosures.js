// Sends what a button of the disclosures page asks for, says how it went, and shows the page anew.
(() => {
  const result = document.getElementById('result');

  function csrfToken() {
    const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  async function post(button) {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    try {
      const answer = await fetch(button.dataset.post, {
        method: 'POST', credentials: 'same-origin', headers: { 'X-XSRF-TOKEN': csrfToken() }
      });
      result.textContent = answer.ok
        ? `${button.dataset.done} Load the page again to see the log.`
        : 'That is not possible any more. Load the page again to see how it stands.';
      if (answer.ok) button.closest('p').remove();
    } catch {
      button.removeAttribute('aria-disabled');
      result.textContent = 'There seems to be no connection. Try again.';
    }
    result.setAttribute('tabindex', '-1');
    result.focus();
  }

  document.querySelectorAll('button[data-post]').forEach(button => button.addEventListener('click', () => post(button)));
})();
