/**
 * The form kit: binds a plain HTML form in Tasklist to the draft of its task.
 *
 * A form is semantic HTML; the kit reads these attributes:
 *   data-field="name"            a control (or a radio group's fieldset) bound to values.name; inside a row, to the row's own
 *                                two controls of one name: the one that is shown counts
 *   data-rows="sessions"         a repeatable part: one <template>, optional [data-add]; data-fixed: no adding or removing
 *   data-row-title="Session"     heading of a row, numbered; data-row-label="code": labelled from the options instead
 *   data-rows-from="actions"     on data-rows: a row's [data-item]s come from the entry of facts.actions with the row's id;
 *                                what options["sessions.17.cover"] offers the row with the id 17 goes before the options of all rows
 *   data-mark="blackOut"         on a row's button: takes what is marked in the row's [data-markable] text into that field
 *                                a select whose list is too long to be sent gets a field to look for a name
 *   data-fill="items.decision=INCLUDE"  on a button: gives this answer in every row that has none yet
 *   data-options="supervisee"    a select, datalist or radio group filled from options.supervisee
 *   data-fact="name"             text of facts.name; hides its [data-fact-row] when there is none
 *   data-fact-link="name"        an anchor that leads to the address facts.name; hidden when there is none
 *   data-facts-list="name"       one copy of its <template> for each entry of facts.name, bound by data-item="property"
 *   data-show-when="a=X,Y & b"   shown while the condition holds; what was typed in a hidden part is kept and sent;
 *                                about.name is what the entry of data-rows-from says of the row
 *
 * The draft is saved by PUT while one types; nothing is ever written to the browser's storage. Completing saves once
 * more, with the password if the form asks for one, and lets Tasklist complete the task only when the server found no error.
 */

const API = '/camunda/api/supervision/tasks/';
const SAVE_AFTER_MS = 1200;
const SEARCH_AFTER_MS = 300;
const RETRY_MS = [2000, 4000, 8000, 15000, 30000];

/** Text that could not be saved when its form was closed: task id -> {user, values}. Lives as long as the page. */
const unsaved = new Map();
/** Saves still under way of forms that were closed: task id -> promise. */
const finishing = new Map();
let open = null;

/** Binds the form of camForm; called once by each form's own script. */
export function attach(camForm, scope) {
  if (open) open.close();
  open = new TaskForm(camForm, scope);
  open.load();
  return open;
}

class TaskForm {
  constructor(camForm, scope) {
    this.camForm = camForm;
    this.scope = scope;
    this.form = camForm.formElement[0];
    this.taskId = camForm.taskId;
    this.user = null;
    this.version = null;
    this.options = {};
    this.facts = {};
    this.base = {};
    this.changes = 0;
    this.savedChanges = 0;
    this.errors = [];
    this.warnings = [];
    this.attempted = false;
    this.state = 'LOADING';
    this.failures = 0;
    this.buildFrame();
    this.listen();
  }

  // ---- the frame around the fields

  buildFrame() {
    this.form.classList.add('sv-form');
    this.announcer = element('p', {class: 'sv-hidden', role: 'status', 'aria-live': 'polite'});
    this.status = element('p', {class: 'sv-status'}, 'Loading…');
    this.notice = element('div', {class: 'sv-notice', role: 'region', 'aria-label': 'Notice', tabindex: '-1', hidden: ''});
    this.claim = element('div', {class: 'sv-claim', hidden: ''});
    this.summary = element('div', {class: 'sv-summary', role: 'alert', tabindex: '-1', hidden: ''});
    this.content = element('div', {class: 'sv-content', hidden: ''});
    while (this.form.firstChild) this.content.append(this.form.firstChild);
    this.form.append(this.announcer, this.status, this.notice, this.claim, this.summary, this.content);
  }

  listen() {
    this.form.addEventListener('input', event => this.changed(event));
    this.form.addEventListener('change', event => this.changed(event));
    this.form.addEventListener('submit', event => event.preventDefault());
    this.form.addEventListener('click', event => this.clicked(event));
    this.camForm.on('submit', () => this.onComplete());
    this.camForm.on('submit-failed', () => this.onCompleteFailed());
    this.camForm.on('submit-success', () => {
      this.state = 'DONE';
    });
    this.camForm.on('store', () => {
      this.camForm.storePrevented = true;
      if (open === this) this.save().then(() => this.announce(this.status.textContent));
    });
    this.onHidden = () => {
      if (document.visibilityState === 'hidden') this.save(true);
    };
    this.onOnline = () => this.retryNow();
    document.addEventListener('visibilitychange', this.onHidden);
    window.addEventListener('pagehide', this.onHidden);
    window.addEventListener('online', this.onOnline);
    const stopDestroy = this.scope.$on('$destroy', () => this.close());
    // Tasklist locks a form whose task one has not claimed; the server decides here, so that a shared task needs no claim.
    const stopWatch = this.scope.$watch(
      () => this.unlocked && this.scope.options && (this.scope.options.disableForm || this.scope.options.disableCompleteButton),
      locked => {
        if (locked) this.unlock();
      }
    );
    const signedIn = () => this.scope.$root.authentication && this.scope.$root.authentication.name;
    const stopWatchPerson = this.scope.$watch(signedIn, userId => {
      if (userId && this.user && userId !== this.user) this.handOver();
    });
    this.stop = () => {
      stopDestroy();
      stopWatch();
      stopWatchPerson();
      document.removeEventListener('visibilitychange', this.onHidden);
      window.removeEventListener('pagehide', this.onHidden);
      window.removeEventListener('online', this.onOnline);
    };
  }

  unlock() {
    if (!this.scope.options) return;
    this.scope.options.disableForm = false;
    this.scope.options.disableCompleteButton = false;
  }

  /** The form leaves the page: whatever is not saved yet is saved now. */
  close() {
    if (this.closed) return;
    this.closed = true;
    this.stop();
    if (open === this) open = null;
    if (this.dirty() && this.writable()) {
      const done = this.save(true).finally(() => finishing.delete(this.taskId));
      finishing.set(this.taskId, done);
    }
    clearTimeout(this.timer);
  }

  // ---- loading

  async load() {
    await finishing.get(this.taskId);
    let answer;
    try {
      answer = await this.call('GET', 'form');
    } catch (failure) {
      if (this.closed) return;
      this.state = 'UNREADABLE';
      this.setStatus('');
      return this.showNotice('The form could not be loaded', ['There seems to be no connection.'], [['Try again', () => this.reload()]]);
    }
    // what was typed before is for the form that stays
    if (this.closed) return;
    if (answer.status === 401 || answer.status === 403) return this.signedOut(() => this.reload());
    if (answer.status === 412) return this.handOver();
    if (answer.status === 404 || answer.status === 409) {
      this.state = 'GONE';
      this.setStatus('');
      return this.showNotice('This task is not open for you', ['It may have been completed, or it belongs to someone else.'], []);
    }
    if (!answer.ok) {
      this.state = 'UNREADABLE';
      this.setStatus('');
      return this.showNotice('The form could not be loaded', ['Something went wrong on the server. Nothing you wrote before is lost.'], [
        ['Try again', () => this.reload()]
      ]);
    }
    const view = await answer.json();
    if (!this.closed) this.show(view);
  }

  reload() {
    this.hideNotice();
    this.setStatus('Loading…');
    return this.load();
  }

  show(view) {
    this.options = view.options || {};
    this.searched = view.searched || [];
    this.facts = view.facts || {};
    this.version = view.version;
    this.user = view.user;
    this.state = 'OPEN';
    this.fillOptions(this.content, '');
    for (const field of this.searched) if (!field.includes('.')) this.addSearch(field, this.fieldNamed(field));
    this.fillFacts();
    this.apply(view.values || {});
    this.content.hidden = false;
    this.setStatus('');
    this.unlocked = true;
    this.scope.$applyAsync(() => this.unlock());
    this.showClaim(view);
    if (view.signIn !== undefined) this.showSignIn(view.signIn);
    const kept = unsaved.get(this.taskId);
    if (kept) {
      unsaved.delete(this.taskId);
      if (kept.user === this.user) {
        this.apply(kept.values);
        this.touch();
        this.announce('What you had typed before is here again.');
      }
    }
  }

  // ---- values

  apply(values) {
    this.base = values;
    for (const list of this.content.querySelectorAll('[data-rows]')) this.applyRows(list, values[list.dataset.rows] || []);
    for (const control of this.ownFields(this.content)) setValue(control, values[control.dataset.field]);
    this.showParts();
  }

  applyRows(list, rows) {
    const body = rowsBody(list);
    body.textContent = '';
    rows.forEach(row => this.newRow(list, row));
    const least = Number(list.dataset.min || 0);
    while (body.children.length < least) this.newRow(list, {});
    this.numberRows(list);
  }

  newRow(list, row, before) {
    const body = rowsBody(list);
    const part = list.querySelector(':scope > template').content.cloneNode(true).firstElementChild;
    this.rowsMade = (this.rowsMade || 0) + 1;
    renameIds(part, '-' + this.rowsMade);
    part.classList.add('sv-row');
    part.dataset.row = '';
    part.rowBase = row;
    this.fillOptions(part, list.dataset.rows + '.');
    const about = this.aboutRow(list, row);
    body.insertBefore(part, before || null);
    for (const select of part.querySelectorAll('select[data-field]')) {
      const path = [list.dataset.rows, row.id, select.dataset.field].join('.');
      if (this.options[path]) fillSelect(select, this.options[path]);
      if (this.searched.includes(path)) this.addSearch(path, select);
    }
    for (const control of part.querySelectorAll('[data-field]')) setValue(control, row[control.dataset.field]);
    for (const label of part.querySelectorAll('[data-row-label]')) {
      const value = row[label.dataset.rowLabel];
      const known = this.optionsFor(list.dataset.rows + '.' + label.dataset.rowLabel).find(option => option.value === value);
      label.textContent = (known && known.label) || row.title || value || '';
    }
    for (const place of part.querySelectorAll('[data-item]')) place.textContent = readable(about[place.dataset.item]);
    return part;
  }

  /** What the facts say of a row, by its id. */
  aboutRow(list, row) {
    return (this.facts[list.dataset.rowsFrom] || []).find(entry => entry.id === row.id) || {};
  }

  numberRows(list) {
    const rows = [...rowsBody(list).children];
    rows.forEach((row, index) => {
      for (const title of row.querySelectorAll('[data-row-title]')) title.textContent = title.dataset.rowTitle + ' ' + (index + 1);
      for (const button of row.querySelectorAll('[data-remove]')) {
        button.setAttribute('aria-label', 'Remove ' + (rowTitle(row).toLowerCase() || 'row ' + (index + 1)));
      }
    });
    const most = Number(list.dataset.max || 0);
    const add = list.querySelector(':scope > [data-add]');
    if (add) add.hidden = most > 0 && rows.length >= most;
  }

  ownFields(part) {
    return [...part.querySelectorAll('[data-field]')].filter(control => !control.closest('[data-row]') || control.closest('[data-row]') === part);
  }

  /** All values as the server wants them; the password only when asked for. */
  values(withPassword) {
    const values = {...this.base};
    delete values.password;
    const fields = this.ownFields(this.content);
    for (const control of [...fields.filter(isHidden), ...fields.filter(one => !isHidden(one))]) {
      if (control.type === 'button') continue;
      if (control.type === 'password') {
        if (withPassword && !isHidden(control)) values[control.dataset.field] = control.value || null;
      } else {
        values[control.dataset.field] = getValue(control);
      }
    }
    for (const list of this.content.querySelectorAll('[data-rows]')) {
      values[list.dataset.rows] = [...rowsBody(list).children].map(row => {
        const value = {...row.rowBase};
        for (const control of row.querySelectorAll('[data-field]')) value[control.dataset.field] = getValue(control);
        return value;
      });
    }
    return values;
  }

  // ---- options, facts and conditional parts

  optionsFor(path) {
    const short = path.includes('.') ? path.slice(path.indexOf('.') + 1) : path;
    return this.options[path] || this.options[short] || [];
  }

  offers(path) {
    const short = path.includes('.') ? path.slice(path.indexOf('.') + 1) : path;
    return Boolean(this.options[path] || this.options[short]);
  }

  fillOptions(part, prefix) {
    for (const control of part.querySelectorAll('select[data-field], fieldset[data-field], datalist[data-options]')) {
      const inRow = control.closest('[data-row]') || prefix;
      const path = (inRow ? prefix : '') + (control.dataset.options || control.dataset.field);
      if (!this.offers(path)) continue;
      const offered = this.optionsFor(path);
      if (control.tagName === 'FIELDSET') fillRadios(control, offered);
      else fillSelect(control, offered);
    }
  }

  /** A list too long to read through: somebody types a part of a name, and the list has who fits. */
  addSearch(field, select) {
    if (select.dataset.searched) return;
    select.dataset.searched = '';
    const id = select.id + '-named';
    const input = element('input', {type: 'text', id, 'aria-describedby': id + '-found', maxlength: '100'});
    const found = element('p', {class: 'sv-hint', id: id + '-found', role: 'status'}, 'Those who fit are in the list below.');
    const of = element('span', {class: 'sv-hidden'}, ', of: ' + labelOf(select)); // a form may have two such fields
    select.before(element('label', {class: 'sv-named', for: id}, 'Part of a name', of), input, found);
    let timer;
    let last = 0;
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const asked = (last += 1);
        const said = await this.lookFor(field, select, input.value.trim(), () => asked === last);
        if (asked === last) found.textContent = said;
      }, SEARCH_AFTER_MS);
    });
  }

  /** Fills the list with those who fit, whoever is chosen before them, and says how many there are. */
  async lookFor(field, select, named, wanted) {
    if (!named) return 'Those who fit are in the list below.';
    let told;
    try {
      const answer = await this.call('POST', 'form/choices/' + field, {named});
      if (answer.status === 401 || answer.status === 403) {
        this.signedOut(() => this.reload());
        return '';
      }
      if (!answer.ok) throw new Error(String(answer.status));
      told = await answer.json();
    } catch (failure) {
      return 'That could not be looked up. Check the connection and type again.';
    }
    if (!wanted()) return '';
    const chosen = [...select.selectedOptions].filter(option => option.value).map(option => ({value: option.value, label: option.textContent}));
    const others = told.options.filter(option => !chosen.some(one => one.value === option.value));
    fillSelect(select, chosen.concat(others));
    if (told.options.length === 0) return 'Nobody fits “' + named + '”.';
    if (told.more) return 'More than ' + told.options.length + ' fit. These are the first; type more of the name.';
    return told.options.length === 1 ? 'One fits. Choose it from the list below.' : told.options.length + ' fit. Choose from the list below.';
  }

  fillFacts() {
    for (const place of this.content.querySelectorAll('[data-fact]')) {
      const text = readable(lookUp(this.facts, place.dataset.fact));
      place.textContent = text;
      (place.closest('[data-fact-row]') || place).hidden = !text;
    }
    for (const link of this.content.querySelectorAll('[data-fact-link]')) {
      const address = this.facts[link.dataset.factLink];
      // only addresses of this server
      link.hidden = !/^\/(?!\/)/.test(address || '');
      if (!link.hidden) link.href = address;
    }
    for (const list of this.content.querySelectorAll('[data-facts-list]')) {
      const entries = lookUp(this.facts, list.dataset.factsList) || [];
      const template = list.querySelector(':scope > template');
      for (const old of [...list.children]) if (old !== template) old.remove();
      for (const entry of entries) {
        const copy = template.content.cloneNode(true);
        for (const place of copy.querySelectorAll('[data-item]')) {
          const value = place.dataset.item === '.' ? entry : entry[place.dataset.item];
          place.textContent = readable(value);
          if (!place.textContent && place.hasAttribute('data-optional')) (place.closest('[data-item-row]') || place).remove();
        }
        list.append(copy);
      }
      const whole = list.closest('[data-facts-block]');
      if (whole) whole.hidden = entries.length === 0;
    }
  }

  showParts() {
    for (const part of this.content.querySelectorAll('[data-show-when]')) {
      const hide = !this.holds(part.dataset.showWhen, part.closest('[data-row]'));
      if (part.hidden !== hide) part.hidden = hide;
    }
  }

  holds(condition, row) {
    return condition.split('&').every(term => {
      const [, name, operator, list] = /^\s*([\w.]+)\s*(?:(!?=)\s*(.*?))?\s*$/.exec(term);
      const value = this.current(name, row);
      if (!operator) return Boolean(value) && value !== 'false';
      const found = list.split(',').some(one => one.trim() === String(value == null ? '' : value));
      return operator === '=' ? found : !found;
    });
  }

  current(name, row) {
    if (name.startsWith('facts.')) return lookUp(this.facts, name.slice(6));
    if (name.startsWith('about.')) return row && this.aboutRow(row.closest('[data-rows]'), row.rowBase)[name.slice(6)];
    const selector = '[data-field="' + name + '"]';
    const control = (row && row.querySelector(selector)) || this.fieldNamed(name);
    return control ? getValue(control) : this.base[name];
  }

  // ---- typing and rows

  changed(event) {
    const control = event.target.closest('[data-field]');
    if (!control) return;
    this.showParts();
    if (event.target.type !== 'password') this.touch();
  }

  touch() {
    // a browser says "change" once more of a field that leaves the page with the focus
    if (this.closed) return;
    this.changes += 1;
    if (!this.writable()) return;
    this.setStatus('Not saved yet');
    this.markDirty();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), SAVE_AFTER_MS);
  }

  /** Tells Tasklist's own form that there is something to save, so that its Save button works. */
  markDirty() {
    const angularForm = this.scope[this.form.getAttribute('name')];
    if (angularForm && !angularForm.$dirty) this.scope.$applyAsync(() => angularForm.$setDirty());
  }

  clicked(event) {
    const button = event.target.closest('button');
    if (!button) return;
    const list = button.closest('[data-rows]');
    if (button.dataset.fill) this.fillRows(button.dataset.fill);
    else if (button.hasAttribute('data-add')) this.addRow(list);
    else if (button.hasAttribute('data-remove')) this.removeRow(list, button.closest('[data-row]'));
    else if (button.dataset.mark) this.takeMarked(button.closest('[data-row]'), button.dataset.mark);
  }

  addRow(list) {
    const row = this.newRow(list, {});
    this.numberRows(list);
    this.showParts();
    this.touch();
    const first = row.querySelector('input:not([type=hidden]), select, textarea');
    if (first) first.focus();
  }

  /** One answer for all rows that have none yet. */
  fillRows(rule) {
    const [, rows, field, value] = /^(\w+)\.(\w+)=(.*)$/.exec(rule);
    const blank = [...this.content.querySelectorAll('[data-rows="' + rows + '"] [data-row] [data-field="' + field + '"]')].filter(control => getValue(control) === null);
    blank.forEach(control => setValue(control, value));
    if (blank.length > 0) {
      this.showParts();
      this.touch();
    }
    this.announce(blank.length === 1 ? 'One answer filled in.' : blank.length + ' answers filled in.');
  }

  /** Adds what is marked in the row's text to its field, a line each. */
  takeMarked(row, name) {
    const text = row.querySelector('[data-markable]');
    const selection = window.getSelection();
    const marked = selection.toString().trim();
    if (!marked || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) {
      this.announce('Mark some words in this part first.');
      return;
    }
    const control = row.querySelector('[data-field="' + name + '"]');
    const lines = marked.split('\n').map(line => line.trim()).filter(Boolean);
    control.value = [control.value.trim(), ...lines].filter(Boolean).join('\n');
    selection.removeAllRanges();
    this.announce('Added to the words to black out.');
    this.touch();
  }

  removeRow(list, row) {
    const body = rowsBody(list);
    const title = rowTitle(row) || 'Row';
    const next = row.nextElementSibling;
    for (const other of list.querySelectorAll(':scope > .sv-undo')) other.remove();
    row.remove();
    this.numberRows(list);
    this.touch();
    const back = element('button', {type: 'button', class: 'sv-link'}, 'Bring it back');
    const undo = element('p', {class: 'sv-undo'}, title + ' removed. ', back);
    back.addEventListener('click', () => {
      body.insertBefore(row, next && next.parentNode === body ? next : null);
      undo.remove();
      this.numberRows(list);
      this.showParts();
      this.touch();
      const control = row.querySelector('input:not([type=hidden]), select, textarea');
      if (control) control.focus();
    });
    body.after(undo);
    back.focus();
    this.announce(title + ' removed.');
  }

  // ---- signing by signing in again, where passwords are the organisation's

  showSignIn(done) {
    for (const input of this.content.querySelectorAll('input[type=password]')) {
      const field = input.closest('.sv-field');
      const button = element('button', {type: 'button', class: 'sv-button', id: input.id, 'data-field': 'password', 'aria-describedby': input.id + '-hint'}, 'Sign in again');
      button.addEventListener('click', () => this.signInAgain());
      field.querySelector('label').textContent = 'Your signature';
      field.querySelector('.sv-hint').textContent = done
        ? 'You have just signed in again. Choose “Complete” within five minutes to sign.'
        : 'You sign by signing in again with your organisation’s account. What you typed is kept; come back here to complete.';
      input.replaceWith(button);
    }
  }

  async signInAgain() {
    await this.save();
    if (this.dirty()) return;
    try {
      const answer = await this.call('POST', 'sign-in', {});
      if (answer.status === 401 || answer.status === 403) return this.signedOut(() => this.reload());
      if (answer.status === 412) return this.handOver();
      if (answer.status === 404 || answer.status === 409) return this.gone();
      if (!answer.ok) throw new Error(String(answer.status));
      location.assign((await answer.json()).location);
    } catch (failure) {
      this.announce('That did not work. Please try again.');
    }
    return undefined;
  }

  // ---- saving

  dirty() {
    return this.changes !== this.savedChanges;
  }

  writable() {
    return this.state === 'OPEN' || this.state === 'OFFLINE' || this.state === 'SIGNED_OUT';
  }

  /** Saves what is not saved yet; one request at a time, the newest text last. */
  save(leaving) {
    clearTimeout(this.timer);
    if (this.saving) {
      this.saveAgain = true;
      return this.saving;
    }
    if (!this.dirty() || !this.writable()) return Promise.resolve();
    this.saving = this.put(this.values(false), leaving).then(() => {
      this.saving = null;
      const again = this.saveAgain;
      this.saveAgain = false;
      return again && this.state === 'OPEN' && this.dirty() ? this.save(leaving) : undefined;
    });
    return this.saving;
  }

  /** One PUT of the draft. Answers the server's answer when it was saved, otherwise null. */
  async put(values, leaving) {
    const at = this.changes;
    let answer;
    try {
      answer = await this.call('PUT', 'form', values, leaving);
    } catch (failure) {
      this.notSaved();
      this.offline('Not saved: there seems to be no connection. Trying again.');
      return null;
    }
    if (answer.ok) return this.saved(at, await answer.json());
    const stale = answer.status === 412 && (await answer.json());
    if (stale && stale.openedFor) return this.handOver();
    this.notSaved();
    if (stale) return this.conflict(values);
    if (answer.status === 401 || answer.status === 403) this.signedOut(() => this.retryNow());
    else if (answer.status === 404 || answer.status === 409) this.gone();
    else if (answer.status === 413) this.setStatus('Not saved: the text is too long. Please shorten it.', true);
    else if (answer.status >= 500) this.offline('Not saved: the server has a problem. Trying again.');
    else this.setStatus('Not saved: the server could not read the form.', true);
    return null;
  }

  saved(at, answer) {
    this.version = answer.version;
    this.savedChanges = at;
    this.failures = 0;
    if (this.state !== 'OPEN') {
      if (this.state === 'OFFLINE' || this.state === 'SIGNED_OUT') this.announce('Saved.');
      this.state = 'OPEN';
      this.hideNotice();
    }
    unsaved.delete(this.taskId);
    this.setStatus(this.dirty() ? 'Not saved yet' : 'Saved ' + clock());
    this.warnings = answer.warnings || [];
    // while typing, only what was already complained about is complained about still
    if (this.attempted) this.errors = this.errors.filter(old => (answer.errors || []).some(still => still.field === old.field));
    if (!this.closed) this.showErrors(this.attempted ? this.errors : []);
    return answer;
  }

  notSaved() {
    if (!this.dirty()) this.changes += 1;
    if (!this.closed) return;
    const kept = {...this.values(false)}; // the newest text, which may have been typed while an older one was on its way
    delete kept.password;
    unsaved.set(this.taskId, {user: this.user, values: kept});
  }

  offline(message) {
    this.state = 'OFFLINE';
    this.setStatus(message, true);
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    if (!this.closed) this.timer = setTimeout(() => this.retryNow(), wait);
  }

  retryNow() {
    if (this.closed || !this.writable()) return;
    this.save();
  }

  signedOut(again) {
    if (this.state !== 'LOADING') this.state = 'SIGNED_OUT';
    if (this.closed) return;
    this.setStatus('Not saved', true);
    this.showNotice(
      'You have been signed out',
      ['What you typed is still here. Sign in again here, or in another tab of this browser and then choose “Try again”.'],
      [
        ['Sign in here', () => this.scope.$root.$broadcast('authentication.login.required')],
        ['Try again', again]
      ]
    );
  }

  /** Someone else has signed in on this browser: nothing is sent as theirs, or left for them to read. Answers as put does. */
  handOver() {
    this.state = 'HANDED_OVER';
    clearTimeout(this.timer);
    unsaved.delete(this.taskId);
    if (this.closed) return null;
    this.showErrors([]);
    this.content.textContent = '';
    this.claim.hidden = true;
    this.setStatus('');
    this.showNotice(
      'Someone else has signed in',
      ['This form was open for another person. What they had saved is kept for them; the rest has been taken off this page.'],
      [['Open it as yourself', () => window.location.reload()]]
    );
    return null;
  }

  /** Someone else completed the task, or it was taken away: the text stays, to be read and copied. */
  gone() {
    this.state = 'GONE';
    if (this.closed) return;
    this.setStatus('Not saved', true);
    for (const control of this.content.querySelectorAll('input, textarea')) control.readOnly = true;
    const text = element('textarea', {class: 'sv-copy', id: 'sv-copy', rows: '8', readonly: ''});
    text.value = this.asText();
    this.showNotice(
      'This task is no longer open',
      ['Someone has just completed it, or it has passed to someone else. What you typed was not used; copy from here what you still need.'],
      [],
      element('label', {for: 'sv-copy'}, 'What you had typed'),
      text
    );
  }

  /** A newer draft of one's own exists, saved in another tab or browser. Answers as put does. */
  async conflict(values) {
    this.state = 'CONFLICT';
    if (this.closed) return null;
    let theirs;
    try {
      const answer = await this.call('GET', 'form');
      if (answer.status === 412) return this.handOver();
      if (!answer.ok) throw new Error(String(answer.status));
      theirs = await answer.json();
    } catch (failure) {
      this.offline('Not saved: there seems to be no connection. Trying again.');
      return null;
    }
    const mine = this.values(false);
    if (same(mine, theirs.values)) {
      this.version = theirs.version;
      this.state = 'OPEN';
      return this.put(values);
    }
    this.setStatus('Not saved', true);
    this.showNotice(
      'This form was also changed somewhere else',
      ['You have saved a newer version in another tab or browser. Which one do you want to keep? Nothing is lost until you decide.'],
      [
        ['Keep what is on this page', () => this.keepMine(theirs.version)],
        ['Use the other version', () => this.takeTheirs(theirs, mine)]
      ]
    );
    return null;
  }

  keepMine(version) {
    this.version = version;
    this.state = 'OPEN';
    this.hideNotice();
    this.touch();
    this.save();
  }

  takeTheirs(theirs, mine) {
    this.version = theirs.version;
    this.state = 'OPEN';
    this.hideNotice();
    this.apply(theirs.values || {});
    this.savedChanges = this.changes;
    this.setStatus('Saved ' + clock());
    this.showNotice(
      'The other version is shown',
      ['What you had typed on this page is kept until you close it.'],
      [
        [
          'Bring back what I had typed',
          () => {
            this.apply(mine);
            this.hideNotice();
            this.touch();
          }
        ]
      ]
    );
  }

  // ---- completing

  onComplete() {
    this.camForm.submitPrevented = !this.letThrough;
    if (!this.letThrough && !this.completing) this.complete();
  }

  async complete() {
    if (['GONE', 'HANDED_OVER', 'CONFLICT', 'UNREADABLE'].includes(this.state)) return this.notice.focus();
    if (this.state === 'LOADING') return undefined;
    this.completing = true;
    this.setStatus('Checking…');
    this.announce('Checking.');
    clearTimeout(this.timer);
    await this.saving;
    const local = this.localErrors();
    const answer = await this.put(this.values(local.length === 0));
    this.completing = false;
    if (!answer) {
      this.clearPassword();
      if (!this.notice.hidden) this.notice.focus();
      return undefined;
    }
    const wrong = local.concat((answer.errors || []).filter(error => !local.some(one => one.field === error.field)));
    if (wrong.length > 0) {
      this.clearPassword();
      this.attempted = true;
      this.errors = wrong;
      this.showErrors(wrong);
      this.summary.focus();
      return undefined;
    }
    this.attempted = false;
    this.showErrors([]);
    this.setStatus('Completing…');
    this.scope.$applyAsync(() => {
      this.letThrough = true;
      this.scope.complete();
      this.letThrough = false;
    });
    return undefined;
  }

  /** Tasklist was let through, but the server refused: its message is in Tasklist's own notification. */
  onCompleteFailed() {
    if (this.camForm.submitPrevented || this.state === 'DONE') return;
    this.clearPassword();
    this.setStatus('Not completed. Your text is saved.', true);
    this.put(this.values(false)).then(answer => {
      if (answer && (answer.errors || []).length > 0) {
        this.attempted = true;
        this.errors = answer.errors.filter(error => error.field !== 'password');
        this.showErrors(this.errors);
        if (this.errors.length > 0) this.summary.focus();
      }
    });
  }

  clearPassword() {
    for (const control of this.content.querySelectorAll('input[type=password]')) control.value = '';
  }

  /** What the browser could not read: half a date. The server never sees those. */
  localErrors() {
    const wrong = [];
    for (const control of this.content.querySelectorAll('input[data-field]')) {
      if (!visible(control)) continue;
      const message = unreadable(control);
      if (message) wrong.push({field: this.pathOf(control), message});
    }
    return wrong;
  }

  pathOf(control) {
    const row = control.closest('[data-row]');
    if (!row) return control.dataset.field;
    const list = row.closest('[data-rows]');
    return list.dataset.rows + '[' + [...rowsBody(list).children].indexOf(row) + '].' + control.dataset.field;
  }

  find(path) {
    const [, list, index, name] = /^(?:(\w+)\[(\d+)\]\.?)?(.*)$/.exec(path || '');
    if (list) {
      const rows = this.content.querySelector('[data-rows="' + list + '"]');
      const row = rows && rowsBody(rows).children[Number(index)];
      return (row && (name ? row.querySelector('[data-field="' + name + '"]') : null)) || row || rows || null;
    }
    return this.fieldNamed(name) || this.content.querySelector('[data-rows="' + name + '"]');
  }

  fieldNamed(name) {
    const named = this.ownFields(this.content).filter(control => control.dataset.field === name);
    return named.find(control => !isHidden(control)) || named[0] || null;
  }

  showErrors(errors) {
    for (const old of this.content.querySelectorAll('.sv-error, .sv-warning')) old.remove();
    for (const control of this.content.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
    for (const control of this.content.querySelectorAll('[data-described]')) {
      if (control.dataset.described) control.setAttribute('aria-describedby', control.dataset.described);
      else control.removeAttribute('aria-describedby');
      delete control.dataset.described;
    }
    this.summary.textContent = '';
    this.summary.hidden = errors.length === 0;
    if (errors.length > 0) {
      const list = element('ul', {});
      for (const error of errors) {
        const control = this.find(error.field);
        this.messageAt(control, error, 'sv-error', 'Error:');
        list.append(element('li', {}, this.summaryLine(control, error)));
      }
      this.summary.append(element('h3', {class: 'sv-summary-title'}, 'There is a problem'), list);
    }
    for (const warning of this.warnings) this.messageAt(this.find(warning.field), warning, 'sv-warning', 'Please note:');
  }

  summaryLine(control, error) {
    const title = control && rowTitle(control);
    const text = (title ? title + ': ' : '') + withClause(error);
    const target = control && visible(control) ? firstControl(control) : null;
    if (!target) return text;
    const link = element('a', {href: '#' + (target.id || '')}, text);
    link.addEventListener('click', event => {
      event.preventDefault();
      event.stopPropagation();
      target.focus();
      target.scrollIntoView({block: 'center'});
    });
    return link;
  }

  messageAt(control, error, kind, lead) {
    this.messages = (this.messages || 0) + 1;
    const id = 'sv-message-' + this.messages;
    const message = element('p', {class: kind, id}, element('span', {class: 'sv-lead'}, lead + ' '), withClause(error));
    if (!control) {
      if (kind === 'sv-warning') this.content.prepend(message);
      return;
    }
    if (control.matches('[data-rows], [data-row]')) {
      const legend = control.querySelector(':scope > legend, :scope > h3');
      if (legend) legend.after(message);
      else control.prepend(message);
      return;
    }
    if (control.tagName === 'FIELDSET') control.querySelector('legend').after(message);
    else if (control.type === 'checkbox') control.closest('.sv-check').before(message);
    else control.before(message);
    if (kind === 'sv-error') control.setAttribute('aria-invalid', 'true');
    const before = control.getAttribute('aria-describedby') || '';
    if (!('described' in control.dataset)) control.dataset.described = before;
    control.setAttribute('aria-describedby', (before + ' ' + id).trim());
  }

  // ---- claims (a shared task can be completed by either party, claimed or not)

  showClaim(view) {
    this.claim.textContent = '';
    this.claim.hidden = true;
    if (!view.shared || !view.assignee) return;
    const mine = view.assignee === this.user;
    const button = element('button', {type: 'button', class: 'sv-button'}, mine ? 'Release' : 'Take over');
    button.addEventListener('click', () => this.changeClaim(mine ? 'unclaim' : 'claim'));
    const who = view.assigneeName || view.assignee;
    this.claim.append(
      element('p', {}, mine ? 'You have claimed this task. The other of you can still complete it.' : who + ' has claimed this task. You can still complete it.'),
      button
    );
    this.claim.hidden = false;
  }

  async changeClaim(action) {
    await this.save();
    try {
      const answer = await this.call('POST', action, {});
      if (answer.status === 401 || answer.status === 403) return this.signedOut(() => this.reload());
      if (answer.status === 412) return this.handOver();
      if (answer.status === 404 || answer.status === 409) return this.gone();
      if (!answer.ok) throw new Error(String(answer.status));
      const view = await (await this.call('GET', 'form')).json();
      this.showClaim(view);
      this.announce(action === 'claim' ? 'You have taken over this task.' : 'You have released this task.');
      this.scope.$root.$broadcast('refresh');
    } catch (failure) {
      this.announce('That did not work. Please try again.');
    }
    return undefined;
  }

  // ---- talking to the server and to the person

  call(method, what, body, leaving) {
    const headers = {Accept: 'application/json'};
    if (this.user) headers['Opened-For'] = this.user;
    const init = {method, headers, credentials: 'same-origin', cache: 'no-store'};
    if (method !== 'GET') {
      headers['Content-Type'] = 'application/json';
      headers['X-XSRF-TOKEN'] = csrfToken();
      init.body = JSON.stringify(body);
      // browsers refuse to keep more than 64 KiB alive after a page has gone
      if (leaving && init.body.length < 60000) init.keepalive = true;
    }
    if (method === 'PUT') headers['If-Match'] = String(this.version);
    return fetch(API + encodeURIComponent(this.taskId) + '/' + what, init);
  }

  setStatus(text, bad) {
    if (this.status.textContent === text) return;
    this.status.textContent = text;
    this.status.classList.toggle('sv-status-bad', Boolean(bad));
    if (bad) this.announce(text);
  }

  announce(text) {
    this.announcer.textContent = '';
    setTimeout(() => {
      this.announcer.textContent = text;
    }, 50);
  }

  showNotice(title, lines, actions, ...more) {
    this.notice.textContent = '';
    this.notice.append(element('h3', {class: 'sv-notice-title'}, title), ...lines.map(line => element('p', {}, line)));
    if (actions.length > 0) {
      const buttons = actions.map(([label, act]) => {
        const button = element('button', {type: 'button', class: 'sv-button'}, label);
        button.addEventListener('click', act);
        return button;
      });
      this.notice.append(element('div', {class: 'sv-buttons'}, ...buttons));
    }
    this.notice.append(...more);
    this.notice.hidden = false;
    this.announce(title + '. ' + lines.join(' '));
  }

  hideNotice() {
    this.notice.hidden = true;
    this.notice.textContent = '';
  }

  /** Everything typed, as plain text to copy. */
  asText() {
    const lines = [];
    for (const control of this.content.querySelectorAll('[data-field]')) {
      if (control.type === 'password' || control.type === 'button') continue;
      const value = getValue(control);
      if (value === null || value === false) continue;
      lines.push(labelOf(control) + ': ' + shownValue(control, value));
    }
    return lines.join('\n');
  }
}

// ---- controls

function getValue(control) {
  if (control.tagName === 'FIELDSET') {
    const chosen = control.querySelector('input[type=radio]:checked');
    if (!chosen) return null;
    return control.dataset.type === 'boolean' ? chosen.value === 'true' : chosen.value;
  }
  if (control.type === 'checkbox') return control.checked;
  const text = control.value;
  if (control.dataset.type === 'number' && /^\s*-?\d{1,9}\s*$/.test(text)) return Number(text);
  return text === '' ? null : text;
}

function setValue(control, value) {
  if (control.tagName === 'FIELDSET') {
    for (const radio of control.querySelectorAll('input[type=radio]')) radio.checked = value != null && radio.value === String(value);
    return;
  }
  if (control.type === 'password' || control.type === 'button') return;
  if (control.type === 'checkbox') {
    control.checked = value === true;
    return;
  }
  const text = value == null ? '' : String(value);
  if (control.type === 'datetime-local') control.value = text.slice(0, 16);
  else if (control.type === 'date') control.value = text.slice(0, 10);
  else if (control.tagName === 'SELECT') selectValue(control, text);
  else control.value = text;
}

/** A value that is no longer offered stays in the list, so that it isn't lost unnoticed; a list of one's own choice has it not. */
function selectValue(select, text) {
  if (text && !select.hasAttribute('data-offered-only') && ![...select.options].some(option => option.value === text)) select.append(new Option(text, text));
  select.value = text;
}

function unreadable(control) {
  if (control.validity && control.validity.badInput) {
    return control.type === 'date' ? 'Enter the whole date' : 'Enter the whole date and time';
  }
  return null;
}

function fillSelect(control, offered) {
  const chosen = control.value;
  const wording = new Map([...control.querySelectorAll('option')].map(option => [option.value, option.textContent]));
  for (const option of [...control.querySelectorAll('option')]) if (option.value !== '') option.remove();
  for (const {value, label} of offered) {
    const option = document.createElement('option');
    option.value = value;
    option.textContent = wording.get(value) || label || value;
    control.append(option);
  }
  if (control.tagName === 'SELECT') control.value = chosen;
}

/** Radios written in the form are kept when offered, others are added from the model of the first. */
function fillRadios(fieldset, offered) {
  const radios = [...fieldset.querySelectorAll('input[type=radio]')];
  const written = new Set(radios.map(radio => radio.value));
  for (const radio of radios) if (!offered.some(option => option.value === radio.value)) radio.closest('.sv-check').remove();
  const name = radios.length > 0 ? radios[0].name : fieldset.dataset.field + '-' + fieldset.id;
  for (const {value, label} of offered) {
    if (written.has(value)) continue;
    const id = name + '-' + value;
    const input = element('input', {type: 'radio', name, id, value});
    fieldset.append(element('div', {class: 'sv-check'}, input, element('label', {for: id}, label || value)));
  }
}

function firstControl(place) {
  if (place.matches('input, select, textarea, button')) return place;
  const all = [...place.querySelectorAll('input:not([type=hidden]), select, textarea, button')];
  return all.find(visible) || null;
}

/** Whether a conditional part keeps it from being shown; also of use once the form has left the page. */
function isHidden(control) {
  const part = control.closest('[hidden]');
  return part !== null && !part.matches('.sv-content');
}

function visible(node) {
  return node.getClientRects().length > 0;
}

function rowsBody(list) {
  let body = list.querySelector(':scope > .sv-rows');
  if (!body) {
    body = element('div', {class: 'sv-rows'});
    list.querySelector(':scope > template').before(body);
  }
  return body;
}

function renameIds(part, suffix) {
  const all = [part, ...part.querySelectorAll('*')];
  for (const node of all) {
    if (node.id) node.id += suffix;
    if (node.name) node.name += suffix;
    for (const attribute of ['for', 'list']) {
      if (node.hasAttribute(attribute) && !(attribute === 'list' && !part.querySelector('#' + node.getAttribute(attribute) + suffix))) {
        node.setAttribute(attribute, node.getAttribute(attribute) + suffix);
      }
    }
    for (const attribute of ['aria-describedby', 'aria-labelledby']) {
      if (!node.hasAttribute(attribute)) continue;
      const ids = node.getAttribute(attribute).split(/\s+/).map(id => id + suffix);
      node.setAttribute(attribute, ids.join(' '));
    }
  }
}

/** "Session 2", where the control is part of a row. */
function rowTitle(control) {
  const row = control.closest('[data-row]');
  const title = row && row.querySelector('[data-row-title], [data-row-label], [data-row-name]');
  return title ? title.textContent.trim() : '';
}

function labelOf(control) {
  const title = rowTitle(control);
  const label = control.tagName === 'FIELDSET' ? control.querySelector('legend') : (control.labels || [])[0];
  return (title ? title + ', ' : '') + (label ? label.textContent.trim() : control.dataset.field);
}

function shownValue(control, value) {
  if (value === true) return 'yes';
  if (control.tagName === 'SELECT') return control.selectedOptions.length > 0 ? control.selectedOptions[0].textContent : value;
  if (control.tagName === 'FIELDSET') {
    const chosen = control.querySelector('input[type=radio]:checked');
    const label = chosen && control.querySelector('label[for="' + chosen.id + '"]');
    return label ? label.textContent.trim() : value;
  }
  return readable(value);
}

// ---- small things

function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function lookUp(facts, path) {
  return path.split('.').reduce((value, name) => (value == null ? undefined : value[name]), facts);
}

/** Text for people: ISO dates and date-times as "Monday 1 March 2027, 10:00", yes and no, lists joined. */
function readable(value) {
  if (value == null) return '';
  if (value === true) return 'Yes';
  if (value === false) return 'No';
  if (Array.isArray(value)) return value.map(readable).join(', ');
  if (typeof value === 'object') return value.label || value.name || '';
  const text = String(value);
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?$/.exec(text);
  if (!parts) return text;
  const day = new Intl.DateTimeFormat('en-GB', {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'})
    .format(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])))
    .replace(',', '');
  return parts[4] ? day + ', ' + parts[4] : day;
}

function withClause(error) {
  return error.clause ? error.message + ' (' + error.clause + ')' : error.message;
}

function clock() {
  return new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'}).format(new Date());
}

function csrfToken() {
  const found = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
  return found ? decodeURIComponent(found[1]) : '';
}

function same(one, other) {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter(key => value[key] !== null && value[key] !== undefined)
      .sort()
      .map(key => [key, sorted(value[key])])
  );
}
