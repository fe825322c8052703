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

export default [
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
        if (card.when) node.append(line('when', card.when));
        if (card.late) node.append(line('late', card.late));
      });
    }
  }
];

// the form kit is fetched once, ahead of the first form
import('/forms/kit.js').catch(() => {});
