// Keyboard, selection and drafts of the verifier's page. The server does the rest; every key only presses a
// button or follows a link that is on the page too.
"use strict";

const HIDDEN = ["csrf", "seen", "machine", "next", "queue", "cases"]; // never part of a draft
let busy = false;

const find = (query, from = document) => from.querySelector(query);
const typing = (element) => element.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");

// --- panels ---

function open(name) {
  for (const panel of document.querySelectorAll("form.panel[id]")) toggle(panel, panel.id === name);
  const panel = document.getElementById(name);
  if (name === "edit") take();
  find(name === "edit" ? "input[name=quote]" : "input[type=radio]:checked", panel).focus();
}

function toggle(panel, shown) {
  panel.hidden = !shown;
  find(`[data-open="${panel.id}"]`)?.setAttribute("aria-expanded", String(shown));
}

function close(panel) {
  if (!find("[data-open]")) return; // a page that is nothing but the form
  if (panel.dataset.draft) sessionStorage.removeItem(panel.dataset.draft);
  toggle(panel, false);
  panel.reset();
  find(".record").focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  const closer = event.target.closest("[data-close]");
  if (opener) open(opener.dataset.open);
  if (closer) close(closer.form);
});

// --- keyboard ---

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const panel = event.target.closest?.("form.panel");
  if (event.key === "Escape" && panel) return close(panel);
  if (panel && event.target.type === "radio") {
    const choice = find(`[data-digit="${event.key}"]`, panel);
    if (choice) { choice.checked = true; choice.focus(); event.preventDefault(); }
    return;
  }
  if (panel || typing(event.target) || busy) return;
  const key = event.key.toLowerCase();
  if (key === "n") take(); // the selection may be newer than the link
  const target = key === "n" ? find("#take:not([hidden])") : find(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

// --- the selection in the source ---

// Offsets into the document's text, in code points: a block says where it begins, what stands before is counted.
function offset(node, at) {
  const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, at);
  return Number(block.dataset.at) + [...before.toString()].length;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!find("#source")?.contains(range.commonAncestorContainer)) return null;
  const start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? { start, end } : null;
}

let asked = 0;
async function take() {
  const span = selected(), form = find("#edit:not([hidden])"), link = find("#take"), source = find("#source");
  if (link) {
    link.hidden = !span;
    if (span) link.href = `/documents/${source.dataset.document}/new?start=${span.start}&end=${span.end}`;
  }
  if (!span || !form) return;
  const turn = ++asked;
  const answer = await fetch(`/documents/${source.dataset.document}/parse?start=${span.start}&end=${span.end}&unit=${encodeURIComponent(form.elements.unit.value)}`);
  const read = await answer.json();
  if (turn !== asked) return;
  find("#reading", form).textContent = read.error ?? read.told;
  if (read.error) return;
  const { elements } = form;
  Object.assign(elements.text_start, { value: span.start });
  Object.assign(elements.text_end, { value: span.end });
  elements.quote.value = read.quote;
  elements.unit.value = read.unit;
  elements.qualifier.value = read.qualifier;
  for (const name of ["value", "low", "high"]) elements[name].value = read[name] ?? "";
  keep(form);
}

document.addEventListener("mouseup", (event) => { if (event.target.closest?.("#source")) setTimeout(take); });
document.addEventListener("keyup", (event) => { if (event.shiftKey && event.target.closest?.("#source")) take(); });

// --- drafts: what was typed outlives a reload ---

function keep(form) {
  const fields = {};
  for (const field of form.elements) {
    if (!field.name || HIDDEN.includes(field.name)) continue;
    fields[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  sessionStorage.setItem(form.dataset.draft, JSON.stringify({ seen: form.elements.seen?.value, fields }));
}

function restore() {
  const form = find("form[data-draft]");
  const saved = form && JSON.parse(sessionStorage.getItem(form.dataset.draft) ?? "null");
  if (!saved) return;
  for (const [name, value] of Object.entries(saved.fields)) {
    const field = form.elements[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = value; else field.value = value;
  }
  toggle(form, true);
  if (saved.seen !== form.elements.seen?.value && !find(".record [role=alert]")) {
    const told = document.createElement("p");
    told.className = "notice bad wide";
    told.setAttribute("role", "alert");
    told.textContent = document.body.dataset.overtaken;
    form.prepend(told);
  }
}

document.addEventListener("input", (event) => { const form = event.target.closest("form[data-draft]"); if (form) keep(form); });
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.draft && !form.hasAttribute("hx-post")) sessionStorage.removeItem(form.dataset.draft);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (form.dataset?.draft && event.detail.successful) sessionStorage.removeItem(form.dataset.draft);
});

// --- after every change of the work area ---

function settle() {
  busy = false;
  restore();
  for (const query of [".sheet rect.figure", ".work #source .figure"]) find(query)?.scrollIntoView({ block: "center", inline: "nearest" });
  const record = find("#work .record");
  if (!record) return;
  record.tabIndex = -1;
  if (!find("#edit:not([hidden])")) record.focus({ preventScroll: true });
}

document.addEventListener("htmx:beforeRequest", () => { busy = true; });
document.addEventListener("htmx:afterSettle", settle);
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    busy = false;
    const told = document.createElement("p");
    told.className = "notice bad";
    told.setAttribute("role", "alert");
    told.textContent = document.body.dataset.unsent;
    find("#work .record")?.prepend(told);
  });
}
document.addEventListener("DOMContentLoaded", settle);
