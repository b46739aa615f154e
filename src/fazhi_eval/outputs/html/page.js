// Gaps lead to their quotations and marks to their facts and items; filters. Without this script the links still do.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const panel = byId("panel"), detail = byId("detail"), filters = byId("filters"), status = byId("status");
  const form = filters.querySelector("form");
  let cameFrom = null;

  // ---- filters
  const chosen = (name) => new Set(all(`input[name=${name}]:checked`, form).map((input) => input.value));
  const filter = () => {
    const severity = chosen("severity"), outcome = chosen("outcome"), topic = form.elements.topic.value;
    const unadmitted = form.elements.unadmitted?.checked;
    for (const entry of all(".entry")) {
      const set = entry.dataset;
      entry.hidden = !severity.has(set.severity) || !outcome.has(set.outcome)
        || (topic !== "" && !set.topics.split(" ").includes(topic))
        || (unadmitted && entry.id.startsWith("gap-") && set.unadmitted === undefined);
    }
    const gaps = all("#gaps > .entry"), shown = gaps.filter((gap) => !gap.hidden).length;
    byId("shown").textContent = `${shown} / ${gaps.length}`;
    all("#gaps > .empty").forEach((note) => { note.hidden = shown > 0 || gaps.length === 0; });
    for (const list of all(".checklist")) {
      const items = all(".entry", list);
      list.querySelector(".count").textContent = items.filter((item) => !item.hidden).length;
    }
  };
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  filters.hidden = false;

  // ---- going to a place
  const reveal = (target) => {
    if (target.closest(".entry[hidden]")) { form.reset(); filter(); }
    for (let at = target.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target.tagName === "SECTION") {
      const fold = target.querySelector(":scope > details");
      if (fold) fold.open = true;
      target.scrollIntoView({ block: "start" });
    } else {
      target.scrollIntoView({ block: panel.contains(target) ? "nearest" : "center" });
    }
  };
  const point = (target) => {
    all(".at").forEach((old) => old.classList.remove("at"));
    target.classList.add("at");
  };
  const light = (numbers) => {
    all(".lit").forEach((old) => old.classList.remove("lit"));
    for (const number of numbers) all(`[data-k~="${number}"]`).forEach((piece) => piece.classList.add("lit"));
  };
  const narrow = () => matchMedia("(max-width: 900px)").matches;
  if (narrow()) all("details.by").forEach((fold) => { fold.open = false; });  // the gaps come first

  // ---- a mark: its facts and items, and the first gap that rests on it
  const show = (numbers, from) => {
    const copies = numbers.map((number) => byId(`k${number}`).cloneNode(true));
    copies.forEach((copy) => copy.removeAttribute("id"));
    byId("shows").replaceChildren(...copies);
    detail.hidden = false;
    detail.scrollTop = 0;
    cameFrom = from;
    const gap = detail.querySelector('a[href^="#gap-"]');
    if (gap && !narrow()) {
      const card = byId(gap.hash.slice(1));
      reveal(card);
      point(card);
    }
  };
  const close = () => {
    detail.hidden = true;
    light([]);
    cameFrom?.focus({ preventScroll: true });
  };
  byId("close").addEventListener("click", close);

  // ---- a gap or a quotation: the text
  const go = (link) => {
    const numbers = link.dataset.go.split(" "), first = byId(`q${numbers[0]}`);
    light(numbers);
    const card = link.closest(".entry, .card");
    if (card && panel.contains(card)) point(card);
    reveal(first);
    const mark = first.matches("a") ? first : document.querySelector(`a[data-k~="${numbers[0]}"]`);
    if (!detail.contains(link)) {
      if (narrow()) show(numbers, mark); else detail.hidden = true;
      mark.focus({ preventScroll: true });
    }
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target.closest('a[href^="#"]');
    if (!link) {
      const title = event.target.closest("#gaps > .entry")?.querySelector(".go");
      if (title && String(getSelection()) === "" && !event.target.closest("button")) go(title);
      return;
    }
    if (link.matches("a.m")) {
      event.preventDefault();
      const numbers = link.dataset.k.split(" ");
      light(numbers);
      show(numbers, link);
      detail.focus({ preventScroll: true });
    } else if (link.dataset.go) {
      event.preventDefault();
      go(link);
    } else {
      const target = byId(decodeURIComponent(link.hash.slice(1)));
      if (!target) return;
      event.preventDefault();
      if (narrow()) detail.hidden = true;
      reveal(target);
      if (target.matches(".entry, .card")) { point(target); target.focus({ preventScroll: true }); }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !detail.hidden) close();
  });

  filter();
  const asked = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (asked) { reveal(asked); if (asked.matches(".entry, .card")) point(asked); }
})();
