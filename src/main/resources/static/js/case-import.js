// Shows what a file of cases brings to a register, line by line, and takes it once that is confirmed.
(() => {
  const form = document.getElementById('import');
  const result = document.getElementById('result');
  if (!form) return;

  function csrfToken() {
    const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  function say(text) {
    result.textContent = text;
    result.setAttribute('tabindex', '-1');
    result.focus();
  }

  function lines(preview) {
    return [
      ...preview.problems.map(one => `Line ${one.line}${one.column ? `, ${one.column}` : ''}: ${one.message}`),
      ...preview.added.map(one => `${one}: new`),
      ...preview.changed.map(one => `${one.reference}: ` + one.differences
        .map(change => `${change.column} ${change.before || 'nothing'} → ${change.after || 'nothing'}`).join(', ')),
      ...preview.notInFile.map(one => `${one}: not in the file, stays as it is`)
    ];
  }

  async function send(apply) {
    const chosen = document.getElementById('file').files[0];
    if (!chosen) return say('Choose a file first.');
    const answer = await fetch(`${form.dataset.import}?apply=${apply}`, {
      method: 'POST', credentials: 'same-origin',
      headers: { 'Content-Type': 'text/csv', 'X-XSRF-TOKEN': csrfToken() }, body: chosen
    });
    const preview = await answer.json().catch(() => ({}));
    if (!preview.problems) return say(preview.detail || 'The file could not be read.');
    document.getElementById('changes').replaceChildren(...lines(preview).map(text => {
      const line = document.createElement('li');
      line.textContent = text;
      return line;
    }));
    if (!answer.ok) return say('The file is wrong. Nothing of it was taken; see below.');
    const counts = `${preview.added.length} new, ${preview.changed.length} changed, ${preview.unchanged} as they were`;
    if (!apply) return say(`The file would bring: ${counts}. Nothing is changed yet; see below.`);
    sessionStorage.setItem('supervision-said', `Taken: ${counts}.`);
    location.reload();
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    try {
      await send(event.submitter !== null && event.submitter.value === 'true');
    } catch {
      say('There seems to be no connection. Try again.');
    }
    form.removeAttribute('aria-busy');
  });
})();
