// Sends the forms of a register of cases, of actions or of a copy, and files of cases; says how it went, and shows the page anew.
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

  function send(address, method, type, body) {
    return fetch(address, {
      method, credentials: 'same-origin',
      headers: { 'Content-Type': type, 'X-XSRF-TOKEN': csrfToken() }, body
    });
  }

  async function once(form, work) {
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    try {
      await work();
    } catch {
      say('There seems to be no connection. Try again.');
    }
    form.removeAttribute('aria-busy');
  }

  // what was said before the page was shown anew
  const said = sessionStorage.getItem('supervision-said');
  sessionStorage.removeItem('supervision-said');
  if (said) say(said);

  function again(text) {
    sessionStorage.setItem('supervision-said', text);
    location.reload();
  }

  document.querySelectorAll('form[data-method]').forEach(form => form.addEventListener('submit', event => {
    event.preventDefault();
    once(form, async () => {
      const values = Object.fromEntries(new FormData(form, event.submitter));
      const answer = await send(form.dataset.send, form.dataset.method, 'application/json', JSON.stringify(values));
      if (answer.ok) return again(form.dataset.done);
      const problem = await answer.json().catch(() => ({}));
      say(problem.detail || 'That is not possible. Load the page again to see how it stands.');
    });
  }));

  const file = document.getElementById('import');
  if (!file) return;

  function lines(preview) {
    return [
      ...preview.problems.map(one => `Line ${one.line}${one.column ? `, ${one.column}` : ''}: ${one.message}`),
      ...preview.added.map(one => `${one}: new`),
      ...preview.changed.map(one => `${one.reference}: ` + one.differences
        .map(change => `${change.column} ${change.before || 'nothing'} → ${change.after || 'nothing'}`).join(', ')),
      ...preview.notInFile.map(one => `${one}: not in the file, stays as it is`)
    ];
  }

  file.addEventListener('submit', event => {
    event.preventDefault();
    once(file, async () => {
      const chosen = document.getElementById('file').files[0];
      if (!chosen) return say('Choose a file first.');
      const apply = event.submitter !== null && event.submitter.value === 'true';
      const answer = await send(`${file.dataset.send}?apply=${apply}`, 'POST', 'text/csv', chosen);
      const preview = await answer.json().catch(() => ({}));
      if (!preview.problems) return say(preview.detail || 'The file could not be read.');
      document.getElementById('changes').replaceChildren(...lines(preview).map(text => {
        const line = document.createElement('li');
        line.textContent = text;
        return line;
      }));
      if (!answer.ok) return say('The file is wrong. Nothing of it was taken; see below.');
      const counts = `${preview.added.length} new, ${preview.changed.length} changed, ${preview.unchanged} as they were`;
      if (apply) return again(`Taken: ${counts}.`);
      say(`The file would bring: ${counts}. Nothing is changed yet; see below.`);
    });
  });
})();
