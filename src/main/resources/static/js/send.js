// Sends the forms of a page and says how it went. A form, or its button, says in data-send where to, in data-method how
// (POST), in data-done what to say when it is done; the page then shows itself anew. data-file names a form whose file, or
// text, is sent as CSV, the form's other values beside it. An answer in HTML is shown on the page as it is.
(() => {
  const result = document.getElementById('result');
  const answerTo = document.getElementById('answer');
  const said = sessionStorage.getItem('supervision-said');
  sessionStorage.removeItem('supervision-said');

  function csrfToken() {
    const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  function focus(element) {
    element.setAttribute('tabindex', '-1');
    element.focus();
  }

  function say(text) {
    result.textContent = text;
    if (text) focus(result);
  }

  function clear(form) {
    form.querySelectorAll('[data-error]').forEach(message => message.remove());
    form.querySelectorAll('.govuk-form-group--error').forEach(group => group.classList.remove('govuk-form-group--error'));
    form.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
    say('');
  }

  // each error beside its field, or above all where it has none; what was typed stays
  function point(form, detail, errors) {
    let first = null;
    const elsewhere = [detail];
    errors.forEach(error => {
      const field = form.elements[error.field] || form.elements[error.field.replace(/\[.*$/, '')];
      const group = field && field.closest && field.closest('.govuk-form-group');
      if (!group) return error.message !== detail && elsewhere.push(error.message);
      const folded = field.closest('details');
      if (folded) folded.open = true;
      const message = document.createElement('p');
      message.className = 'govuk-error-message';
      message.dataset.error = '';
      message.id = `${field.id}-error`;
      message.textContent = error.message;
      group.classList.add('govuk-form-group--error');
      field.before(message);
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', `${field.dataset.hint || ''} ${message.id}`.trim());
      first = first || field;
    });
    say(elsewhere.join(' '));
    if (first) first.focus();
  }

  function show(html) {
    const part = new DOMParser().parseFromString(html, 'text/html');
    answerTo.replaceChildren(...part.body.childNodes);
    listen(answerTo);
    const heading = answerTo.querySelector('h2');
    if (heading) focus(heading);
  }

  async function csv(form) {
    const source = document.getElementById(form.dataset.file);
    const chosen = source.querySelector('input[type=file]').files[0];
    const pasted = source.querySelector('textarea');
    return chosen || (pasted && pasted.value) || null;
  }

  function target(form, submitter) {
    return (submitter && submitter.dataset.send) || form.dataset.send;
  }

  async function request(form, submitter) {
    const values = new FormData(form, submitter);
    if (!form.dataset.file) {
      return { address: target(form, submitter), type: 'application/json', body: JSON.stringify(Object.fromEntries(values)) };
    }
    const body = await csv(form);
    if (!body) return null;
    const kept = [...values].filter(([, value]) => typeof value === 'string' && value.length < 200);
    return { address: `${target(form, submitter)}?${new URLSearchParams(kept)}`, type: 'text/csv', body };
  }

  async function send(form, submitter) {
    clear(form);
    const wanted = await request(form, submitter);
    if (!wanted) return say('Choose a file, or paste its lines where the page takes them, first.');
    const answer = await fetch(wanted.address, {
      method: form.dataset.method || 'POST', credentials: 'same-origin', body: wanted.body,
      headers: { 'Content-Type': wanted.type, 'X-XSRF-TOKEN': csrfToken() }
    });
    if ((answer.headers.get('Content-Type') || '').startsWith('text/html')) return show(await answer.text());
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      sessionStorage.setItem('supervision-said', told.said || form.dataset.done || 'Done.');
      return location.reload();
    }
    point(form, told.detail || 'That is not possible. Load the page again to see how it stands.', told.errors || []);
  }

  function listen(part) {
    part.querySelectorAll('form[data-send]').forEach(form => form.addEventListener('submit', async event => {
      event.preventDefault();
      if (form.getAttribute('aria-busy') === 'true') return;
      form.setAttribute('aria-busy', 'true');
      const button = event.submitter;
      const label = button && button.textContent;
      if (button) button.textContent = button.dataset.busy || 'One moment …';
      try {
        await send(form, button);
      } catch {
        say('There seems to be no connection. Nothing that you typed is lost: try again.');
      }
      if (button) button.textContent = label;
      form.removeAttribute('aria-busy');
    }));
  }

  if (!result) return;
  listen(document);
  if (said) say(said);
})();
