// Downloads a pack for the months that were chosen, and says at the field what is wrong with them.
(() => {
  const form = document.getElementById('pack');
  const result = document.getElementById('result');
  const summary = document.getElementById('problem');
  const list = document.getElementById('problems');

  function clear() {
    summary.hidden = true;
    list.replaceChildren();
    for (const name of ['from', 'until']) {
      const error = document.getElementById(`${name}-error`);
      error.hidden = true;
      error.textContent = '';
      const field = document.getElementById(name);
      field.classList.remove('govuk-input--error');
      field.removeAttribute('aria-describedby');
      field.removeAttribute('aria-invalid');
    }
  }

  function show(errors) {
    for (const { field, message } of errors) {
      const error = document.getElementById(`${field}-error`);
      error.textContent = message;
      error.hidden = false;
      const input = document.getElementById(field);
      input.classList.add('govuk-input--error');
      input.setAttribute('aria-describedby', error.id);
      input.setAttribute('aria-invalid', 'true');
      const link = document.createElement('a');
      link.href = `#${field}`;
      link.textContent = message;
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
    }
    summary.hidden = false;
    summary.focus();
  }

  function save(file, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async function download() {
    clear();
    result.textContent = 'The pack is being made. That takes some seconds.';
    const months = new URLSearchParams(new FormData(form));
    const answer = await fetch(`${form.dataset.get}?${months}`, {
      credentials: 'same-origin', headers: { Accept: 'application/zip, application/problem+json' }
    });
    if (answer.ok) {
      save(await answer.blob(), `inspection-${months.get('from')}-to-${months.get('until')}.zip`);
      result.textContent = 'The pack is downloaded.';
      return;
    }
    result.textContent = '';
    const problem = await answer.json().catch(() => ({}));
    if (problem.errors) show(problem.errors);
    else result.textContent = 'That is not possible now. Load the page again.';
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    try {
      await download();
    } catch {
      result.textContent = 'There seems to be no connection. Try again.';
    }
    button.removeAttribute('aria-disabled');
  });
})();
