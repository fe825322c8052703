/*
 * What Tasklist shows beside its own: on each card, whom the task is about, when it is or how late, and whether it is
 * urgent. All of it comes from our REST when a card is drawn, for the engine knows no names. A card without an answer
 * stays as Tasklist draws it.
 */

import {singleSignOn} from '/js/sign-in.js';

const CARDS = '/camunda/api/supervision/tasks/cards?ids=';
const AT_ONCE = 50;
const FRESH_MS = 60000;

/** Answers by task id: {at, card}; drawn at once when a list is refreshed, then asked for again when old. */
const known = new Map();
let waiting = new Map();

function ask(taskId, draw) {
  const old = known.get(taskId);
  if (old) draw(old.card);
  if (old && Date.now() - old.at < FRESH_MS) return;
  if (waiting.size === 0) setTimeout(fetchWaiting, 30);
  waiting.set(taskId, (waiting.get(taskId) || []).concat(draw));
}

async function fetchWaiting() {
  const asked = waiting;
  waiting = new Map();
  const ids = [...asked.keys()];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    try {
      const part = ids.slice(from, from + AT_ONCE);
      const answer = await fetch(CARDS + part.map(encodeURIComponent).join(','), {
        headers: {Accept: 'application/json'},
        credentials: 'same-origin'
      });
      if (!answer.ok) return;
      for (const card of await answer.json()) {
        known.set(card.id, {at: Date.now(), card});
        for (const draw of asked.get(card.id) || []) draw(card);
      }
    } catch (failure) {
      return; // the cards stay as they are; the next refresh asks again
    }
  }
}

function line(className, text) {
  const node = document.createElement('span');
  node.className = className;
  node.textContent = text;
  return node;
}

function link(href, text) {
  return node => {
    const anchor = document.createElement('a');
    anchor.href = href;
    anchor.textContent = text;
    node.append(anchor);
  };
}

/** What belongs to the task that is open, asked for once for all its tabs. */
let latest = {taskId: null, at: 0, answer: null};

function fileOf(taskId) {
  if (latest.taskId !== taskId || Date.now() - latest.at > FRESH_MS) {
    const answer = fetch('/camunda/api/supervision/tasks/' + encodeURIComponent(taskId) + '/file', {
      headers: {Accept: 'application/json'},
      credentials: 'same-origin'
    }).then(found => found.ok ? found.json() : null, () => null);
    latest = {taskId, at: Date.now(), answer};
  }
  return latest.answer;
}

function add(parent, name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  parent.append(node);
  return node;
}

/** What was written opens in a tab of its own, so that nothing of an open form is lost. */
function opening(parent, href, text) {
  const anchor = add(parent, 'a', text + ' (opens in a new tab)');
  anchor.href = href;
  anchor.target = '_blank';
  anchor.rel = 'noopener';
}

/** A list of dates, each with where it stands and a way to what was written. */
function entries(node, list) {
  const rows = add(node, 'ul', '');
  rows.className = 'supervision-entries';
  for (const entry of list) {
    const row = add(rows, 'li', '');
    add(row, 'strong', entry.when);
    add(row, 'span', ': ' + entry.what);
    for (const note of entry.notes || []) add(row, 'div', note);
    if (entry.href) opening(add(row, 'div', ''), entry.href, entry.open);
  }
}

function tab(id, label, priority, none, draw) {
  return {
    id: 'supervision-' + id,
    pluginPoint: 'tasklist.task.detail',
    priority,
    properties: {label},
    render: (node, {taskId}) => {
      node.className = 'supervision-tab';
      add(node, 'p', 'Loading …').setAttribute('role', 'status');
      fileOf(taskId).then(found => {
        node.textContent = '';
        if (!found) add(node, 'p', 'This can’t be shown now. Choose the task again in a minute.');
        else if (!draw(node, found)) add(node, 'p', none);
      });
    }
  };
}

export default [
  tab('records', 'Earlier records', 750, 'There is no earlier session that you may read of in this task.', (node, found) => {
    if (found.sessions.length > 0) entries(node, found.sessions);
    return found.sessions.length > 0;
  }),
  tab('agreement', 'Agreement', 740, 'No agreement that you may read belongs to this task.', (node, {agreement}) => {
    if (!agreement) return false;
    const facts = add(node, 'dl', '');
    for (const fact of agreement.facts) {
      add(facts, 'dt', fact.label);
      add(facts, 'dd', fact.text);
    }
    entries(node, agreement.terms);
    opening(add(node, 'p', ''), agreement.href, 'The whole file');
    return true;
  }),
  tab('timeline', 'Case so far', 730, 'This task is about no missed session.', (node, {missed}) => {
    if (missed) entries(node, missed);
    return Boolean(missed);
  }),
  {
    id: 'supervision-today',
    pluginPoint: 'tasklist.navbar.action',
    priority: 110,
    render: link('/camunda/api/supervision/today', 'Today')
  },
  {
    id: 'supervision-copies',
    pluginPoint: 'tasklist.navbar.action',
    priority: 100,
    render: link('/camunda/api/supervision/file', 'Your file')
  },
  // with single sign-on the password is the organisation's
  ...(singleSignOn() ? [] : [{
    id: 'supervision-password',
    pluginPoint: 'tasklist.navbar.action',
    priority: 90,
    render: link('/camunda/api/supervision/password', 'Your password')
  }]),
  {
    id: 'supervision-card',
    pluginPoint: 'tasklist.card',
    priority: 100,
    render: (node, {taskId}) => {
      node.className = 'supervision-card';
      ask(taskId, card => {
        node.textContent = '';
        if (card.who) node.append(line('who', card.who));
        if (card.what) node.append(line('what', card.what));
        if (card.urgent) node.append(line('urgent', 'Urgent'));
        if (card.when) node.append(line('when', card.when + (card.away ? ', ' + card.away : '')));
        if (card.late) node.append(line('late', card.late));
      });
    }
  }
];

// the form kit is fetched once, ahead of the first form
import('/forms/kit.js').catch(() => {});
