// Moves the demo's clock through POST /api/demo/clock and says where it stands.
(() => {
  const form = document.getElementById('clock');
  const result = document.getElementById('clock-result');
  const now = document.getElementById('now');
  const buttons = [...form.querySelectorAll('button')];
  const DAY = 24 * 60 * 60 * 1000;
  let moving = false;

  const london = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric',
    hour: '2-digit', minute: '2-digit', hourCycle: 'h23'
  });

  function part(instant, type) {
    return london.formatToParts(instant).find(p => p.type === type).value;
  }

  function inWords(instant) {
    return `${part(instant, 'weekday')} ${part(instant, 'day')} ${part(instant, 'month')} ${part(instant, 'year')}, `
      + `${part(instant, 'hour')}:${part(instant, 'minute')}`;
  }

  function dateInLondon(instant) {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(instant);
  }

  // Days between two dates count the same whichever way the clocks change; the server takes them as days in London.
  function periodTo(date) {
    const days = Math.round((Date.parse(date) - Date.parse(form.dataset.today)) / DAY);
    return days > 0 ? `P${days}D` : null;
  }

  function basic(user, password) {
    const bytes = new TextEncoder().encode(`${user}:${password}`);
    return 'Basic ' + btoa(String.fromCharCode(...bytes));
  }

  function show(text) {
    result.textContent = text;
  }

  async function move(advance) {
    const response = await fetch('/api/demo/clock', {
      method: 'POST',
      credentials: 'omit',
      headers: {
        'Content-Type': 'application/json',
        'Authorization': basic(form.elements.user.value, form.elements.password.value)
      },
      body: JSON.stringify({ advance })
    });
    if (response.status === 401 || response.status === 403) {
      show('That user and password may not move the clock.');
      return;
    }
    if (!response.ok) {
      show(`The clock was not moved (${response.status}). Look at the clock before you try again.`);
      return;
    }
    const moved = await response.json();
    const instant = new Date(moved.now);
    now.textContent = inWords(instant);
    form.dataset.today = dateInLondon(instant);
    show(`It is now ${inWords(instant)}. ${moved.jobsRun} ${moved.jobsRun === 1 ? 'job' : 'jobs'} ran on the way.`);
  }

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (moving) {
      return;
    }
    const asked = event.submitter ? event.submitter.value : 'date';
    const advance = asked === 'date' ? periodTo(form.elements.to.value) : asked;
    if (!advance) {
      show('Choose a date after today.');
      form.elements.to.focus();
      return;
    }
    moving = true;
    buttons.forEach(button => button.setAttribute('aria-disabled', 'true'));
    show('Moving the clock …');
    try {
      await move(advance);
    } catch (unreachable) {
      show('The server did not answer. Look at the clock before you try again.');
    } finally {
      moving = false;
      buttons.forEach(button => button.removeAttribute('aria-disabled'));
    }
  });
})();
