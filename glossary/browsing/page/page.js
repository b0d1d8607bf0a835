"use strict";
// The page of a glossary. Text from documents reaches the page through textContent and attributes only, never as markup.

const PAGE_SIZE = 50;
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

// ---------------------------------------------------------------- the data

async function unpacked() {
  const packed = Uint8Array.from(atob(byId("data").textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

// What turns the direction of writing or is no character to show becomes U+FFFD, as on the terminal.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const inert = (text) => text.replace(UNSEEN, (mark) => (/[\t\n\r]/.test(mark) ? " " : "\ufffd"));
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function searchable(entry) {
  const syllables = entry.terms.flatMap((term) => (term.reading ? [plain(term.reading).split(" ")] : []));
  const texts = entry.terms.map((term) => term.text.toLowerCase());
  const members = entry.links.flatMap((link) => link.members.map((member) => member.toLowerCase()));
  entry.haystack = [...texts, ...members].join("\n");
  entry.pinyin = syllables.map((each) => `${each.join("")}\n${each.map((one) => one[0]).join("")}`).join("\n");
}

function entryOf(record, rank, data) {
  const [identifier, score, status, subject, definition, note, terms, links, naming, readingRank] = record;
  const entry = { identifier, score, status, subject, definition, note, rank, readingRank };
  entry.terms = terms.map((term) => termOf(term, data));
  entry.term = entry.terms[0];
  entry.links = links.map((index) => data.links[index]);
  entry.naming = naming.map((index) => data.links[index]);
  entry.translations = entry.terms.filter((term) => term.language.split("-")[0] !== data.language.split("-")[0]);
  entry.documents = new Set(entry.terms.flatMap((term) => term.contexts.map((context) => context.document)));
  searchable(entry);
  return entry;
}

function termOf(record, data) {
  const [text, language, type, kind, usage, reading, speech, frequency, documents, evidence, contexts, source, note, expansion, bins] = record;
  return {
    text, language, type, kind, usage, reading, speech, frequency, documents, source, note, expansion, bins,
    evidence: evidence.map(([name, value, unit, weight]) => ({ name: data.names[name], value, unit: data.names[unit], weight })),
    contexts: contexts.map(([document, place, start, length, sentence]) => ({ document, place, start, length, text: data.sentences[sentence] })),
  };
}

function linkOf(record) {
  const [surface, kind, relation, members, slots, pattern, confidence, outside, place, text, described] = record;
  return { surface, kind, relation, members, slots, pattern, confidence, outside, place, text, described };
}

// ---------------------------------------------------------------- elements

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "scope") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function drawn(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function marked(context) {
  const characters = context.text;
  const before = characters.slice(0, context.start);
  const surface = characters.slice(context.start, context.start + context.length);
  const after = characters.slice(context.start + context.length);
  return [inert(before), element("mark", {}, inert(surface)), inert(after)];
}

// ---------------------------------------------------------------- the page

class Page {
  constructor(data) {
    data.links = data.links.map(linkOf);
    this.data = data;
    this.entries = data.entries.map((record, index) => entryOf(record, index + 1, data));
    this.byText = new Map();
    for (const entry of this.entries) {
      for (const term of entry.terms) if (!this.byText.has(term.text)) this.byText.set(term.text, entry);
    }
    this.language = data.interface;
    this.sort = { key: "rank", descending: false };
    this.start = 0;
    this.open = null;
    this.view = this.entries;
  }

  word(key, values = {}) {
    const text = this.data.words[this.language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  label(value) {
    return this.data.labels[this.language][value] ?? value;
  }

  begin() {
    byId("search").addEventListener("input", () => this.update());
    for (const id of ["kind", "status", "document"]) byId(id).addEventListener("change", () => this.update());
    byId("sort").addEventListener("change", () => this.order(byId("sort").value));
    byId("controls").addEventListener("submit", (event) => event.preventDefault());
    byId("controls").addEventListener("reset", () => setTimeout(() => { this.sort = { key: "rank", descending: false }; this.update(); }));
    byId("previous").addEventListener("click", () => this.turn(-1));
    byId("next").addEventListener("click", () => this.turn(1));
    byId("copy").addEventListener("click", () => this.copy());
    byId("download").addEventListener("click", () => this.download());
    byId("language").addEventListener("click", () => this.speak(this.language === "en" ? "zh_CN" : "en"));
    byId("theme").addEventListener("click", () => this.shade(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
    byId("rows").addEventListener("click", (event) => this.clicked(event));
    byId("overview").addEventListener("toggle", () => this.drawOverview());
    document.querySelectorAll("thead button").forEach((button) => button.addEventListener("click", () => this.order(button.dataset.sort)));
    document.addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("beforeprint", () => this.fill(this.view));
    addEventListener("afterprint", () => this.show());
    this.speak(this.language);
    const wanted = new URLSearchParams(location.hash.slice(1)).get("term");
    if (wanted && this.byText.has(wanted)) this.reveal(this.byText.get(wanted));
  }

  // ------------------------------------------------------------ language and theme

  speak(language) {
    this.language = language;
    document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    document.querySelectorAll("[data-word]").forEach((part) => { part.textContent = this.word(part.dataset.word); });
    document.querySelectorAll("[data-label]").forEach((part) => part.setAttribute("aria-label", this.word(part.dataset.label)));
    byId("language").textContent = language === "en" ? "中文" : "English";
    byId("language").lang = language === "en" ? "zh-CN" : "en";
    byId("search").placeholder = this.word("search_hint");
    byId("theme").textContent = this.word(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    byId("about").textContent = this.word("about", { entries: this.entries.length, documents: this.data.documents.length });
    this.fillChoices();
    this.update(this.start);
    if (this.open) this.explain(this.open);
    this.drawOverview();
  }

  shade(theme) {
    document.documentElement.dataset.theme = theme;
    byId("theme").textContent = this.word(theme === "dark" ? "light" : "dark");
    try { localStorage.setItem("glossary-theme", theme); } catch { /* a page opened from a file may have no store */ }
  }

  fillChoices() {
    const kinds = new Set(this.entries.flatMap((entry) => [...entry.terms.map((term) => term.type), ...entry.links.map((link) => link.kind)]));
    const statuses = new Set(this.entries.map((entry) => entry.status));
    this.choices("kind", [...kinds].filter(Boolean).sort().map((kind) => [kind, this.label(kind)]));
    this.choices("status", [...statuses].sort().map((status) => [status, this.label(status)]));
    this.choices("document", this.data.documents.map((path, index) => [String(index), inert(path)]));
    const orders = ["rank", "reading", "stroke", "term", "frequency", "documents", "length"];
    const select = byId("sort");
    select.replaceChildren(...orders.map((key) => new Option(this.word(`sort_${key}`), key)));
    select.value = this.sort.key;
  }

  choices(id, pairs) {
    const select = byId(id);
    const before = select.value;
    select.replaceChildren(new Option(this.word("all"), ""), ...pairs.map(([value, text]) => new Option(text, value)));
    select.value = before;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  // ------------------------------------------------------------ what is shown

  matching() {
    const wanted = byId("search").value.trim().toLowerCase();
    const latin = plain(wanted).replace(/\s+/g, "");
    const isLatin = /^[a-z]+$/.test(latin);
    const kind = byId("kind").value;
    const status = byId("status").value;
    const within = byId("document").value;
    return this.entries.filter((entry) =>
      (!wanted || entry.haystack.includes(wanted) || (isLatin && entry.pinyin.includes(latin)))
      && (!kind || entry.terms.some((term) => term.type === kind) || entry.links.some((link) => link.kind === kind))
      && (!status || entry.status === status)
      && (!within || entry.documents.has(Number(within))));
  }

  sorted(entries) {
    const collator = (this.collators ??= {
      pinyin: new Intl.Collator("zh-Hans-u-co-pinyin"),
      stroke: new Intl.Collator("zh-Hans-u-co-stroke"),
    });
    const orders = {
      rank: (one, other) => one.rank - other.rank,
      reading: (one, other) => one.readingRank - other.readingRank,
      term: (one, other) => collator.pinyin.compare(one.term.text, other.term.text),
      stroke: (one, other) => collator.stroke.compare(one.term.text, other.term.text),
      frequency: (one, other) => other.term.frequency - one.term.frequency,
      documents: (one, other) => other.term.documents - one.term.documents,
      length: (one, other) => other.term.text.length - one.term.text.length,
    };
    const compare = orders[this.sort.key];
    const sign = this.sort.descending ? -1 : 1;
    return [...entries].sort((one, other) => sign * compare(one, other) || one.rank - other.rank);
  }

  order(key) {
    this.sort = { key, descending: this.sort.key === key && byId("sort").value === key ? !this.sort.descending : false };
    byId("sort").value = key;
    this.update();
  }

  update(start = 0) {
    const found = this.matching();
    this.view = this.sort.key === "rank" && !this.sort.descending ? found : this.sorted(found);
    this.start = start < this.view.length ? start : 0;
    byId("count").textContent = this.word("count", { shown: this.view.length, entries: this.entries.length });
    document.querySelectorAll("thead th").forEach((heading) => {
      const key = heading.querySelector("button")?.dataset.sort;
      if (!key) return;
      const isNumber = ["frequency", "documents"].includes(key);
      if (key === this.sort.key) heading.setAttribute("aria-sort", this.sort.descending !== isNumber ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    });
    this.show();
  }

  show() {
    const end = Math.min(this.start + PAGE_SIZE, this.view.length);
    this.fill(this.view.slice(this.start, end));
    byId("shown").textContent = this.view.length ? this.word("range", { start: this.start + 1, end, entries: this.view.length }) : this.word("nothing");
    byId("previous").disabled = this.start === 0;
    byId("next").disabled = end === this.view.length;
  }

  fill(entries) {
    byId("rows").replaceChildren(...entries.map((entry) => this.row(entry)));
  }

  row(entry) {
    const term = entry.term;
    const context = term.contexts[0];
    const cell = (name, ...content) => element("td", { className: name }, ...content);
    const row = element("tr", {},
      cell("number rank", String(entry.rank)),
      element("th", { scope: "row" }, element("button", { type: "button", lang: term.language }, inert(term.text))),
      cell("reading", inert(term.reading ?? "")),
      cell("kind", this.label(term.kind ?? "")),
      cell("expansion", inert(term.expansion)),
      cell("translation", inert(entry.translations.map((each) => each.text).join(" | "))),
      cell("number frequency", String(term.frequency)),
      cell("number documents", String(term.documents)),
      cell("number score", entry.score === null ? "" : entry.score.toFixed(2)),
      cell("context", ...(context ? marked(context) : [])));
    row.entry = entry;
    if (entry === this.open) row.setAttribute("aria-current", "true");
    return row;
  }

  turn(pages) {
    const start = this.start + pages * PAGE_SIZE;
    if (start < 0 || start >= this.view.length) return;
    this.start = start;
    this.show();
    byId("list").scrollIntoView({ block: "start" });
  }

  // ------------------------------------------------------------ one entry

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    this.explain(button.closest("tr").entry);
    byId("detail").focus({ preventScroll: true });
  }

  reveal(entry) {
    let index = this.view.indexOf(entry);
    if (index < 0) {
      byId("controls").reset();
      this.update();
      index = this.view.indexOf(entry);
    }
    this.start = Math.floor(index / PAGE_SIZE) * PAGE_SIZE;
    this.explain(entry);
    this.show();
    byId("detail").focus({ preventScroll: true });
  }

  close() {
    const entry = this.open;
    this.open = null;
    byId("detail").hidden = true;
    byId("detail").parentElement.className = "";
    this.show();
    [...byId("rows").rows].find((row) => row.entry === entry)?.querySelector("button").focus();
  }

  explain(entry) {
    this.open = entry;
    for (const row of byId("rows").rows) {
      if (row.entry === entry) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const term = entry.term;
    const close = element("button", { type: "button", className: "close" }, this.word("close"));
    close.addEventListener("click", () => this.close());
    const facts = [term.reading, this.label(term.kind ?? ""), this.label(entry.status), this.label(term.usage ?? ""), entry.identifier];
    const notes = [["subject", entry.subject], ["definition", entry.definition], ["note", entry.note], ["source", term.source], ["term_note", term.note]];
    const detail = byId("detail");
    detail.replaceChildren(
      close,
      element("h2", { id: "detail-term", lang: term.language }, inert(term.text)),
      element("p", { className: "soft" }, inert(facts.filter(Boolean).join(" · "))),
      ...notes.filter(([, text]) => text).map(([key, text]) => element("p", {}, `${this.word(key)}: ${inert(text)}`)),
      ...this.section("stands_for", this.links(entry.links)),
      ...(entry.links.length ? [this.graph(entry)] : []),
      ...this.section("named_by", this.links(entry.naming)),
      ...this.section("other_terms", entry.terms.slice(1).map((other) => this.other(other))),
      ...this.section("contexts", entry.terms.flatMap((each) => each.contexts).map((context) => this.context(context))),
      ...this.dispersion(term),
      ...this.evidence(entry),
    );
    detail.hidden = false;
    detail.parentElement.className = "open";
  }

  section(key, lines) {
    return lines.length ? [element("h3", {}, this.word(key)), element("ul", {}, ...lines)] : [];
  }

  // What several documents say in the same way is one line, with the first of the places.
  links(links) {
    const groups = new Map();
    for (const link of links) {
      const key = `${link.surface}\n${link.described}\n${link.outside}`;
      groups.set(key, [...(groups.get(key) ?? []), link]);
    }
    return [...groups.values()].map((group) => this.link(group[0], group.length - 1));
  }

  link(link, others) {
    const members = link.members.flatMap((member, index) => [index ? "、" : null, this.member(member)]);
    const sure = this.word("confidence", { value: link.confidence.toFixed(2) });
    const more = others ? ` ${this.word("others", { count: others })}` : "";
    const place = link.outside ? this.word("outside", { source: link.outside }) : link.place + more;
    const facts = [this.label(link.kind), this.label(link.relation), this.label(link.pattern), sure, place];
    return element("li", {},
      element("strong", {}, inert(link.surface)), " → ", ...(link.slots ? [inert(link.described)] : members),
      element("div", { className: "soft" }, inert(facts.filter(Boolean).join(" · "))),
      link.text ? element("div", {}, inert(link.text)) : null);
  }

  member(text) {
    const entry = this.byText.get(text);
    if (!entry || entry === this.open) return inert(text);
    const button = element("button", { type: "button" }, inert(text));
    button.addEventListener("click", () => this.reveal(entry));
    return button;
  }

  other(term) {
    const facts = [term.language, this.label(term.type ?? ""), this.label(term.usage ?? ""), term.source, term.note];
    return element("li", {}, element("strong", { lang: term.language }, inert(term.text)),
      element("span", { className: "soft" }, ` ${inert(facts.filter(Boolean).join(" · "))}`));
  }

  context(context) {
    const path = this.data.documents[context.document] ?? "";
    return element("li", {}, ...marked(context), element("div", { className: "soft" }, inert(`${path}:${context.place}`)));
  }

  evidence(entry) {
    const term = entry.term;
    if (!term.evidence.length) return [];
    const most = Math.max(...term.evidence.map((each) => Math.abs(each.value * each.weight)), 0.001);
    const body = element("tbody", {});
    let sum = 0;
    for (const each of term.evidence) {
      const adds = each.value * each.weight;
      sum += adds;
      const width = (Math.abs(adds) / most) * 100;
      body.append(element("tr", {},
        element("th", { scope: "row" }, inert(this.label(each.name))),
        element("td", { className: "number" }, inert(`${Number(each.value.toPrecision(4))} ${this.label(each.unit)}`)),
        element("td", { className: "number" }, each.weight ? `${adds < 0 ? "−" : "+"}${Math.abs(adds).toFixed(3)}` : ""),
        element("td", {}, each.weight
          ? drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
            drawn("rect", { class: adds < 0 ? "minus" : "bar", width: width.toFixed(1), height: 10 }))
          : null)));
    }
    const headings = ["measure", "value", "adds"].map((key, index) => element("th", { scope: "col", className: index ? "number" : "" }, this.word(key)));
    const total = this.word("sum", { sum: sum.toFixed(3), score: entry.score === null ? "–" : entry.score.toFixed(3) });
    return [
      element("h3", {}, this.word("evidence")),
      element("table", { className: "evidence" },
        element("thead", {}, element("tr", {}, ...headings, element("td", {}))), body),
      element("p", { className: "soft" }, total),
    ];
  }

  dispersion(term) {
    const bins = this.data.overview.bins;
    if (!bins || !term.bins) return [];
    const most = Math.max(...term.bins.map(([, count]) => count));
    const bars = term.bins.map(([bin, count]) => drawn("rect", {
      class: "bar", x: ((bin / bins) * 480).toFixed(1), width: (480 / bins).toFixed(1),
      y: (30 - (count / most) * 30).toFixed(1), height: ((count / most) * 30).toFixed(1),
    }));
    const picture = drawn("svg", { viewBox: "0 0 480 32", role: "img", "aria-label": this.word("dispersion_alt", { bins: term.bins.length, all: bins }) },
      ...bars, drawn("path", { class: "axis", d: "M0 31H480" }));
    return [element("h3", {}, this.word("dispersion")), element("figure", {}, picture)];
  }

  graph(entry) {
    const rows = entry.links.flatMap((link) => link.slots
      ? link.slots.flatMap(([slot, members]) => members.map((member) => [member, slot, link]))
      : link.members.map((member) => [member, "", link]));
    const different = new Map(rows.map((row) => [`${row[1]}\n${row[0]}`, row]));
    const shown = [...different.values()].slice(0, 24);
    const height = Math.max(shown.length, 1) * 30 + 6;
    const middle = height / 2;
    const width = (text) => [...text].reduce((sum, mark) => sum + (mark.codePointAt(0) > 0x2e7f ? 13 : 7.5), 16);
    const surface = inert(entry.links[0].surface);
    const left = Math.min(width(surface), 200);
    const parts = [drawn("rect", { class: "box", x: 1, y: middle - 13, width: left, height: 26, rx: 4 }),
      drawn("text", { x: 9, y: middle + 5 }, surface)];
    shown.forEach(([member, slot, link], index) => {
      const y = index * 30 + 16;
      const bend = `M${left + 1} ${middle}C${left + 45} ${middle} ${left + 45} ${y} ${left + 90} ${y}`;
      parts.unshift(drawn("path", { class: link.outside ? "edge outside" : "edge", d: bend }));
      if (slot) parts.push(drawn("text", { class: "soft", x: left + 62, y: y - 4 }, inert(slot)));
      parts.push(drawn("rect", { class: "box", x: left + 90, y: y - 13, width: width(member), height: 26, rx: 4 }),
        drawn("text", { x: left + 98, y: y + 5 }, inert(member)));
    });
    const breadth = left + 100 + Math.max(...shown.map(([member]) => width(member)), 0);
    return element("div", { className: "graph" },
      drawn("svg", { viewBox: `0 0 ${breadth} ${height}`, width: breadth, height, "aria-hidden": "true" }, ...parts));
  }

  // ------------------------------------------------------------ charts

  drawOverview() {
    if (!byId("overview").open) return;
    const { scores, growth, together } = this.data.overview;
    byId("charts").replaceChildren(
      ...(scores ? [this.figure("scores", this.histogram(...scores))] : []),
      ...(growth ? [this.figure("growth", this.curve(growth))] : []),
      ...(together ? [this.figure("together", this.circle(together))] : []),
    );
  }

  figure(key, picture) {
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", this.word(`${key}_alt`));
    return element("figure", {}, element("figcaption", {}, this.word(key)), picture);
  }

  histogram(least, greatest, counts) {
    const edge = (index) => (least + ((greatest - least) * index) / counts.length).toFixed(2);
    const most = Math.max(...counts, 1);
    const width = 400 / counts.length;
    const bars = counts.map((count, index) => drawn("rect", {
      class: "bar", x: 40 + index * width, width: width - 1, y: 190 - (count / most) * 170, height: (count / most) * 170,
    }, drawn("title", {}, `${edge(index)}–${edge(index + 1)}: ${count}`)));
    return drawn("svg", { viewBox: "0 0 450 220", width: 450, height: 220 }, ...bars, ...this.axes(edge(0), edge(counts.length), String(most)));
  }

  axes(from, to, most) {
    return [drawn("path", { class: "axis", d: "M40 15V190H440" }), drawn("text", { class: "soft", x: 40, y: 208 }, from),
      drawn("text", { class: "soft", x: 440, y: 208, "text-anchor": "end" }, to),
      drawn("text", { class: "soft", x: 36, y: 24, "text-anchor": "end" }, most)];
  }

  curve(points) {
    const [characters, terms] = points[points.length - 1];
    const place = ([x, y]) => `${(40 + (x / Math.max(characters, 1)) * 400).toFixed(1)} ${(190 - (y / Math.max(terms, 1)) * 170).toFixed(1)}`;
    return drawn("svg", { viewBox: "0 0 450 220", width: 450, height: 220 },
      drawn("path", { class: "line", d: `M40 190L${points.map(place).join("L")}` }), ...this.axes("0", String(characters), String(terms)));
  }

  circle({ terms, pairs }) {
    const place = (index, radius) => {
      const angle = (index / terms.length) * 2 * Math.PI - Math.PI / 2;
      return [350 + radius * Math.cos(angle), 350 + radius * Math.sin(angle), angle];
    };
    const strongest = Math.max(...pairs.map(([, , strength]) => strength), 0.001);
    const edges = pairs.map(([one, other, strength]) => {
      const [x1, y1] = place(one, 170);
      const [x2, y2] = place(other, 170);
      return drawn("path", { class: "edge", d: `M${x1.toFixed(1)} ${y1.toFixed(1)}Q350 350 ${x2.toFixed(1)} ${y2.toFixed(1)}`, "stroke-width": (0.5 + 3 * strength / strongest).toFixed(2) });
    });
    const nodes = terms.flatMap((text, index) => {
      const [x, y] = place(index, 170);
      const [tx, ty, angle] = place(index, 178);
      const isLeft = Math.cos(angle) < 0;
      const degrees = (angle * 180) / Math.PI + (isLeft ? 180 : 0);
      const caption = drawn("text", { x: tx.toFixed(1), y: ty.toFixed(1), dy: 4, transform: `rotate(${degrees.toFixed(1)} ${tx.toFixed(1)} ${ty.toFixed(1)})`, "text-anchor": isLeft ? "end" : "start" }, inert(text));
      return [drawn("circle", { class: "node", cx: x.toFixed(1), cy: y.toFixed(1), r: 4 }), caption];
    });
    return drawn("svg", { viewBox: "0 0 700 700", width: 700, height: 700 }, ...edges, ...nodes);
  }

  // ------------------------------------------------------------ taking it along

  tableOf() {
    const rows = [["term", "reading", "type", "expansion", "translation", "frequency", "documents", "score", "status", "context"]];
    for (const entry of this.view) {
      const term = entry.term;
      rows.push([term.text, term.reading ?? "", term.kind ?? "", term.expansion, entry.translations.map((each) => each.text).join(" | "),
        term.frequency, term.documents, entry.score ?? "", entry.status, term.contexts[0]?.text ?? ""].map(String));
    }
    return rows;
  }

  async copy() {
    const text = this.tableOf().map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = element("textarea", { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    byId("count").textContent = this.word("copied", { count: this.view.length });
  }

  download() {
    // A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection").
    const guarded = (cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
    const quoted = (cell) => `"${guarded(cell).replaceAll('"', '""')}"`;
    const text = `\ufeff${this.tableOf().map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    element("a", { href: address, download: "glossary.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  // ------------------------------------------------------------ keys

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape" && this.open) this.close();
    else if (byId("detail").contains(event.target)) return; // its own keys scroll it
    else if (event.key === "/" && !typing) byId("search").focus();
    else if (event.key === "ArrowDown" && event.target.id === "search") this.step(1);
    else if (event.key === "ArrowDown" && !typing) this.step(1);
    else if (event.key === "ArrowUp" && !typing) this.step(-1);
    else if (event.key === "n" && !typing) this.turn(1);
    else if (event.key === "p" && !typing) this.turn(-1);
    else return;
    event.preventDefault();
  }

  step(by) {
    const buttons = [...byId("rows").querySelectorAll("th button")];
    if (!buttons.length) return;
    const index = buttons.indexOf(document.activeElement);
    buttons[Math.min(Math.max(index + by, 0), buttons.length - 1)].focus();
  }
}

function chosenTheme() {
  try {
    const kept = localStorage.getItem("glossary-theme");
    if (kept === "dark" || kept === "light") return kept;
  } catch { /* no store */ }
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

document.documentElement.dataset.theme = chosenTheme();
unpacked().then((data) => new Page(data).begin(), () => { byId("outdated").hidden = false; });
