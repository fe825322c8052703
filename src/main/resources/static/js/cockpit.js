// On Cockpit's dashboard: how supervision stands, what is stuck, and what has become of finished processes, which the
// community edition does not show. Reads /camunda/api/supervision/cockpit, which has ids, dates, states and counts alone.
const AT = '/camunda/api/supervision/cockpit';
const PAGE = 25;

const WORDS = { userTask: 'Task', serviceTask: 'Step', sendTask: 'Step', receiveTask: 'Wait', businessRuleTask: 'Decision table',
  exclusiveGateway: 'Question', inclusiveGateway: 'Question', parallelGateway: 'Split or join', eventBasedGateway: 'Wait',
  subProcess: 'Part', multiInstanceBody: 'Part, repeated', callActivity: 'Process' };
const STATES = { COMPLETED: 'Completed', EXTERNALLY_TERMINATED: 'Ended from outside', INTERNALLY_TERMINATED: 'Ended by itself' };

/** An element with its attributes and what is in it; texts stay texts. */
function el(name, attributes = {}, ...content) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(key, value);
  }
  node.append(...content.flat(2).filter(part => part !== null));
  return node;
}

async function get(path) {
  const answer = await fetch(AT + path, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

const json = async path => (await get(path)).json();

const LONDON = { timeZone: 'Europe/London' };
const moment = iso => iso === null ? '–' : new Date(iso).toLocaleString('en-GB',
  { ...LONDON, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  .replace(',', '').replace(' at ', ', ');
const monthWords = key => new Date(`${key}-15T12:00:00Z`).toLocaleString('en-GB', { ...LONDON, month: 'long', year: 'numeric' });
const otherMonth = (key, by) => {
  const [year, month] = key.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 15)).toISOString().slice(0, 7);
};
const counted = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** An ISO duration in its two largest units: 3 days 4 hours. */
function lasted(iso) {
  if (iso === null) return '–';
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) || [];
  const parts = [[Math.floor(hours / 24), 'day'], [hours % 24, 'hour'], [Number(minutes), 'minute'], [Math.floor(seconds), 'second']];
  const first = parts.findIndex(([number]) => number > 0);
  if (first < 0) return 'at once';
  return parts.slice(first, first + 2).filter(([number]) => number > 0).map(([number, noun]) => counted(number, noun)).join(' ');
}

function table(caption, headings, rows) {
  return el('div', { class: 'sv-scroll', role: 'region', 'aria-label': caption, tabindex: '0' },
    el('table', { class: 'cam-table table' }, el('caption', {}, caption),
      el('thead', {}, el('tr', {}, headings.map(heading => el('th', { scope: 'col' }, heading)))),
      el('tbody', {}, rows.map(cells => el('tr', {}, cells.map((cell, i) =>
        i === 0 ? el('th', { scope: 'row' }, cell) : el('td', {}, cell)))))));
}

const button = (text, onclick, label = null) => el('button', { type: 'button', class: 'btn btn-link', onclick, 'aria-label': label }, text);

function figures(of) {
  if (!of) return el('p', {}, 'The first month is counted when it is over.');
  const share = (part, whole) => whole === 0 ? `${part}` : `${part} of ${whole} (${Math.round(100 * part / whole)} %)`;
  return el('dl', { class: 'sv-figures' }, [
    ['Agreements whose last session was in time', share(of.inTime, of.agreements)],
    ['Sessions held and recorded', `${of.held}`],
    ['Said to be held, not recorded or signed', `${of.unconfirmed}`],
    ['Sessions missed', `${of.missed}`],
    ['Records in time', share(of.recordsOnTime, of.recordsDue)],
    ['Open cases of missed supervision', `${of.casesOpen}`],
    ['Agreements unsigned for too long', `${of.unsigned}`],
    ['Agreements with too few sessions ahead', `${of.unbooked}`]
  ].map(([name, number]) => [el('dt', {}, name), el('dd', {}, number)]));
}

function stuck({ incidents, mails }) {
  return el('ul', {}, [
    ...incidents.map(one => `${one.process || 'Without a process'}: ${counted(one.number, 'step')} failed, the first on ${moment(one.since)}`),
    incidents.length === 0 ? 'No step has failed.' : null,
    mails.waiting === 0 ? 'No mail waits.' : `${counted(mails.waiting, 'mail')} waiting, the oldest since ${moment(mails.since)}`,
    mails.tried === 0 ? null : `${mails.tried} of them tried in vain`,
    mails.rejected === 0 ? null : `${counted(mails.rejected, 'mail')} with an address to be corrected`
  ].filter(line => line !== null).map(line => el('li', {}, line)));
}

/** The picture of a process. The map has for an element's id what stands at it, and in what colour it is filled; flows are ids. */
async function picture(process, marks, label, flows = []) {
  let drawn;
  try {
    drawn = new DOMParser().parseFromString(await (await get(`/pictures/${process}`)).text(), 'image/svg+xml').documentElement;
  } catch {
    return null;
  }
  const svg = document.importNode(drawn, true);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.style.maxWidth = `${svg.getAttribute('width')}px`;
  const box = el('div', { class: 'sv-scroll sv-picture', role: 'region', 'aria-label': label, tabindex: '0' }, svg);
  box.mark = () => svg.querySelectorAll('g[data-element-id]').forEach(element => {
    const mark = marks.get(element.dataset.elementId);
    const shape = element.querySelector('.djs-visual > rect, .djs-visual > circle, .djs-visual > polygon');
    if (mark === undefined || shape === null) return;
    if (mark.fill !== null) shape.style.fill = mark.fill;
    const { x, width } = shape.getBBox();
    const badge = document.createElementNS(svg.namespaceURI, 'text');
    badge.setAttribute('x', x + width);
    badge.setAttribute('y', -4);
    badge.setAttribute('class', 'sv-badge');
    badge.textContent = mark.words;
    element.append(badge);
  });
  flows.forEach(id => svg.querySelector(`g[data-element-id="${CSS.escape(id)}"] .djs-visual > path`)?.classList.add('sv-taken'));
  return box;
}

function stepType(type) {
  return WORDS[type] || (/EndEvent$/.test(type) ? 'End' : /^boundary/.test(type) ? 'Interruption' : /startEvent$/i.test(type) ? 'Start' : 'Event');
}

/** What holds others stays as it is, so that they can be told from it. */
function fillOf(type, cancelled) {
  if (['subProcess', 'multiInstanceBody'].includes(type)) return null;
  return cancelled ? '#fbdcc4' : '#cfe8d5';
}

class History {
  constructor(root, month) {
    this.month = month;
    this.said = el('p', { role: 'status', class: 'sv-said' });
    this.place = el('div');
    root.append(this.said, this.place);
  }

  /** Shows what is worked out, and where the reader is in it. */
  async show(work, focus = true) {
    this.said.textContent = 'Loading …';
    try {
      const content = await work();
      this.place.replaceChildren(...content.filter(part => part !== null));
      this.place.querySelectorAll('.sv-picture').forEach(box => box.mark());
      this.said.textContent = '';
      if (focus) this.place.querySelector('[tabindex="-1"]')?.focus();
    } catch (problem) {
      this.said.textContent = ['401', '403'].includes(problem.message) ? 'You have been signed out. Sign in again.'
        : problem.message === '404' ? 'This is for process owners.' : 'That could not be loaded. Try again.';
    }
  }

  heading(text) {
    return el('h3', { tabindex: '-1' }, text);
  }

  months(then) {
    const turn = by => () => { this.month = otherMonth(this.month, by); then(); };
    return el('p', {}, button(monthWords(otherMonth(this.month, -1)), turn(-1)), ' ', el('strong', {}, monthWords(this.month)), ' ',
      button(monthWords(otherMonth(this.month, 1)), turn(1)));
  }

  all(focus = true) {
    return this.show(async () => {
      const processes = await json(`/history?month=${this.month}`);
      return [this.heading(`Finished in ${monthWords(this.month)}`), this.months(() => this.all()),
        table(`Instances that ended in ${monthWords(this.month)}`, ['Process', 'Ended'], processes.map(one => [
          one.finished === 0 ? one.name : button(one.name, () => this.process(one)), `${one.finished}`]))];
    }, focus);
  }

  process(one) {
    return this.show(async () => {
      const [month, ended] = await Promise.all([
        json(`/history/${one.process}?month=${this.month}`), json(`/history/${one.process}/instances?month=${this.month}`)]);
      const marks = new Map(month.steps.map(step => [step.id, { words: `${step.times}×`, fill: fillOf(step.type, false) }]));
      const steps = month.steps.filter(step => step.name !== '');
      return [button('All processes', () => this.all()), this.heading(`${one.name}: ended in ${monthWords(this.month)}`),
        this.months(() => this.process(one)),
        el('p', {}, month.finished === 0 ? 'None ended in this month.' : `${counted(month.finished, 'instance')} ended. Half took ${lasted(month.median)} at most, the longest ${lasted(month.longest)}.`
          + (month.counted < month.finished ? ` Times and steps are those of the latest ${month.counted}.` : '')),
        month.finished === 0 ? null : await picture(one.process, marks, `${one.name}: how often each element was passed; the table below says the same`),
        month.finished === 0 ? null : table('Steps', ['Step', 'What it is', 'Passed', 'Left undone', 'Half took at most', 'Longest', 'Deadline met'], steps.map(step => [
          step.name, stepType(step.type), `${step.times}`, `${step.cancelled}`, lasted(step.median), lasted(step.longest),
          step.met + step.late === 0 ? '–' : `${step.met} of ${step.met + step.late} (${Math.round(100 * step.met / (step.met + step.late))} %)`])),
        month.finished === 0 ? null : this.instances(one, ended, 0)];
    });
  }

  instances(one, ended, page) {
    const box = el('div');
    const turn = to => async () => {
      try {
        box.replaceWith(this.instances(one, await json(`/history/${one.process}/instances?month=${this.month}&page=${to}`), to));
      } catch {
        this.said.textContent = 'That could not be loaded. Try again.';
      }
    };
    box.append(table('Instances, the latest first', ['About', 'Began', 'Ended', 'Took', 'How'], ended.map(instance => [
      button(instance.key || 'No key', () => this.path(one, instance), `Path of ${instance.key || 'the instance'} that ended ${moment(instance.end)}`),
      moment(instance.start), moment(instance.end), lasted(instance.duration), STATES[instance.state] || instance.state])),
      el('p', {}, page > 0 ? button('Later ones', turn(page - 1)) : null, ended.length === PAGE ? button('Earlier ones', turn(page + 1)) : null));
    return box;
  }

  path(one, instance) {
    return this.show(async () => {
      const { visits, flows } = await json(`/instances/${instance.id}`);
      const marks = new Map();
      visits.forEach((visit, i) => marks.set(visit.id, {
        words: marks.has(visit.id) ? `${marks.get(visit.id).words}, ${i + 1}` : `${i + 1}`, fill: fillOf(visit.type, visit.cancelled)
      }));
      return [button(`All of ${monthWords(this.month)}`, () => this.process(one)), this.heading(`${one.name} ${instance.key}: its path`),
        el('p', {}, `From ${moment(instance.start)} to ${moment(instance.end)}: ${lasted(instance.duration)}. ${STATES[instance.state] || instance.state}. The green lines were taken for certain; of others the history cannot tell.`),
        await picture(one.process, marks, `${one.name} ${instance.key}: its path, numbered in order; the table below says the same`, flows),
        table('Path', ['Step', 'What it is', 'Number', 'Began', 'Took', 'Due', 'Deadline'], visits.map((visit, i) => [
          visit.name || '–', stepType(visit.type) + (visit.cancelled ? ', left undone' : ''), `${i + 1}`, moment(visit.start), lasted(visit.duration),
          moment(visit.due), visit.due === null || visit.end === null ? '–' : visit.end <= visit.due && !(visit.cancelled && visit.end === visit.due) ? 'Met' : 'Not met']))];
    });
  }
}

const STYLE = `
.sv { padding: 0 20px 40px; font-size: 14px; }
.sv h2, .sv h3 { margin: 20px 0 10px; }
.sv h3:focus { outline: none; }
.sv-columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 360px), 1fr)); gap: 0 40px; }
.sv-figures { display: grid; grid-template-columns: 1fr auto; gap: 4px 20px; margin: 0; }
.sv-figures dt { font-weight: normal; }
.sv-figures dd { margin: 0; font-weight: bold; text-align: right; }
.sv-scroll { overflow: auto; margin-bottom: 20px; }
.sv caption { color: inherit; font-weight: bold; }
.sv th[scope=row] { font-weight: normal; }
.sv .btn-link { padding: 0; border: 0; color: #155cb5; text-decoration: underline; white-space: normal; text-align: left; }
.sv .btn-link + .btn-link { margin-left: 20px; }
.sv .sv-scroll:focus-visible, .sv .btn-link:focus-visible { outline: 3px solid #155cb5; outline-offset: 2px; }
.sv-picture { max-height: 60vh; border: 1px solid #d6d6d6; }
.sv-picture svg { display: block; width: max(100%, 1200px); height: auto; }
.sv-badge { font: bold 16px Arial, sans-serif; fill: #0b4f2a; text-anchor: end; paint-order: stroke; stroke: #fff; stroke-width: 4px; }
.sv-taken { stroke: #1a7f45 !important; stroke-width: 2.5px !important; }
.sv-said:empty { display: none; }
`;

export default {
  id: 'supervision.dashboard',
  pluginPoint: 'cockpit.dashboard',
  priority: -10,
  render: async node => {
    const stand = el('div', { class: 'sv-columns' });
    const past = el('section', { 'aria-label': 'Finished processes' });
    node.append(el('style', {}, STYLE), el('div', { class: 'sv' }, el('h2', {}, 'Supervision'), stand, el('h2', {}, 'Finished processes'), past));
    const present = el('section', { 'aria-label': 'Numbers of this month, so far' }, el('p', {}, 'Counting this month …'));
    let overview;
    try {
      overview = await json('');
      stand.append(
        el('section', { 'aria-label': 'Numbers of a month' },
          el('h3', {}, overview.figures ? `In ${overview.figures.words}` : 'Monthly numbers'), figures(overview.figures),
          overview.figures ? el('p', {}, el('a', { href: `/camunda/api/supervision/compliance/${overview.figures.month}` }, 'By supervisor')) : null),
        present,
        el('section', { 'aria-label': 'What is stuck' }, el('h3', {}, 'What is stuck'), stuck(overview)));
      json('/so-far').then(now => present.replaceChildren(el('h3', {}, `In ${now.words}, so far`), figures(now)),
        () => present.replaceChildren(el('p', {}, 'The numbers of this month could not be loaded.')));
    } catch {
      stand.append(el('p', {}, 'The numbers could not be loaded. Load the page again.'));
      return;
    }
    await new History(past, overview.month).all(false);
  },
  unmount: node => node?.replaceChildren()
};
