"""The script that puts our words in the place of Streamlit's English, as a constant.

The words come from `pages/shared/spoken.py`, and stand in the page as data.
"""

SPOKEN = r"""
(function () {
  const holder = document.getElementById("ungespor-spoken");
  if (!holder || window.ungesporSpoken) { return; }
  const SAID = JSON.parse(holder.content), THEIRS = "en", TEXT = "text";
  const page = document.documentElement;
  const NAMES = ["aria-label", "title", "aria-description", "aria-roledescription",
    "aria-valuetext", "placeholder", "alt"];
  const NAMED = NAMES.map((name) => "[" + name + "]").join();
  const spent = window.ungesporSpoken = {passes: 0, changed: 0, milliseconds: 0};
  const was = new WeakMap(), browsers = navigator.language, dates = {};
  let language = page.lang, rules = {}, places = "";
  Object.defineProperty(navigator, "language", {
    configurable: true, get: () => language === THEIRS ? browsers : language
  });
  function dated(locale, form, date) {
    const key = locale + JSON.stringify(form);
    dates[key] = dates[key] || new Intl.DateTimeFormat(locale, form);
    return dates[key].format(date);
  }
  const MONTHS = Array.from({length: 12}, (_, month) =>
    dated(THEIRS, {month: "long"}, new Date(2000, month)));
  function anew(fact) {
    const found = /^(\p{L}+)(?: (\d{1,2}),)?(?: (\d{4}))?$/u.exec(fact);
    const month = found ? MONTHS.indexOf(found[1]) : -1;
    if (month < 0) { return fact; }
    const date = new Date(found[3] || 2000, month, found[2] || 1);
    const form = found[2] ? {dateStyle: "long"} : found[3] ? {month: "long", year: "numeric"}
      : {month: "long"};
    return dated(language, form, date);
  }
  function rule(where, theirs, ours) {
    const facts = [];
    const form = theirs.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, fact) => {
      facts.push(fact);
      return "(.+)";
    });
    return {where, ours, facts, form: new RegExp("^" + form + "$", "s")};
  }
  function learn() {
    rules = {};
    const known = SAID[language] || [];
    for (const [at, where, theirs, ours] of known) {
      const list = rules[at] = rules[at] || {whole: new Map(), formed: []};
      const one = rule(where, theirs, ours);
      if (one.facts.length) { list.formed.push(one); } else {
        list.whole.set(theirs, [...(list.whole.get(theirs) || []), one]);
      }
    }
    places = known.filter((each) => each[0] === TEXT).map((each) => each[1]).join();
  }
  function fill(one, found) {
    return one.ours.replace(/\{(\w+)\}/g, (_, fact) => {
      const given = found[one.facts.indexOf(fact) + 1];
      return fact === "date" || fact === "month" ? anew(given) : given;
    });
  }
  function ours(name, element, theirs) {
    const list = rules[name];
    if (!list) { return theirs; }
    for (const one of [...(list.whole.get(theirs.trim()) || []), ...list.formed]) {
      const found = one.form.exec(theirs.trim());
      const here = name === TEXT ? "closest" : "matches";
      if (found && element[here](one.where)) { return fill(one, found); }
    }
    return theirs;
  }
  function put(node, name, said) {
    if (name === TEXT) { node.data = said; } else { node.setAttribute(name, said); }
  }
  function say(node, name, theirs) {
    const kept = was.get(node) || {}, element = name === TEXT ? node.parentElement : node;
    if (!theirs || !element || kept[name] && kept[name].said === theirs) { return; }
    const said = ours(name, element, theirs);
    if (said === theirs) { return; }
    was.set(node, Object.assign(kept, {[name]: {said, theirs}}));
    put(node, name, said);
    spent.changed += 1;
  }
  function texts(element, tell) {
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) { tell(walk.currentNode); }
  }
  function text(node) {
    if (places && node.parentElement && node.parentElement.closest(places)) {
      say(node, TEXT, node.data);
    }
  }
  function each(element, tell) {
    for (const name of NAMES) {
      if (element.hasAttribute(name)) { tell(element, name, element.getAttribute(name)); }
    }
  }
  function look(root) {
    each(root, say);
    for (const element of root.querySelectorAll(NAMED)) { each(element, say); }
    if (!places) { return; }
    if (root.closest(places)) { texts(root, text); return; }
    for (const element of root.querySelectorAll(places)) { texts(element, text); }
  }
  function giveBack(node, name, now) {
    const kept = (was.get(node) || {})[name];
    if (kept && kept.said === now) { put(node, name, kept.theirs); }
  }
  function turn() {
    const told = document.getElementById("ungespor-idle");
    const wanted = told && told.dataset.language;
    if (!wanted || wanted === language) { return; }
    for (const element of document.body.querySelectorAll(NAMED)) { each(element, giveBack); }
    texts(document.body, (node) => giveBack(node, TEXT, node.data));
    page.lang = language = wanted;
    learn();
    look(document.body);
    window.dispatchEvent(new Event("languagechange"));
  }
  const observer = new MutationObserver((records) => {
    const begun = performance.now();
    for (const record of records) {
      const at = record.target;
      if (record.type === "attributes") {
        say(at, record.attributeName, at.getAttribute(record.attributeName));
      } else if (record.type === "characterData") { text(at); }
      for (const node of record.addedNodes) {
        if (!node.isConnected) { continue; }
        if (node.nodeType === Node.ELEMENT_NODE) { look(node); }
        if (node.nodeType === Node.TEXT_NODE) { text(node); }
      }
    }
    turn();
    observer.takeRecords();
    spent.passes += 1;
    spent.milliseconds += performance.now() - begun;
  });
  learn();
  look(document.body);
  observer.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES
  });
})();
"""
"""Watches what is drawn, and says it in the reader's language before anybody hears it.

A watcher is called when a drawing is done and before the next begins, so nothing is read aloud in
between. It looks at what was added or changed alone, and throws its own changes away, so it never
answers itself. What it replaced is remembered for as long as the element lives: another language
gives it back. The days of a calendar are in the language that the browser says it speaks, so it
says the reader's. How often and how long it worked is kept for tests in `window.ungesporSpoken`.
"""
