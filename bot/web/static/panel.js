// The answers under the talk: choices, boxes, a place, a file, and the small row.
"use strict";
import { reports } from "./lines.js";
import { answers, part, tell, text, word } from "./page.js";

const FILE_BYTES = 20 * 1024 * 1024;
const HERE_MS = 15000; // how long a phone may look for where it is
const HERE_OLD_MS = 600000; // how old the place it knows may be
const KEYBOARD = { number: "numeric", phone: "tel", email: "email" };
const KNOWN = { phone: "tel", email: "email" };

let shown = null;

// Shows what can be answered to `q` (null: nothing); `say(body, words, file)` sends it. True when the panel changed.
export function panel(q, say) {
  if (q && shown === q.seq && answers.childElementCount) return false;
  shown = q ? q.seq : null;
  answers.replaceChildren();
  text.inputMode = KEYBOARD[q?.expects] || "text";
  text.autocomplete = KNOWN[q?.expects] || "off";
  if (!q) return true;
  if (q.many) boxes(q, say);
  else if (q.from !== "mentor") row("t-choices", "choice", q.choices, say);
  if (q.expects === "place" && navigator.geolocation) answers.append(place(say));
  if (q.expects === "file") answers.append(upload(say));
  const offered = q.controls.filter((b) => !reports(b));
  row("t-controls", "control", offered.filter((b, at) => b.id !== "!sos" && (b.id !== "!human" || !at)), say);
  return true;
}

// How the choices stand, so that many fit on a phone (view.py alike).
function shape(buttons) {
  const longest = Math.max(...buttons.map((b) => [...b.label].length));
  if (buttons.length > 4 && longest <= 12) return ["short"];
  return buttons.length > 8 && longest <= 26 ? ["dense"] : [];
}

const named = (label) => Object.assign(document.createElement("bdi"), { textContent: label });

function row(template, kind, buttons, say) {
  if (!buttons.length) return;
  const group = part(template);
  if (kind === "choice") group.classList.add(...shape(buttons));
  for (const b of buttons) {
    const node = Object.assign(document.createElement("button"), { type: "button", className: kind });
    node.append(named(b.label));
    node.addEventListener("click", () => say({ choice: b.id }, b.label));
    group.append(node);
  }
  answers.append(group);
}

function boxes(q, say) {
  const group = part("t-boxes");
  group.classList.add(...shape(q.choices));
  for (const b of q.choices) {
    const box = part("t-box");
    box.firstElementChild.value = b.id;
    box.firstElementChild.checked = q.selected.includes(b.id);
    box.lastElementChild.textContent = b.label;
    group.append(box);
  }
  const done = part("t-done");
  if (q.done) done.firstElementChild.textContent = q.done.label;
  done.addEventListener("click", () => {
    const ticked = [...group.querySelectorAll("input:checked")];
    const labels = ticked.map((box) => box.nextElementSibling.textContent);
    say({ choices: ticked.map((box) => box.value) }, labels.join(word("list")) || done.textContent);
  });
  answers.append(group, done);
}

function place(say) {
  const node = part("t-place");
  const found = (at) => say({ place: { lat: at.coords.latitude, lon: at.coords.longitude } }, word("here"));
  const lost = () => {
    node.disabled = false;
    tell(word("place"));
    text.focus();
  };
  node.addEventListener("click", () => {
    node.disabled = true;
    navigator.geolocation.getCurrentPosition(found, lost, { timeout: HERE_MS, maximumAge: HERE_OLD_MS });
  });
  return node;
}

function upload(say) {
  const node = part("t-upload");
  const input = node.querySelector("input");
  input.addEventListener("change", () => {
    const file = input.files[0];
    if (!file) return;
    if (file.size <= FILE_BYTES) { say({}, file.name, file); return; }
    tell(word("large"));
    input.value = "";
  });
  return node;
}
