// The page: tabs, charts drawn when they are looked at, and the sentences behind what is clicked.
// Words of documents are only ever put in as text, never as markup.
(() => {
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const $ = (name) => document.getElementById(name);
const MOST = { bars: 60, series: 10, matrix: 120 }; // marks that stay readable
const cells = new Map(data.cells.map((cell) => [cell.key, cell]));
const levels = new Set(data.regions.map((region) => region.level));
const regions = new Map(data.regions.map((region) => [region.adcode, region]));

function element(name, text = "", kind = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

// --- evidence ---

function told(id) {
  const fact = data.facts[id], [sentence, start, end] = fact.at, text = [...data.sentences[sentence]];
  const box = element("div", "", "fact"), quote = element("blockquote");
  quote.append(text.slice(0, start).join(""), element("mark", text.slice(start, end).join("")), text.slice(end).join(""));
  const where = element("p", [fact.doc, fact.place].filter(Boolean).join("，"));
  const what = [fact.figure, fact.qualifier, fact.status, fact.time, fact.dims, fact.region].filter(Boolean).join(" · ");
  const about = element("p", `${fact.title ? `《${fact.title}》 ` : ""}`), line = element("p", "原文「");
  line.append(element("code", fact.quote), "」 编号 ", element("code", id));
  box.append(quote, where, about, element("p", what), line);
  return box;
}

function open(key) {
  const shown = data.behind[key];
  if (!shown) return;
  const [adcode, code, year] = key.split("|"), [first, others, count] = shown;
  const label = [...data.indicators, ...data.columns].find((column) => column.code === code)?.label ?? code;
  const point = cells.get(key) ?? data.years.find((row) => row.key === key);
  const panel = $("evidence");
  panel.replaceChildren(
    element("h2", `${(regions.get(adcode)?.name ?? point.name)} · ${label}${year ? ` · ${year}年` : ""}`),
    element("p", point.text, "figure"), ...(point.note ? [element("p", point.note)] : []), told(first));
  if (others.length) panel.append(element("h3", `同一格的其他数（${count} 处${count > others.length ? `，列 ${others.length} 处` : ""}）`), ...others.map(told));
  panel.scrollTop = 0;
  document.querySelectorAll(".cell.open").forEach((cell) => cell.classList.remove("open"));
  document.querySelector(`.cell[data-key="${CSS.escape(key)}"]`)?.classList.add("open");
}

function below(tile, column) {
  const rows = data.cells.filter((cell) => cell.column === column.code && cell.adcode.slice(0, 2) === tile.adcode.slice(0, 2)
    && cell.adcode !== tile.adcode);
  const panel = $("evidence");
  panel.replaceChildren(element("h2", `${tile.short} · ${column.label}`),
    element("p", rows.length ? "省级没有数；下级有数的：" : "本省没有数。", "hint"));
  for (const row of rows) {
    const button = element("button", `${row.name}　${row.text}`, "cell");
    button.style.textAlign = "left";
    button.onclick = () => open(row.key);
    panel.append(button);
  }
}

// --- charts ---

const chosen = () => (current() === "series" ? data.indicators : data.columns)[$("column").selectedIndex] ?? data.columns[0];
const current = () => document.querySelector('[role="tab"][aria-selected="true"]').getAttribute("aria-controls");
// Of all levels together the country would dwarf everything else.
const drawable = (row) => wanted(row) && row.x1 !== null && (row.level !== "country" || $("level").value === "country" || levels.size === 1);
const wanted = (row) => (!$("level").value || row.level === $("level").value) && row.name.includes($("filter").value.trim());

// The end of the scale that leaves each bar room for its words.
function room(rows) {
  const plot = $("bars").clientWidth - 60 - Math.max(0, ...rows.map((row) => Math.min(wide(row.name), 240)));
  return Math.max(1e-9, ...rows.map((row) => row.x1 / Math.max(0.2, 1 - wide(row.text) / plot)));
}

// About how many pixels a text takes.
function wide(text) {
  return [...text].reduce((sum, c) => sum + (c > "\u2000" ? 13 : 8), 12);
}

const draw = {
  bars(column) {
    const rows = data.cells.filter((cell) => cell.column === column.code && wanted(cell));
    const drawn = rows.filter(drawable).sort((a, b) => b.x1 - a.x1);
    const masked = rows.filter((row) => row.x1 === null).length, notes = ["空心条只是分项。"];
    if (masked) notes.push(`${masked} 个地区的数已隐去，没有画。`);
    if (rows.length > drawn.length + masked) notes.push("没有画全国（层级选“全国”可看）。");
    if (drawn.length > MOST.bars) notes.push(`共 ${drawn.length} 个地区，只画最大的 ${MOST.bars} 个；可选层级或输入地区名。`);
    const shown = drawn.slice(0, MOST.bars);
    return { heading: column.heading, rows: shown, notes, params: { most: room(shown) } };
  },
  series(column) {
    const rows = data.years.filter((row) => row.column === column.code && row.x0 === 0 && drawable(row));
    const lines = Map.groupBy ? Map.groupBy(rows, (row) => row.name) : grouped(rows);
    const order = [...lines].sort(([, a], [, b]) => b.length - a.length || b.at(-1).x1 - a.at(-1).x1).slice(0, MOST.series);
    const notes = ["空心点只是分项。隐去的数和区间没有画。"];
    if (lines.size > order.length) notes.push(`共 ${lines.size} 个地区，只画年份最多的 ${order.length} 个；可选层级或输入地区名。`);
    return { heading: column.heading, rows: order.flatMap(([, points]) => points), notes };
  },
  tiles(column) {
    const most = Math.max(...data.tiles.map((tile) => cells.get(`${tile.adcode}|${column.code}`)?.x1 ?? 0), 0);
    const rows = data.tiles.map((tile) => {
      const cell = cells.get(`${tile.adcode}|${column.code}`), count = tile.below[column.code] ?? 0;
      return { ...tile, key: cell?.key ?? "", text: cell?.text ?? "省级没有数", brief: cell ? cell.text.replace(/（.*）/, "") : "",
        share: cell && cell.x1 !== null && most ? Math.max(cell.x1, 0) / most : -1, parts: count ? `下级 ${count} 地` : "" };
    });
    return { heading: column.heading, rows, notes: ["颜色愈深数愈大。只画各省自己的数；“下级 n 地”是有数的市州和县，点开可看。"] };
  },
  matrix() {
    const rows = data.regions.filter(wanted), shown = rows.slice(0, MOST.matrix), notes = [];
    if (rows.length > shown.length) notes.push(`共 ${rows.length} 个地区，只列前 ${shown.length} 个；可选层级或输入地区名。`);
    // All columns side by side as long as their headings stay apart.
    const room = $("matrix").clientWidth - 90 - Math.max(0, ...shown.map((region) => Math.min(wide(region.name), 240)));
    const step = Math.max(15, Math.min(38, room / Math.max(1, data.columns.length)));
    return { heading: "谁报告了什么", notes, step, rows: shown.flatMap((region) => data.columns.map((column) => {
      const cell = cells.get(`${region.adcode}|${column.code}`);
      return { name: region.name, label: column.label, state: cell?.state ?? "未报告", text: cell?.text ?? "", key: cell?.key ?? "" };
    })) };
  },
};

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.name, [...(groups.get(row.name) ?? []), row]);
  return groups;
}

async function redraw() {
  const name = current();
  for (const label of document.querySelectorAll("[data-for]")) label.hidden = !label.dataset.for.split(" ").includes(name);
  for (const row of $("table").querySelectorAll("tbody tr")) row.hidden = !wanted(row.dataset);
  if (!draw[name]) return;
  const section = $(name), column = chosen(), chart = section.querySelector(".chart");
  const { heading, rows, notes, params = {}, step } = column ? draw[name](column) : { heading: "", rows: [], notes: [] };
  section.querySelector("h2").textContent = heading;
  section.querySelector(".note").textContent = notes.join("");
  chart.replaceChildren();
  if (!rows.length) return chart.append(element("p", "没有可画的数。", "hint"));
  const spec = structuredClone(data.charts[name]);
  spec.datasets = { cells: rows };
  if (step) spec.width = { step };
  if (step < 24) spec.encoding.x.axis.labelAngle = -90; // slanted headings would run into each other
  for (const param of spec.params ?? []) if (param.name in params) param.value = params[param.name];
  const { view } = await vegaEmbed(chart, spec, {
    renderer: "svg", ast: true, mode: "vega-lite", actions: { export: true, source: false, compiled: false, editor: false },
    i18n: { CLICK_TO_VIEW_ACTIONS: "存为图片", SVG_ACTION: "存为 SVG", PNG_ACTION: "存为 PNG" }, downloadFileName: name });
  view.addEventListener("click", (_, item) => {
    const row = item?.datum;
    if (row?.key) open(row.key);
    else if (row && name === "tiles" && row.short) below(row, column);
  });
}

// --- controls ---

function show(name) {
  for (const tab of document.querySelectorAll('[role="tab"]')) {
    const on = tab.getAttribute("aria-controls") === name;
    tab.setAttribute("aria-selected", on);
    $(tab.getAttribute("aria-controls")).hidden = !on;
  }
  document.querySelector("main").scrollTo(0, 0);
  const kept = $("column").value, columns = name === "series" ? data.indicators : data.columns;
  $("column").replaceChildren(...columns.map((column) => new Option(column.label, column.code)));
  if (columns.some((column) => column.code === kept)) $("column").value = kept;
  return redraw();
}

for (const [code, label] of Object.entries(data.levels)) if (levels.has(code)) $("level").append(new Option(label, code));
for (const tab of document.querySelectorAll('[role="tab"]')) tab.onclick = () => show(tab.getAttribute("aria-controls"));
for (const control of ["column", "level"]) $(control).onchange = redraw;
$("filter").oninput = redraw;
$("table").onclick = (event) => { const cell = event.target.closest(".cell"); if (cell) open(cell.dataset.key); };
show("table");
})();
