// Shows what a file of agreements on paper brings, line by line, and enters what is ready once that is confirmed.
(() => {
  const result = document.getElementById('result');
  const form = document.getElementById('import');
  const file = document.getElementById('file');
  const rows = document.getElementById('rows');
  const confirm = document.getElementById('confirm');
  const states = { NEW: 'ready', ENTERED: 'entered', KNOWN: 'entered before, nothing changes', REFUSED: 'not possible yet' };
  let ready = 0;

  function csrfToken() {
    const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  function say(text) {
    result.textContent = text;
    result.setAttribute('tabindex', '-1');
    result.focus();
  }

  function element(name, text, ...children) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  }

  function agreements(count) {
    return count === 1 ? '1 agreement' : `${count} agreements`;
  }

  function day(date) {
    return new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  }

  function said(one) {
    return `${one.field}: ${one.message}${one.clause ? ` (${one.clause})` : ''}`;
  }

  function card(row) {
    const who = [row.supervisor, row.supervisee].filter(name => name).join(' and ');
    const about = row.effectiveOn
      ? [`Counts from ${day(row.effectiveOn)}`, `review by ${day(row.reviewDueOn)}`,
        row.agreement, row.sessions ? `sessions booked ahead: ${row.sessions}` : ''].filter(part => part).join(', ') + '.'
      : '';
    const lines = [...row.problems, ...row.notes].map(one => element('li', said(one)));
    const made = element('section', '', element('h3', `Line ${row.line}${who ? `, ${who}` : ''}: ${states[row.state]}`));
    made.className = 'card';
    if (about) made.append(element('p', about));
    if (lines.length) made.append(element('ul', '', ...lines));
    return made;
  }

  function show(answer) {
    rows.replaceChildren(
      ...answer.problems.map(one => element('p', `Line ${one.line}${one.column ? `, ${one.column}` : ''}: ${one.message}`)),
      ...answer.rows.map(card));
  }

  function offer(count) {
    ready = count;
    confirm.hidden = count === 0;
    confirm.querySelector('button').textContent = `Enter ${agreements(count)}`;
  }

  file.addEventListener('change', () => {
    rows.replaceChildren();
    offer(0);
  });

  async function send(enter) {
    const chosen = file.files[0];
    if (!chosen) return say('Choose a file first.');
    const answer = await fetch(form.dataset.send + (enter ? `?confirm=${ready}` : ''), {
      method: 'POST', credentials: 'same-origin',
      headers: { 'Content-Type': 'text/csv', 'X-XSRF-TOKEN': csrfToken() }, body: chosen
    });
    const read = await answer.json().catch(() => ({}));
    if (!read.rows) return say(read.detail || 'The file could not be read.');
    show(read);
    const wrong = read.rows.filter(row => row.state === 'REFUSED').length;
    const left = wrong ? ` ${wrong === 1 ? '1 line is' : `${wrong} lines are`} not possible yet; see below.` : '';
    if (!answer.ok) {
      offer(0);
      say('The file cannot be read. Nothing was entered; see below.');
    } else if (enter) {
      offer(0);
      say(`Entered: ${agreements(read.rows.filter(row => row.state === 'ENTERED').length)}.${left}`);
    } else {
      offer(read.ready);
      say(`Ready: ${agreements(read.ready)}. Nothing is entered yet.${left}`);
    }
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    try {
      await send(event.submitter !== null && event.submitter.value === 'yes');
    } catch {
      say('There seems to be no connection. Try again.');
    }
    form.removeAttribute('aria-busy');
  });
})();
