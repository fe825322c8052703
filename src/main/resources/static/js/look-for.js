// A list too long to read through: a select whose data-look-for names an address gets a field in which one types a part of a
// name; the address answers {options: [{value, label}], more} with who fits.
(() => {
  const AFTER_MS = 300;
  const START = 'Those who fit are in the list below.';

  function csrfToken() {
    const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  async function ask(address, named) {
    const answer = await fetch(address, {
      method: 'POST', credentials: 'same-origin', body: JSON.stringify({ named }),
      headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrfToken() }
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function inWords(told, named) {
    const count = told.options.length;
    if (count === 0) return `Nobody fits “${named}”.`;
    if (told.more) return `More than ${count} fit. These are the first; type more of the name.`;
    return count === 1 ? 'One fits. Choose it from the list below.' : `${count} fit. Choose from the list below.`;
  }

  function fill(select, options) {
    const kept = [...select.options].filter(option => option.value === '' || option.selected);
    const others = options.filter(option => !kept.some(one => one.value === option.value));
    select.replaceChildren(...kept, ...others.map(option => new Option(option.label, option.value)));
  }

  document.querySelectorAll('select[data-look-for]').forEach(select => {
    const label = document.createElement('label');
    label.htmlFor = `${select.id}-named`;
    label.className = 'govuk-!-font-weight-regular';
    const of = document.createElement('span'); // a page may have two such fields
    of.className = 'govuk-visually-hidden';
    of.textContent = `, of: ${select.labels[0].textContent.trim()}`;
    label.append('Part of a name', of);
    const input = document.createElement('input');
    input.type = 'text';
    input.id = label.htmlFor;
    input.maxLength = 100;
    input.autocomplete = 'off';
    input.setAttribute('aria-describedby', `${input.id}-found`);
    const found = document.createElement('p');
    found.id = `${input.id}-found`;
    found.className = 'govuk-hint';
    found.setAttribute('role', 'status');
    found.textContent = START;
    select.before(label, input, found);
    let timer;
    let last = 0;
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const asked = ++last;
        const named = input.value.trim();
        let said = START;
        try {
          const told = named && await ask(select.dataset.lookFor, named);
          if (asked !== last) return;
          if (told) {
            fill(select, told.options);
            said = inWords(told, named);
          }
        } catch {
          said = 'That could not be looked up. Check the connection and type again.';
        }
        found.textContent = said;
      }, AFTER_MS);
    });
  });
})();
