"use strict";
(() => {
  const survey = JSON.parse(document.getElementById("data-survey").textContent);
  const byId = (id) => document.getElementById(id);
  const choices = new Map(); // number of a place to "keep" or "drop"
  const STEP = 100; // places drawn at once; the rest on request
  let shown = STEP;

  const share = (value) => `${Math.round(100 * value)} %`;
  const kind = (place) =>
    place.kept === 0 ? "dropped" : place.kept === place.pages ? "kept" : "mixed";

  // The choice that holds for a place: its own, that of the innermost place around it, or that of a place
  // whose selector selects this one as well.
  function decided(number) {
    if (choices.has(number)) return choices.get(number);
    let best = null;
    let other = null;
    for (const [chosen, choice] of choices) {
      const place = survey.places[chosen];
      if (place.inside.includes(number)) {
        if (best === null || place.path.length > best.place.path.length) best = { place, choice };
      } else if (place.also.includes(number) && other !== "keep") other = choice;
    }
    return best === null ? other : best.choice;
  }

  function wanted(place, number) {
    const query = byId("search").value.trim().toLowerCase();
    const template = byId("template").value;
    const show = byId("show").value;
    if (template !== "" && !place.templates.includes(Number(template))) return false;
    if (show === "chosen" ? !choices.has(number) : show !== "all" && kind(place) !== show) return false;
    return !query || `${place.path}\n${place.samples.join("\n")}`.toLowerCase().includes(query);
  }

  function choose(number, choice) {
    if (choices.get(number) === choice) choices.delete(number);
    else choices.set(number, choice);
    draw();
  }

  function drawPlace(place, number) {
    const choice = decided(number);
    const button = (name, label) =>
      make("button", {
        type: "button",
        "aria-pressed": String(choices.get(number) === name),
        "aria-label": `${label} ${place.path}`,
        disabled: place.selector ? null : "",
        onclick: () => choose(number, name),
      }, label);
    const often = kind(place) === "mixed"
      ? make("span.mixed", {}, `kept on ${place.kept} of ${counted(place.pages, "page")}`)
      : make("span", {}, `${kind(place)} on ${counted(place.pages, "page")}`);
    return make(choice ? `li.place.${choice}` : "li.place", { "data-number": String(number) },
      make("p.path", {}, place.path),
      make("p.figures", {},
        often,
        make("span", {}, `probability ${place.probability.toFixed(2)}`),
        make("span", {}, `${place.words} words a page`),
        make("span", {}, `same text on ${share(place.same_text / place.pages)}`),
        ...place.reasons.map(([reason, count]) => make("span", {}, `${reason} (${count})`)),
      ),
      ...place.samples.map((sample) => make("blockquote", {}, sample)),
      make("div.choice", {},
        button("keep", "Keep"), button("drop", "Drop"),
        place.selector ? make("code", {}, place.selector) : make("span", {}, "no selector tells this place"),
        place.selects_as_well.length
          ? make("span.warning", {}, `also selects ${place.selects_as_well.join(", ")}`) : null,
      ),
    );
  }

  // What the choices change: the places on which pages come out in another way than now, and those pages.
  function effect() {
    const pages = new Map();
    let keeps = 0;
    let drops = 0;
    survey.places.forEach((place, number) => {
      const choice = decided(number);
      if (!choice) return;
      const names = choice === "keep" ? place.dropped_on : place.kept_on;
      const count = choice === "keep" ? place.pages - place.kept : place.kept;
      if (choice === "keep") keeps += count;
      else drops += count;
      for (const name of names) {
        if (!pages.has(name)) pages.set(name, []);
        pages.get(name).push(`${choice} ${place.path.split(" > ").pop()}`);
      }
    });
    return { keeps, drops, pages };
  }

  const quoted = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007F");

  function toml() {
    const lines = [];
    if (survey.host) lines.push("[[site]]", `host = ${quoted(survey.host)}`);
    for (const name of ["keep", "drop"]) {
      const selectors = [...choices].filter(([, choice]) => choice === name)
        .map(([number]) => survey.places[number].selector);
      if (selectors.length) lines.push(`${name} = [${selectors.map(quoted).join(", ")}]`);
    }
    return `${lines.join("\n")}\n`;
  }

  let saved = null;
  function drawRules() {
    byId("rules").hidden = choices.size === 0;
    if (!choices.size) return;
    const { keeps, drops, pages } = effect();
    byId("effect").textContent =
      `Kept instead of dropped ${counted(keeps, "time")}, dropped instead of kept ${counted(drops, "time")}. ` +
      `Pages that change, as far as the survey names them: ${pages.size}.`;
    byId("changes").replaceChildren(...[...pages].slice(0, 40).map(([name, what]) =>
      make("li", {}, `${name}: ${[...new Set(what)].join(", ")}`)));
    const text = toml();
    byId("toml").textContent = text;
    if (saved) URL.revokeObjectURL(saved);
    saved = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    byId("save").href = saved;
  }

  function draw() {
    const some = survey.places.map((place, number) => [place, number]).filter(([p, n]) => wanted(p, n));
    const items = some.slice(0, shown).map(([place, number]) => drawPlace(place, number));
    if (some.length > shown) {
      items.push(make("li", {}, make("button", {
        type: "button",
        onclick: () => { shown += STEP; draw(); },
      }, `${some.length - shown} more`)));
    }
    byId("places").replaceChildren(...items);
    drawRules();
  }

  const notes = [counted(survey.pages, "page"), counted(survey.places_found, "place")];
  notes.push(counted(survey.templates.length, "template"));
  for (const [why, count] of Object.entries(survey.repeated)) notes.push(`${count} left out: ${why}`);
  if (survey.failures) notes.push(`${survey.failures} could not be read`);
  if (survey.places_left_out) notes.push(`${survey.places_left_out} boxes of further places not counted`);
  byId("about").replaceChildren(...notes.map((note) => make("span", {}, note)));
  byId("template").append(make("option", { value: "" }, "all"),
    ...survey.templates.map(({ number, pages }, at) =>
      make("option", { value: String(number) }, `${at + 1} (${counted(pages, "page")})`)));
  for (const id of ["search", "template", "show"]) byId(id).addEventListener("input", draw);
  byId("clear").addEventListener("click", () => { choices.clear(); draw(); });
  draw();
})();
