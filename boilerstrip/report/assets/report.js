"use strict";
(() => {
  const STEP = 500; // rows drawn at once; the rest on request
  const WEAK = 0.7;
  const FILTERS = {
    all: { label: "All", test: () => true },
    kept: { label: "Kept", test: (block) => block.kept },
    dropped: { label: "Dropped", test: (block) => !block.kept },
    disputed: { label: "Disputed", test: (block) => block.dispute.length > 0 },
  };
  const byId = (id) => document.getElementById(id);
  const parsed = (id) => JSON.parse(byId(id).textContent);
  const main = byId("main");
  const pages = parsed("data-pages");
  const blocksOf = (at) => parsed(`data-${at}`);
  let view = null; // what is shown: its rows, and what keys do there

  function drawn(name, attributes) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    return shape;
  }

  function meter(share, weak) {
    const fill = make("i");
    fill.style.setProperty("--share", `${Math.round(100 * share)}%`);
    return make(weak ? "span.meter.weak" : "span.meter", { "aria-hidden": "true" }, fill);
  }

  // The text in pieces, what was searched for marked.
  function marked(text, query) {
    const pieces = [];
    const lower = text.toLowerCase();
    let from = 0;
    if (query && lower.length === text.length) {
      for (let at; (at = lower.indexOf(query, from)) >= 0; from = at + query.length) {
        pieces.push(text.slice(from, at), make("mark", {}, text.slice(at, at + query.length)));
      }
    }
    return [...pieces, text.slice(from)];
  }

  const two = (value) => value.toFixed(2);

  // Rows one moves through with the keyboard: one of them takes part in tabbing, the rest by arrow.
  function rowsIn(body, extend) {
    const all = () => [...body.querySelectorAll("tr.row")];
    let current = null;
    function go(row) {
      if (!row) return;
      if (current) current.tabIndex = -1;
      current = row;
      row.tabIndex = 0;
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
    return {
      go,
      get current() { return current && current.isConnected ? current : null; },
      took(row) { if (current) current.tabIndex = -1; current = row; row.tabIndex = 0; },
      fresh() { current = null; const first = body.querySelector("tr.row"); if (first) { first.tabIndex = 0; current = first; } },
      step(by, test = () => true) {
        for (;;) {
          const list = all();
          let at = document.activeElement === current || by < 0 ? list.indexOf(current) + by : list.indexOf(current);
          if (document.activeElement !== current && by > 0 && at < 0) at = 0;
          while (at >= 0 && at < list.length && !test(list[at])) at += by;
          if (at >= 0 && at < list.length) return go(list[at]);
          if (by < 0 || !extend()) return undefined;
        }
      },
      first() { go(all()[0]); },
      last() { while (extend()); go(all().at(-1)); },
    };
  }

  function candidates(page) {
    const rows = page.candidates.map((one) => {
      const name = make(one.name === page.strategy ? "td.won" : "td", {}, one.name);
      if (one.error || !one.blocks) {
        const why = one.error ? `failed: ${one.error}` : "no proposal";
        return make("tr", {}, name, make("td.none", { colspan: 2 }, why), make("td.number", {}, `${one.ms.toFixed(1)} ms`));
      }
      return make("tr", {}, name,
        make("td.score", {}, make("span", {}, two(one.score), meter(one.score, one.score < WEAK))),
        make("td.number", {}, number(one.blocks)), make("td.number", {}, `${one.ms.toFixed(1)} ms`));
    });
    const head = make("tr", {}, make("th", {}, "Strategy"), make("th", {}, "Score"),
      make("th.number", {}, "Blocks"), make("th.number", {}, "Time"));
    const card = make("section.card", { "aria-label": "Candidates" });
    if (rows.length) card.append(make("table.asked", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
    else card.append(make("p.spared", {}, "No strategy was asked."));
    if (page.strategy === "fused") card.append(make("p.spared", {}, "No single proposal won: the body is the mixture that expects most."));
    if (page.spared.length) card.append(make("p.spared", {}, `Not asked, though full effort would: ${page.spared.join(", ")}.`));
    return card;
  }

  function facts(page) {
    const fact = (name, value, kind = "div") => make(kind, {}, make("dt", {}, name), make("dd", {}, value));
    return make("dl.card.facts", {},
      make("div.wide", {}, make("dt", {}, "Confidence"), make("dd.big", {}, two(page.confidence)), meter(page.confidence, page.confidence < WEAK)),
      fact("Kept", `${number(page.kept)} of ${counted(page.total, "block")}`),
      fact("Words", `${number(page.kept_words)} of ${number(page.words)}`),
      fact("Decided by", page.strategy || "nothing found"));
  }

  // The page in one strip: kept blocks stand up, dropped ones hang down, by their words.
  function map(blocks, pick) {
    const longest = blocks.reduce((most, block) => Math.max(most, block.words), 1);
    const height = (block) => Math.max(3, 48 * Math.sqrt(block.words / longest));
    const bars = (kept) => blocks.map((block, at) => block.kept === kept
      ? `M${at + 0.08} 50h.84v${kept ? -height(block) : height(block)}h-.84z` : "").join("");
    const here = drawn("rect", { class: "here", y: 0, width: 1, height: 100, visibility: "hidden" });
    const svg = drawn("svg", { viewBox: `0 0 ${blocks.length} 100`, preserveAspectRatio: "none", "aria-hidden": "true" });
    svg.append(drawn("path", { class: "keep", d: bars(true) }), drawn("path", { class: "drop", d: bars(false) }),
      drawn("path", { class: "axis", d: `M0 50H${blocks.length}` }), here);
    svg.addEventListener("click", (event) => {
      const box = svg.getBoundingClientRect();
      pick(Math.min(blocks.length - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * blocks.length))));
    });
    const legend = make("p", {}, make("span", {}, "first block"),
      make("span", {}, make("b.k", {}, "▲ kept"), "  ", make("b.d", {}, "▼ dropped"), ", by words"), make("span", {}, "last"));
    return {
      element: make("section.card.map", {}, svg, legend),
      mark(at) { here.setAttribute("x", at); here.setAttribute("visibility", "visible"); },
    };
  }

  function details(block, page) {
    const voted = page.candidates.filter((one, at) => block.votes[at] === "1").map((one) => one.name);
    const rows = [
      ["Votes", voted.join(", ") || "none"],
      ["Words", `${number(block.words)}, ${number(block.link_words)} of them in links`],
      ["Place", block.path || "–"],
    ];
    if (block.cut) rows.push(["Cut off", `${number(block.cut)} more characters`]);
    return make("dl.more", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  }

  function blockRow(block, at, page, query) {
    const kind = `${block.kept ? "kept" : "dropped"}${block.dispute.length ? ".disputed" : ""}`;
    const title = block.role.startsWith("heading") || block.role === "title" ? ".heading" : "";
    const row = make(`tr.row.${kind}${title}`, { role: "row", tabindex: -1, "data-at": at, "aria-expanded": "false" });
    const doubt = block.dispute.length ? make("span.doubt", {}, `◆ ${block.dispute.join("; ")}`) : null;
    const said = make("td.said", { role: "cell" },
      make("div.text", { dir: "auto" }, ...marked(block.text, query)),
      make("div.why", {}, make("span.role", {}, ...marked(block.role, query)), make("span", {}, ...marked(block.reason, query)), doubt));
    row.append(
      make("td", { role: "cell" }, make("span.sign", { role: "img", "aria-label": block.kept ? "kept" : "dropped" }, block.kept ? "✓" : "✕")),
      make("td.place", { role: "cell" }, String(at)), said,
      make("td.chance", { role: "cell" }, two(block.probability), meter(block.probability, false)),
      ...page.candidates.map((one, index) => {
        const yes = block.votes[index] === "1";
        return make(yes ? "td.vote.yes" : "td.vote.no", { role: "cell", title: `${one.name}: ${yes ? "yes" : "no"}` },
          make("span.dot", { role: "img", "aria-label": yes ? "yes" : "no" }), make("span.label", {}, one.name));
      }));
    row.toggle = () => {
      const open = row.classList.toggle("open");
      row.setAttribute("aria-expanded", String(open));
      if (open) said.append(details(block, page));
      else said.querySelector(".more").remove();
    };
    return row;
  }

  function showPage(at) {
    const page = pages[at];
    document.title = `${page.title || page.name} – boilerstrip report`;
    main.replaceChildren(make("h1", { dir: "auto" }, page.title || page.name));
    main.append(make("p.about", {}, make("span.name", {}, page.name), ...(page.about || []).map((value) => make("span", { dir: "auto" }, value))));
    if (page.error) {
      main.append(make("p.note", {}, page.error));
      view = { at };
      return;
    }
    const blocks = blocksOf(at);
    main.append(...page.notes.map((note) => make("p.note", {}, note)), make("div.panel", {}, facts(page), candidates(page)));
    let shown = [];
    let drawnRows = 0;
    let filter = "all";
    const body = make("tbody", { role: "rowgroup" });
    const more = make("button", { type: "button", onclick: () => extend() }, "Show more");
    const after = make("p.after");
    const count = make("output", { "aria-live": "polite" });
    const search = make("input", { type: "search", placeholder: "Search text, role, reason", "aria-label": "Search", oninput: () => refresh() });
    const rows = rowsIn(body, () => extend());
    const strip = map(blocks, (index) => jump(index));
    const buttons = Object.entries(FILTERS).map(([name, { label, test }], index) => make("button", {
      type: "button", "data-filter": name, title: `${label} (${index + 1})`, onclick: () => choose(name),
    }, `${label} `, make("small", {}, number(blocks.filter(test).length))));

    function extend() {
      if (drawnRows >= shown.length) return false;
      const query = search.value.trim().toLowerCase();
      body.append(...shown.slice(drawnRows, drawnRows + STEP).map((index) => blockRow(blocks[index], index, page, query)));
      drawnRows = Math.min(shown.length, drawnRows + STEP);
      after.replaceChildren(...(drawnRows < shown.length ? [more] : shown.length ? [] : [blocks.length ? "No block is like that." : "The page has no blocks."]));
      return true;
    }
    function refresh() {
      const query = search.value.trim().toLowerCase();
      const found = (block) => !query || [block.text, block.role, block.reason].some((value) => value.toLowerCase().includes(query));
      shown = blocks.map((_, index) => index).filter((index) => FILTERS[filter].test(blocks[index]) && found(blocks[index]));
      drawnRows = 0;
      body.replaceChildren();
      after.replaceChildren(shown.length ? "" : blocks.length ? "No block is like that." : "The page has no blocks.");
      extend();
      rows.fresh();
      count.textContent = counted(shown.length, "block");
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    }
    function choose(name) {
      filter = name;
      refresh();
    }
    function jump(index) {
      if (!shown.includes(index)) {
        filter = "all";
        search.value = "";
        refresh();
      }
      while (drawnRows <= shown.indexOf(index) && extend());
      rows.go(body.querySelector(`tr[data-at="${index}"]`));
    }
    body.addEventListener("click", (event) => {
      const row = event.target.closest("tr.row");
      if (!row || !getSelection().isCollapsed) return;
      rows.go(row);
      row.toggle();
    });
    body.addEventListener("focusin", (event) => {
      const row = event.target.closest("tr.row");
      rows.took(row);
      strip.mark(Number(row.dataset.at));
    });
    const head = make("tr", { role: "row" },
      ...[["", ""], ["#", ""], ["Block", ""], ["Probability", ""]].map(([label]) => make("th", { role: "columnheader", scope: "col" }, label)),
      ...page.candidates.map((one) => make("th.vote", { role: "columnheader", scope: "col" }, make("span", {}, one.name))));
    if (blocks.length) main.append(strip.element);
    main.append(make("div.tools", {}, make("div.filters", { role: "group", "aria-label": "Blocks shown" }, ...buttons), search, count),
      make("table.rows", { role: "table", "aria-label": "Blocks" }, make("thead", { role: "rowgroup" }, head), body), after);
    refresh();
    view = {
      at, rows, search,
      open: (row) => row.toggle(),
      filter: (index) => choose(Object.keys(FILTERS)[index]),
      disputed: (by) => rows.step(by, (row) => row.classList.contains("disputed")),
    };
  }

  function indexRow(page, at, query) {
    const trouble = page.error || (page.notes || []).join("; ");
    const kind = page.error ? "failed" : page.confidence < WEAK ? "weak" : "kept";
    const row = make(`tr.row.${kind}`, { role: "row", tabindex: -1 });
    const link = make("a", { href: `#${at + 1}`, dir: "auto", tabindex: -1 }, ...marked(page.title || page.name, query));
    row.append(
      make("td", { role: "cell" }, page.error ? "✕ failed" : make("span.confidence", {}, two(page.confidence), meter(page.confidence, page.confidence < WEAK))),
      make("td.said", { role: "cell" }, link, make("div.name", {}, ...marked(page.name, query)),
        trouble ? make("div.trouble", {}, ...marked(trouble, query)) : null),
      make("td.optional", { role: "cell" }, page.error ? "" : page.strategy || "–"),
      make("td.optional", { role: "cell" }, page.error ? "" : `${number(page.kept)} of ${number(page.total)}`),
      make("td.optional", { role: "cell" }, page.error ? "" : number(page.kept_words)));
    row.toggle = () => { location.hash = String(at + 1); };
    return row;
  }

  function showIndex() {
    document.title = `${counted(pages.length, "page")} – boilerstrip report`;
    const failed = pages.filter((page) => page.error).length;
    main.replaceChildren(make("h1", {}, counted(pages.length, "page")),
      make("p.about", {}, make("span", {}, pages.length ? "worst confidence first" : "nothing to show"), failed ? make("span", {}, `${number(failed)} failed`) : null));
    if (!pages.length) { view = {}; return; }
    let shown = [];
    let drawnRows = 0;
    const body = make("tbody", { role: "rowgroup" });
    const after = make("p.after");
    const count = make("output", { "aria-live": "polite" });
    const search = make("input", { type: "search", placeholder: "Search titles, names, notes", "aria-label": "Search", oninput: () => refresh() });
    const more = make("button", { type: "button", onclick: () => extend() }, "Show more");
    const rows = rowsIn(body, () => extend());
    function extend() {
      if (drawnRows >= shown.length) return false;
      const query = search.value.trim().toLowerCase();
      body.append(...shown.slice(drawnRows, drawnRows + STEP).map((at) => indexRow(pages[at], at, query)));
      drawnRows = Math.min(shown.length, drawnRows + STEP);
      after.replaceChildren(...(drawnRows < shown.length ? [more] : []));
      return true;
    }
    function refresh() {
      const query = search.value.trim().toLowerCase();
      const found = (page) => !query || [page.title, page.name, page.error, ...(page.notes || [])].some((value) => value && value.toLowerCase().includes(query));
      shown = pages.map((_, at) => at).filter((at) => found(pages[at]));
      drawnRows = 0;
      body.replaceChildren();
      after.replaceChildren(shown.length ? "" : "No page is like that.");
      extend();
      rows.fresh();
      count.textContent = counted(shown.length, "page");
    }
    body.addEventListener("click", (event) => {
      const row = event.target.closest("tr.row");
      if (row && !event.target.closest("a") && getSelection().isCollapsed) row.toggle();
    });
    body.addEventListener("focusin", (event) => rows.took(event.target.closest("tr.row")));
    const head = make("tr", { role: "row" },
      ...["Confidence", "Page", "Decided by", "Blocks kept", "Words kept"].map((label) => make("th", { role: "columnheader", scope: "col" }, label)));
    main.append(make("div.tools", {}, search, count),
      make("table.rows.index", { role: "table", "aria-label": "Pages" }, make("thead", { role: "rowgroup" }, head), body), after);
    refresh();
    view = { rows, search, open: (row) => row.toggle() };
  }

  function show() {
    const at = pages.length === 1 ? 0 : Number.parseInt(location.hash.slice(1), 10) - 1;
    const bar = byId("pages");
    bar.replaceChildren();
    scrollTo({ top: 0, behavior: "instant" });
    if (!pages[at]) return showIndex();
    if (pages.length > 1) {
      const link = (to, label, title) => make("button", { type: "button", "aria-label": title, title, onclick: () => { location.hash = to; } }, label);
      bar.append(link("", "All pages", "All pages (u)"));
      if (at > 0) bar.append(link(at, "‹", "Previous page ([)"));
      bar.append(`${at + 1} of ${pages.length}`);
      if (at < pages.length - 1) bar.append(link(at + 2, "›", "Next page (])"));
    }
    return showPage(at);
  }

  function dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function setTheme(theme) {
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
    byId("theme").setAttribute("aria-pressed", String(dark()));
  }
  function toggleTheme() {
    setTheme(dark() ? "light" : "dark");
    try { localStorage.setItem("boilerstrip-theme", document.documentElement.dataset.theme); } catch { /* not here */ }
  }

  function turn(by) {
    const to = (view.at ?? -1) + by;
    if (view.at !== undefined && pages.length > 1 && pages[to]) location.hash = String(to + 1);
  }

  const KEYS = {
    j: () => view.rows?.step(1), k: () => view.rows?.step(-1),
    ArrowDown: () => view.rows?.step(1), ArrowUp: () => view.rows?.step(-1),
    Home: () => view.rows?.first(), End: () => view.rows?.last(),
    n: () => view.disputed?.(1), p: () => view.disputed?.(-1),
    1: () => view.filter?.(0), 2: () => view.filter?.(1), 3: () => view.filter?.(2), 4: () => view.filter?.(3),
    "/": () => view.search?.focus(),
    "[": () => turn(-1), "]": () => turn(1), u: () => { if (pages.length > 1) location.hash = ""; },
    t: toggleTheme, "?": () => byId("keys").showModal(),
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || byId("keys").open) return;
    if (event.target === view.search) {
      if (event.key === "Escape") { view.search.value = ""; view.search.dispatchEvent(new Event("input")); view.search.blur(); }
      else if (event.key === "Enter" || event.key === "ArrowDown") view.rows.first();
      else return;
    } else if (event.key === "Enter" && event.target.matches("tr.row")) view.open(event.target);
    else if (Object.hasOwn(KEYS, event.key) && !event.target.matches("input, textarea, select")) KEYS[event.key]();
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", show);
  byId("theme").addEventListener("click", toggleTheme);
  byId("help").addEventListener("click", () => byId("keys").showModal());
  let remembered = null;
  try { remembered = localStorage.getItem("boilerstrip-theme"); } catch { /* not here */ }
  setTheme(remembered);
  show();
})();
