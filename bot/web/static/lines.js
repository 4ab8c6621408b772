// The lines of the talk: each drawn once, in its place by number; one that replaces another stands where that stood.
"use strict";
import { log, part, word } from "./page.js";

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]»]/g;
const ISOLATED = /[\u2066-\u2068][^\u2066-\u2069]*\u2069/g;
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const PICTURE = /^image\/(png|jpeg|webp)$/;

export const lines = new Map(); // seq → message
export const nodes = new Map(); // seq → element
export const newest = () => Math.max(0, ...lines.keys());

function linked(node, words) {
  let at = 0;
  for (const found of words.matchAll(LINK)) {
    const a = document.createElement("a");
    a.href = a.textContent = found[0];
    a.rel = "noopener noreferrer";
    a.target = "_blank";
    node.append(words.slice(at, found.index), a);
    at = found.index + found[0].length;
  }
  node.append(words.slice(at));
}

// As a line's own words run, whatever name was put into it (words.py alike).
function direction(words) {
  const first = words.replace(ISOLATED, "").match(/\p{L}/u);
  if (!first) return "auto";
  return FROM_THE_RIGHT.test(first[0]) ? "rtl" : "ltr";
}

function attached(file) {
  if (PICTURE.test(file.type)) {
    const a = part("t-picture");
    a.href = a.firstElementChild.src = file.url;
    a.firstElementChild.alt = file.alt || file.name;
    return a;
  }
  if (file.type.startsWith("audio/")) return Object.assign(part("t-voice"), { src: file.url });
  const a = part("t-file");
  a.href = file.url + "?download";
  a.download = file.name;
  // Broken where its words end, not in the middle of one (view.py alike).
  const pieces = file.name.replace(/_/g, "_\n").replace(/\./g, "\n.").split("\n");
  a.querySelector(".name").append(...pieces.flatMap((piece) => [piece, document.createElement("wbr")]));
  a.querySelector(".kind").textContent = file.name.includes(".") ? file.name.split(".").pop().toUpperCase() : "";
  return a;
}

function drawn(message) {
  const node = part("t-line");
  const mentor = message.from === "mentor";
  node.classList.add(message.from);
  node.querySelector(".who").textContent = word(mentor ? "mentor-says" : message.from);
  const name = node.querySelector(".name");
  name.hidden = !mentor;
  if (mentor) name.textContent = word("mentor");
  const p = node.querySelector(".text");
  if (message.text) p.dir = direction(message.text);
  if (message.text) linked(p, message.text);
  else p.remove();
  for (const file of message.files) node.append(attached(file));
  const offers = [...(mentor ? message.choices : []), ...message.controls?.filter((b) => calm(b) || reports(b)) || []];
  if (offers.length) node.append(staying(offers));
  return node;
}

// What a mentor offers, and SOS under its numbers, stays good whatever is said since: it stays there (talk.js hears it).
const calm = (button) => button.id.startsWith("!sos:");
export const reports = (button) => button.id.startsWith("!m:report");

function staying(choices) {
  const group = part("t-choices");
  for (const b of choices) {
    const node = Object.assign(document.createElement("button"), { type: "button", className: reports(b) ? "control" : "choice" });
    node.dataset.choice = b.id;
    node.append(Object.assign(document.createElement("bdi"), { textContent: b.label }));
    group.append(node);
  }
  return group;
}

let cleared = 0; // what was said before this number is erased

function clear(before) {
  cleared = before;
  for (const seq of [...lines.keys()].filter((seq) => seq < before)) {
    nodes.get(seq).remove();
    nodes.delete(seq);
    lines.delete(seq);
  }
}

// Their own line while it is under way here; one said in another channel looks for its place like any other.
const waiting = (words) => [...log.querySelectorAll(".pending")].find((node) => node.dataset.words === words);

export function put(message) {
  const guessed = lines.get(message.seq)?.guessed;
  if (lines.has(message.seq) && !guessed || message.seq < cleared) return;
  if (message.clears) clear(message.seq);
  const node = drawn(message);
  const old = guessed ? nodes.get(message.seq) : message.replaces && nodes.get(message.replaces);
  const mine = message.from === "me" && waiting(message.text);
  if (old) old.replaceWith(node);
  else if (mine) mine.replaceWith(node);
  else log.insertBefore(node, follower(message.seq));
  lines.set(message.seq, message);
  nodes.set(message.seq, node);
}

function follower(seq) {
  const later = [...lines.keys()].filter((n) => n > seq && nodes.get(n).isConnected);
  return later.length ? nodes.get(Math.min(...later)) : log.querySelector(".pending");
}

// The person's own line before the server has it, and when it has.
export function pending(id, words) {
  const node = drawn({ from: "me", text: words, files: [] });
  node.classList.add("pending");
  node.dataset.id = id;
  node.dataset.words = words;
  log.append(node);
}

export function settle(id, seq) {
  const node = log.querySelector(`[data-id="${id}"]`);
  if (!node) return;
  if (lines.has(seq) || seq < cleared) { node.remove(); return; }
  node.classList.remove("pending");
  lines.set(seq, { seq, from: "me", choices: [], controls: [], expects: "none", guessed: true }); // as the server tells it: soon
  nodes.set(seq, node);
}

export const drop = (id) => log.querySelector(`[data-id="${id}"]`)?.remove();

// The last thing with buttons, unless the person has answered since.
export function asking() {
  for (const message of [...lines.values()].sort((a, b) => b.seq - a.seq)) {
    if (message.from === "me") return null;
    if (message.choices.length || message.expects !== "none" || !message.controls.every(calm)) return message;
  }
  return null;
}
