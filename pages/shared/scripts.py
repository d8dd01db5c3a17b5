"""The few scripts of ours that run in a browser, each a constant, and the policy that names them.

The policy is made of these very constants and of Streamlit's own page, so that they never disagree.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit

from pages.shared.spoken_script import SPOKEN

TRADE = """
(function () {
  const holder = document.getElementById("ungespor-ticket");
  if (!holder) { return; }
  const ticket = holder.dataset.ticket;
  holder.remove();
  fetch("/session/begin", {method: "POST", body: ticket, credentials: "same-origin"})
    .finally(function () { window.location.reload(); });
})();
"""
"""Trades a ticket for the cookie, and loads the same address again."""

LINK = """
(function () {
  const button = document.getElementById("go"), spent = document.getElementById("spent");
  const token = window.location.hash.slice(1);
  window.history.replaceState(null, "", window.location.pathname);
  function refuse() { button.hidden = true; spent.hidden = false; }
  if (!token) { refuse(); return; }
  button.addEventListener("click", function () {
    fetch("/session/link", {method: "POST", body: token, credentials: "same-origin"})
      .then(function (answer) {
        if (answer.ok) { window.location.replace("/"); } else { refuse(); }
      });
  });
})();
"""
"""Takes the token from behind `#` and trades it when the person says so: a mere fetch does not."""

IDLE = """
(function () {
  const holder = document.getElementById("ungespor-idle");
  if (!holder || window.ungesporIdle) { return; }
  window.ungesporIdle = true;
  const SOON = 120, LAST = 10, OFTEN = 60;
  let said = Object.assign({}, holder.dataset), box = null, timer = null, told = 0;
  function post(path) {
    return fetch(path, {method: "POST", credentials: "same-origin"});
  }
  function again(seconds) {
    clearTimeout(timer);
    timer = setTimeout(look, 1000 * Math.max(1, seconds));
  }
  function hide() {
    if (box) { box.remove(); box = null; }
  }
  function show(whole) {
    if (box) { return; }
    const now = document.getElementById(holder.id);
    if (now) { said = Object.assign({}, now.dataset); }
    box = document.createElement("div");
    box.className = "ungespor-idle";
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", said.title);
    const text = document.createElement("p");
    text.textContent = whole ? said.whole : said.idle;
    box.appendChild(text);
    if (!whole) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = said.stay;
      button.addEventListener("click", function () {
        post("/session/stay").then(function () { hide(); again(1); });
      });
      box.appendChild(button);
    }
    document.body.appendChild(box);
  }
  async function close(left) {
    await post("/session/rest");
    if (document.activeElement) { document.activeElement.blur(); }
    again(left + 1);
  }
  async function look() {
    try {
      const answer = await fetch("/session/left", {credentials: "same-origin", cache: "no-store"});
      if (answer.status === 403) { window.location.reload(); return; }
      const now = await answer.json();
      if (now.left > SOON) { hide(); again(Math.min(OFTEN, now.left - SOON)); return; }
      show(now.whole);
      if (now.left <= LAST) { close(now.left); } else { again(Math.min(5, now.left - LAST)); }
    } catch (error) { again(OFTEN); }
  }
  document.addEventListener("keydown", function () {
    if (Date.now() - told < 1000 * OFTEN) { return; }
    told = Date.now();
    post("/session/stay").catch(function () {});
  });
  look();
})();
"""
"""Asks the server how long the session stands; warns two minutes before, and leaves at the end.

Keys that are pressed count as use: who writes a long text has said nothing to the server yet. At
the end the field that has the focus gives up what it holds, so that it lies among the drafts.
"""

TYPED = """
(function () {
  if (window.ungesporTyped) { return; }
  window.ungesporTyped = true;
  const PAUSE = 800, DRAFTED = '[class*="st-key-"][class*="-field-"] :is(textarea, input)';
  let field = null, timer = null;
  function tell() {
    clearTimeout(timer);
    const typed = field;
    field = null;
    if (!typed || !typed.isConnected) { return; }
    typed.dispatchEvent(new KeyboardEvent("keydown", {
      key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true, cancelable: true
    }));
  }
  document.addEventListener("input", function (event) {
    if (event.isComposing || !event.target.matches(DRAFTED)) { return; }
    if (!event.target.closest(".stTextArea, .stTextInput")) { return; }
    field = event.target;
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") { tell(); }
  });
})();
"""
"""Hands over what stands in a text field when its writer pauses or puts the telephone away.

Streamlit takes a text when its field is left or at Ctrl+Enter; what was typed until then would be
in no draft. So Ctrl+Enter it is, in fields that keep drafts. What is typed in the last second
before a server or a tab dies is still lost.
"""

OURS = (TRADE, LINK, IDLE, TYPED, SPOKEN)
STREAMLIT_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def tag(script: str) -> str:
    """The script as it stands in a page."""
    return f"<script>{script}</script>"


def policy_hash(script: str) -> str:
    """The script as a content security policy names it (CSP 3, section 2.3.1)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def content_policy() -> str:
    """What a page may load and run: from here, and of inline scripts those alone that are known."""
    known = (*_INLINE.findall(STREAMLIT_PAGE.read_text(encoding="utf-8")), *OURS)
    scripts = " ".join(policy_hash(script) for script in known)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )
