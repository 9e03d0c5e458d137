// What a page does beyond its links and forms. Nothing in here makes HTML out of text.
"use strict";

const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

// Search: "/" goes there, arrows walk through what is offered, Escape puts it away.

const field = one("#q");
const offered = one("#suggestions");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "/" && field && !typing(event.target)) {
    event.preventDefault();
    field.focus();
    field.select();
  }
  if (offered && event.key === "Escape") offered.replaceChildren();
});

if (offered) {
  const form = field.form;
  form.addEventListener("keydown", (event) => {
    const links = all("a", offered);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !links.length) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement) + step;
    (at < 0 ? field : links[Math.min(at, links.length - 1)]).focus();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) setTimeout(() => offered.replaceChildren(), 150);
  });
  form.addEventListener("submit", (event) => {
    if (!field.value.trim()) event.preventDefault();
  });
  // Words typed before htmx listened have asked for nothing: one in three pages, when typed at once.
  addEventListener("load", () => setTimeout(() => {
    const waiting = document.activeElement === field && field.value.trim() && !all("a", offered).length;
    if (waiting) field.dispatchEvent(new Event("asked"));
  }, 400));
}

// Try it: files dropped anywhere on the page are sent by its form.

const drop = one("[data-drop]");

if (drop) {
  const frame = drop.closest(".try");
  const hasFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    frame.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) frame.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event) || !event.dataTransfer.files.length) return;
    event.preventDefault();
    one("input[type=file]", drop).files = event.dataTransfer.files;
    drop.requestSubmit();
  });
  drop.addEventListener("submit", () => {
    const button = one("button", drop);
    button.textContent = "Reading …";
    setTimeout(() => (button.disabled = true));
  });
  // A page that the browser kept (back button) shows its form as it was.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
}

// Article: text and ledger light each other, j and k walk through the statements, a click opens the details.

const ledger = one("#ledger");

if (ledger) {
  const body = one(".body");
  const items = all("li[data-n]", ledger);
  const item = new Map(items.map((each) => [each.dataset.n, each]));
  const pieces = new Map(items.map((each) => [each.dataset.n, []]));
  for (const piece of all(".m[data-a]", body)) {
    for (const number of piece.dataset.a.split(" ")) pieces.get(number)?.push(piece);
  }
  for (const mark of all(".n[data-n]", body)) pieces.get(mark.dataset.n)?.push(mark);
  const narrow = window.matchMedia("(max-width: 62rem)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let lit = null;
  let current = one("li.on", ledger)?.dataset.n ?? null;

  const paint = (number, name, yes) => {
    if (number === null) return;
    item.get(number).classList.toggle(name, yes);
    for (const piece of pieces.get(number)) piece.classList.toggle(name, yes);
  };

  const light = (number) => {
    if (number === lit) return;
    paint(lit, "lit", false);
    lit = number;
    paint(lit, "lit", true);
  };

  const within = (element) => {
    const box = element.getBoundingClientRect();
    return box.top > 70 && box.bottom < window.innerHeight * (narrow.matches ? 0.4 : 0.92);
  };

  const bring = (number, { text = true, list = true, smoothly = true } = {}) => {
    const behavior = still.matches || !smoothly ? "auto" : "smooth";
    const first = pieces.get(number)[0];
    if (text && first && !within(first)) first.scrollIntoView({ block: narrow.matches ? "start" : "center", behavior });
    if (list && !narrow.matches) {
      // scrollIntoView would move the page along with the ledger.
      const frame = ledger.closest(".ledger");
      const top = item.get(number).offsetTop - ledger.offsetTop;
      if (top < frame.scrollTop || top > frame.scrollTop + frame.clientHeight * 0.6) frame.scrollTo({ top: top - 60, behavior });
    }
  };

  const choose = (number, open) => {
    if (current !== null && current !== number) {
      paint(current, "on", false);
      one(".entry", item.get(current)).setAttribute("aria-expanded", "false");
    }
    current = number;
    const entry = one(".entry", item.get(number));
    paint(number, "on", open);
    entry.setAttribute("aria-expanded", String(open));
    if (!open) return;
    if (entry.dataset.address) {
      if (!one(".more", item.get(number)).childElementCount) htmx.trigger(entry, "open");
      history.replaceState(null, "", entry.dataset.address);
    } else {
      history.replaceState(null, "", "#" + item.get(number).id);
    }
  };

  const innermost = (target) => {
    const piece = target.closest?.(".m[data-a], .n[data-n]");
    return piece ? (piece.dataset.n ?? piece.dataset.a.split(" ")[0]) : null;
  };

  body.addEventListener("mouseover", (event) => light(innermost(event.target)));
  body.addEventListener("mouseleave", () => light(null));
  body.addEventListener("focusin", (event) => light(innermost(event.target)));
  body.addEventListener("focusout", () => light(null));
  ledger.addEventListener("mouseover", (event) => light(event.target.closest("li[data-n]")?.dataset.n ?? null));
  ledger.addEventListener("mouseleave", () => light(null));
  ledger.addEventListener("focusin", (event) => light(event.target.closest("li[data-n]")?.dataset.n ?? null));
  ledger.addEventListener("focusout", () => light(null));

  body.addEventListener("click", (event) => {
    const number = innermost(event.target);
    if (number === null || String(window.getSelection())) return;
    event.preventDefault();
    choose(number, true);
    bring(number, { text: narrow.matches });
  });

  ledger.addEventListener("click", (event) => {
    const place = event.target.closest("li[data-n]");
    if (event.ctrlKey || event.metaKey || event.shiftKey || !place) return;
    if (event.target.closest(".close")) {
      event.preventDefault();
      choose(place.dataset.n, false);
      one(".entry", place).focus({ preventScroll: true });
    } else if (event.target.closest(".entry")) {
      event.preventDefault();
      const open = !place.classList.contains("on");
      choose(place.dataset.n, open);
      if (open) bring(place.dataset.n, { list: false });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    if (event.key === "Escape" && current !== null) choose(current, false);
    if (!step) return;
    event.preventDefault();
    const order = items.map((each) => each.dataset.n);
    const from = current === null ? (step > 0 ? -1 : order.length) : order.indexOf(current);
    const next = order[Math.max(0, Math.min(order.length - 1, from + step))];
    choose(next, true);
    one(".entry", item.get(next)).focus({ preventScroll: true });
    bring(next);
  });

  one("#marks")?.addEventListener("change", (event) => body.classList.toggle("unmarked", !event.target.checked));

  const arrive = () => {
    const asked = items.find((each) => "#" + each.id === location.hash);
    if (asked) choose(asked.dataset.n, true);
    if (current === null) return;
    for (const piece of pieces.get(current)) piece.classList.add("on");
    bring(current, { smoothly: false });
  };
  window.addEventListener("hashchange", arrive);
  arrive();
}

// Elsewhere j and k go through what was said, from one quotation to the next.

if (!ledger) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const step = { j: 1, k: -1 }[event.key];
    const links = all("main .said .words a");
    if (!step || !links.length) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement);
    const next = links[Math.max(0, Math.min(links.length - 1, at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step))];
    next.focus({ preventScroll: true });
    next.closest(".said").scrollIntoView({ block: "nearest" });
  });
}

// Published pages search in an index that lies beside them.

if (window.onrecordIndex) {
  const { statements, people, articles } = window.onrecordIndex;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const make = (name, className, text, href) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (href) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = text;
      element.append(link);
    } else element.textContent = text;
    return element;
  };
  const row = (who, words, where, href) => {
    const line = make("li", "said", "");
    line.append(make("p", "who", who, words ? "" : href));
    if (words) line.append(make("p", "words", words, href));
    line.append(make("p", "where", where));
    for (const each of line.children) each.dir = "auto";
    return line;
  };
  const rows = [
    ...people.map(([name, count, href]) => [fold(name), () => row(name, "", count, href)]),
    ...articles.map(([title, where, href]) => [fold(title + " " + where), () => row(title, "", where, href)]),
    ...statements.map(([who, words, where, href]) => [fold(`${who} ${words} ${where}`), () => row(who, words, where, href)]),
  ];
  const find = () => {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    const found = wanted.length ? rows.filter(([text]) => wanted.every((word) => text.includes(word))) : [];
    one("#results").replaceChildren(...found.slice(0, 200).map(([, show]) => show()));
    one("#count").textContent = wanted.length ? `${found.length} found` + (found.length > 200 ? ", the first 200:" : "") : "Type a word or a name.";
  };
  field.addEventListener("input", find);
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked) field.value = asked;
  find();
}
