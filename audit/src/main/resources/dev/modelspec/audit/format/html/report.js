'use strict';
(() => {
  const PAGE = 50;
  // Some two hundred sheets; with thousands a browser is busy for many minutes.
  const PRINTED = 250;
  const DECIDED = {allow: ['pass', '✓', 'Compliant'], warn: ['warn', '▲', 'Warned'], deny: ['deny', '✕', 'Denied']};
  const SEVERITIES = ['critical', 'high', 'medium', 'low'];
  const FILTERS = ['q', 'decision', 'severity', 'standing', 'rule', 'control', 'owner', 'new', 'spec'];
  const DAY = 86400000;

  const byId = id => document.getElementById(id);
  const form = byId('filter');
  const list = byId('list');
  const about = JSON.parse(byId('about').textContent);
  const texts = [];
  const kinds = [];
  const specs = [];
  const text = number => (number < 0 ? null : texts[number]);

  // ---- Data: the arrays that the report was written with, as objects.

  for (const script of document.querySelectorAll('script.specs')) {
    const chunk = JSON.parse(script.textContent);
    for (const each of chunk.texts) texts.push(each);
    for (const [rule, title, severity, level, remediation] of chunk.kinds) {
      kinds.push({
        rule: text(rule), title: text(title), severity: text(severity), level: text(level), remediation: text(remediation),
      });
    }
    for (const each of chunk.specs) specs.push(spec(each));
    script.remove();
  }

  function spec([source, part, title, owner, decision, evaluated, digest, findings, levels]) {
    const key = part > 1 ? source + ',' + part : source;
    return {
      source, part, key, title: text(title), owner: text(owner), decision: text(decision), evaluated, digest, findings, levels,
    };
  }

  function finding([kind, message, pointer, line, column, before, marked, after, standing, waiver, since, fresh, print]) {
    return {
      ...kinds[kind], message: text(message), pointer: text(pointer), line, column,
      before: text(before), marked: text(marked), after: text(after),
      standing: text(standing), waiver: text(waiver), since: text(since), fresh, print,
    };
  }

  const kindOf = raw => kinds[raw[0]];
  const standingOf = raw => text(raw[8]);
  const isFresh = raw => raw[11] === 1;

  // ---- State: what the form says, also in the fragment of the address.

  let state = {};
  let page = 0;
  let found = [];

  const values = () => {
    const next = {};
    for (const name of FILTERS) {
      const field = form.elements[name];
      if (!field) continue;
      const value = field.type === 'checkbox' ? (field.checked ? '1' : '') : field.value;
      if (value !== '') next[name] = value === NOBODY ? '' : value;
    }
    return next;
  };

  const NOBODY = ' ';

  function fromAddress() {
    const fragment = location.hash.slice(1);
    if (!fragment.includes('=')) return false;
    const given = new URLSearchParams(fragment);
    state = {};
    for (const name of FILTERS) {
      if (given.has(name)) state[name] = given.get(name);
    }
    page = Math.max(0, (parseInt(given.get('page'), 10) || 1) - 1);
    for (const field of form.elements) {
      if (!field.name) continue;
      const value = state[field.name];
      if (field.type === 'checkbox') {
        field.checked = value === '1';
      } else {
        const wanted = field.name === 'owner' && value === '' ? NOBODY : value ?? '';
        if (field.tagName === 'SELECT' && ![...field.options].some(option => option.value === wanted)) {
          field.append(new Option(wanted, wanted));
        }
        field.value = wanted;
      }
    }
    return true;
  }

  function toAddress() {
    const said = new URLSearchParams(state);
    if (page > 0) said.set('page', page + 1);
    const fragment = said.toString() || 'specs';
    try {
      history.replaceState(null, '', '#' + fragment);
    } catch {
      // Some viewers of files forbid it; only the address is less telling then.
    }
  }

  // ---- Search.

  function haystack(one) {
    if (one.words === undefined) {
      const words = [one.title, one.source, one.owner];
      for (const raw of one.findings) {
        const kind = kindOf(raw);
        words.push(kind.rule, kind.title, text(raw[1]), text(raw[9]));
      }
      one.words = words.join('\n').toLowerCase();
    }
    return one.words;
  }

  function rulesOfControl(control) {
    return new Set(Object.keys(about.rules).filter(rule => about.rules[rule].includes(control)));
  }

  function search() {
    const needles = (state.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const rules = state.control === undefined ? null : rulesOfControl(state.control);
    const asksFindings = ['severity', 'standing', 'rule', 'control', 'new'].some(name => state[name] !== undefined);
    const matches = raw => {
      const kind = kindOf(raw);
      return (state.severity === undefined || kind.severity === state.severity)
        && (state.standing === undefined || standingOf(raw) === state.standing
          || (state.standing === 'counted' && standingOf(raw) !== 'waived'))
        && (state.rule === undefined || kind.rule === state.rule)
        && (rules === null || rules.has(kind.rule))
        && (state.new !== '1' || isFresh(raw));
    };
    found = [];
    for (const one of specs) {
      if (state.spec !== undefined && one.key !== state.spec && one.title !== state.spec) continue;
      if (state.decision !== undefined && one.decision !== state.decision) continue;
      if (state.owner !== undefined && (one.owner ?? '') !== state.owner) continue;
      const shown = asksFindings ? one.findings.filter(matches) : one.findings;
      if (asksFindings && shown.length === 0) continue;
      if (needles.length && !needles.every(needle => haystack(one).includes(needle))) continue;
      found.push({spec: one, shown});
    }
  }

  // ---- Elements. Text becomes text nodes and never markup.

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
    made.append(...children.filter(child => child !== null));
    return made;
  }

  const plural = (count, noun) => count.toLocaleString('en') + ' ' + noun + (count === 1 ? '' : 's');

  const badge = (kind, sign, word) =>
    element('span', {class: 'badge ' + kind}, element('span', {'aria-hidden': 'true'}, sign), ' ' + word);

  // What stands between backticks is code.
  function prose(message) {
    const paragraph = element('p', {class: 'message'});
    message.split(/`([^`]+)`/).forEach((part, index) =>
      paragraph.append(index % 2 ? element('code', {}, part) : part));
    return paragraph;
  }

  const filterLink = (name, value, ...children) =>
    element('a', {href: '#' + new URLSearchParams([[name, value]])}, ...children);

  const hex = packed => (/^[A-Za-z0-9+/]{22}$|^[A-Za-z0-9+/]{43}$/.test(packed)
    ? [...atob(packed)].map(byte => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('') : packed);

  const date = iso => element('time', {datetime: iso},
    new Date(iso).toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'}));

  function standing(one) {
    const since = one.since === null ? null : Math.floor((Date.parse(about.time) - Date.parse(one.since)) / DAY);
    const marks = element('span', {class: 'marks'});
    marks.append(one.level === 'deny' ? badge('deny', '✕', 'deny') : badge('warn', '▲', 'warn'));
    marks.append(badge('plain', '', one.severity));
    if (one.standing === 'waived') marks.append(badge('waived', '◐', 'waived'));
    if (one.standing === 'baseline') marks.append(badge('baseline', '○', 'baseline'));
    if (one.fresh) marks.append(badge('new', '+', 'new'));
    else if (since > 0) marks.append(element('span', {class: 'quiet'}, 'known for ' + plural(since, 'day')));
    return marks;
  }

  function controls(rule) {
    const made = [];
    for (const control of about.rules[rule] ?? []) {
      const slash = control.indexOf('/');
      const framework = about.frameworks.find(each => each[0] === control.slice(0, slash));
      const known = framework?.[2].find(each => each[0] === control.slice(slash + 1));
      made.push(known
        ? element('li', {}, filterLink('control', control, framework[1] + ' ' + known[0]), ' ' + known[1])
        : element('li', {}, control));
    }
    return made;
  }

  function waiver(name) {
    const [reason, owner, ticket, until] = about.waivers[name] ?? ['', '', '', null];
    return element('p', {class: 'waiver'}, element('b', {}, 'Waived by ' + name), until === null ? null : ' until ',
      until === null ? null : date(until), reason ? ': ' + reason : '', owner ? ' ' + owner : '', ticket ? ', ' + ticket : '');
  }

  const fact = (name, ...value) => element('div', {}, element('dt', {}, name), element('dd', {}, ...value));

  function findingCard(raw, source) {
    const one = finding(raw);
    const card = element('article', {class: 'finding ' + (one.standing === 'open' ? one.level : one.standing)},
      element('h4', {}, one.title), standing(one), prose(one.message));
    if (one.before || one.marked || one.after) {
      card.append(element('pre', {tabindex: '0', 'aria-label': 'Line ' + one.line + ' of ' + source},
        element('span', {class: 'number', 'aria-hidden': 'true'}, String(one.line)),
        element('code', {}, one.before, element('mark', {}, one.marked), one.after)));
    }
    if (one.remediation) {
      const paragraph = prose(one.remediation);
      paragraph.prepend(element('b', {}, 'What to do: '));
      card.append(paragraph);
    }
    if (one.waiver !== null) card.append(waiver(one.waiver));
    const facts = element('dl', {class: 'facts small'},
      fact('Rule', filterLink('rule', one.rule, element('code', {}, one.rule))),
      fact('Where', element('code', {}, source + ':' + one.line + ':' + one.column)));
    if (one.pointer) facts.append(fact('Field', element('code', {}, one.pointer)));
    const serves = controls(one.rule);
    if (serves.length) facts.append(fact('Controls', element('ul', {class: 'plain'}, ...serves)));
    if (one.print) facts.append(fact('Fingerprint', element('code', {class: 'digest'}, hex(one.print))));
    card.append(facts);
    return card;
  }

  function fill(body, {spec: one, shown}) {
    const facts = element('dl', {class: 'facts small'},
      fact('Owner', one.owner === null ? 'nobody is named' : filterLink('owner', one.owner, one.owner)),
      fact('SHA-256', element('code', {class: 'digest'}, hex(one.digest))),
      fact('Link', filterLink('spec', one.key, 'only this spec')));
    facts.lastElementChild.classList.add('screen');
    for (let i = 0; i < one.levels.length; i += 2) {
      facts.append(fact('Level', element('code', {}, text(one.levels[i])), ' is ' + text(one.levels[i + 1]) + ' here'));
    }
    body.append(facts);
    if (!one.evaluated) {
      body.append(element('p', {class: 'quiet'}, 'The rules were not asked, because the document breaks its schema.'));
    }
    if (one.findings.length === 0) body.append(element('p', {}, 'Nothing was found.'));
    for (const raw of shown) body.append(findingCard(raw, one.source));
    const others = one.findings.filter(raw => !shown.includes(raw));
    if (others.length) {
      const more = element('details', {class: 'others'},
        element('summary', {}, plural(others.length, 'more finding') + ' that the filter leaves out'));
      for (const raw of others) more.append(findingCard(raw, one.source));
      body.append(more);
    }
  }

  function summary(one, shown) {
    const counts = SEVERITIES.map(severity =>
      [severity, shown.filter(raw => kindOf(raw).severity === severity).length]).filter(([, count]) => count > 0);
    const said = counts.map(([name, count]) => count + ' ' + name).join(' · ') || 'no findings';
    const fresh = shown.filter(isFresh).length;
    return element('summary', {},
      badge(...DECIDED[one.decision]),
      element('h3', {}, one.title ?? one.source),
      element('span', {class: 'counts'}, said, fresh ? ' · ' + fresh + ' new' : null),
      element('span', {class: 'where'}, one.source + (one.part > 1 ? ', document ' + one.part : '')));
  }

  function row(result, open) {
    const body = element('div', {class: 'body'});
    const details = element('details', {}, summary(result.spec, result.shown), body);
    const ready = () => {
      if (!body.hasChildNodes()) fill(body, result);
    };
    details.addEventListener('toggle', () => details.open && ready());
    if (open) {
      ready();
      details.open = true;
    }
    return element('li', {class: 'spec'}, details);
  }

  // ---- What is shown.

  function words() {
    const said = [];
    for (const name of FILTERS) {
      if (state[name] === undefined) continue;
      const field = form.elements[name];
      if (name === 'new') said.push('new findings only');
      else if (name === 'q') said.push('with “' + state.q + '”');
      else if (name === 'owner') said.push('owner ' + (state.owner || 'nobody'));
      else if (field?.tagName === 'SELECT') said.push(name + ' ' + (field.selectedOptions[0]?.text ?? state[name]));
      else said.push(name + ' ' + state[name]);
    }
    return said.join(', ');
  }

  function render(everything) {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(page, pages - 1);
    const from = everything ? 0 : page * PAGE;
    const some = found.slice(from, from + (everything ? PRINTED : PAGE));
    const all = byId('open-all').getAttribute('aria-pressed') === 'true';
    const rows = document.createDocumentFragment();
    for (const result of some) rows.append(row(result, everything || all || found.length === 1));
    list.replaceChildren(rows);
    list.start = from + 1;
    byId('pages').hidden = pages === 1;
    byId('page').textContent = 'Page ' + (page + 1).toLocaleString('en') + ' of ' + pages.toLocaleString('en');
    byId('back').disabled = page === 0;
    byId('forth').disabled = page === pages - 1;
    byId('open-all').hidden = found.length < 2;
  }

  function report(listed) {
    const findings = found.reduce((sum, result) => sum + result.shown.length, 0);
    const filter = words();
    byId('status').textContent = found.length === specs.length && !filter
      ? plural(specs.length, 'spec') + ', ' + plural(findings, 'finding')
      : found.length.toLocaleString('en') + ' of ' + plural(specs.length, 'spec') + ', ' + plural(findings, 'finding')
        + (filter ? ': ' + filter : '') + (found.length ? '' : '. Clear a filter to see more.');
    if (listed < found.length) {
      byId('status').append('. Only the first ' + listed.toLocaleString('en')
        + ' are printed; filter the specs before you print to choose others.');
    }
  }

  function show() {
    search();
    render(false);
    report(found.length);
  }

  function changed() {
    state = values();
    page = 0;
    toAddress();
    show();
  }

  function turn(by) {
    page += by;
    toAddress();
    render(false);
    byId('specs').scrollIntoView();
  }

  // ---- Choices that the data offers.

  function options() {
    const rules = [...new Set(kinds.map(kind => kind.rule))].sort();
    for (const rule of rules) form.elements.rule.append(new Option(rule, rule));
    for (const [name, title, entries] of about.frameworks) {
      const group = element('optgroup', {label: title});
      for (const [id, what] of entries) group.append(new Option(title + ' ' + id + ': ' + what, name + '/' + id));
      form.elements.control.append(group);
    }
    const owners = [...new Set(specs.map(one => one.owner))].sort();
    for (const owner of owners) {
      if (owner !== null) form.elements.owner.append(new Option(owner, owner));
    }
    if (owners.includes(null)) form.elements.owner.append(new Option('Nobody is named', NOBODY));
    form.elements.control.closest('.field').hidden = about.frameworks.length === 0;
    form.elements.new.closest('.field').hidden = !specs.some(one => one.findings.some(isFresh));
  }

  // ---- Paper has no buttons: all specs that the filter lets through are opened for it, and closed again.

  addEventListener('beforeprint', () => {
    render(true);
    report(Math.min(PRINTED, found.length));
    for (const details of list.querySelectorAll('details:not([open])')) details.open = true;
  });
  addEventListener('afterprint', () => {
    render(false);
    report(found.length);
  });

  options();
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', changed);
  form.addEventListener('reset', () => setTimeout(changed));
  byId('back').addEventListener('click', () => turn(-1));
  byId('forth').addEventListener('click', () => turn(1));
  byId('open-all').addEventListener('click', event => {
    const pressed = event.target.getAttribute('aria-pressed') !== 'true';
    event.target.setAttribute('aria-pressed', String(pressed));
    render(false);
  });
  addEventListener('hashchange', () => {
    if (fromAddress()) {
      show();
      byId('specs').scrollIntoView();
    }
  });
  const asked = fromAddress();
  show();
  if (asked) byId('specs').scrollIntoView();
})();
