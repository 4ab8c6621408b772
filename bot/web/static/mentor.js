// A mentor's console, live: everything works without it, by forms and a link to reload.
"use strict";
import { drop, tapes } from "./tape.js";

const $ = (id) => document.getElementById(id);
const board = $("board"), lines = $("lines"), write = $("write"), offline = $("offline");
const TITLE = document.title;
const SOUND = "passerelle.mentor.sound";

// -- somebody waits ------------------------------------------------------------------------------------------
let waiting = Number($("waiting")?.dataset.count || 0);

function title() {
  document.title = ($("soon")?.textContent ? "⏰ " : "") + (waiting ? `(${waiting}) ` : "") + TITLE;
}

let audio = null;
function ring() {
  if (!audio || audio.state !== "running") return;
  for (const [at, pitch] of [[0, 660], [0.18, 880]]) {
    const tone = audio.createOscillator(), loud = audio.createGain();
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.0001, audio.currentTime + at);
    loud.gain.exponentialRampToValueAtTime(0.2, audio.currentTime + at + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + at + 0.3);
    tone.connect(loud).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.35);
  }
}

function remembered() {
  try { return localStorage.getItem(SOUND) === "on"; } catch { return false; }
}

async function listening(on) {
  $("sound")?.setAttribute("aria-pressed", String(on));
  try { localStorage.setItem(SOUND, on ? "on" : "off"); } catch { /* asked again next time */ }
  if (!on) return;
  audio ??= new AudioContext();
  await audio.resume(); // a new one sleeps for a moment
}

$("sound")?.addEventListener("click", async (event) => {
  const on = event.currentTarget.getAttribute("aria-pressed") !== "true";
  await listening(on);
  if (on) ring();
});
// Browsers let a page sound only after it was touched: what was chosen before counts from the first touch or key on.
const wake = () => { if (remembered()) listening(true); };
for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, wake, { once: true });
if (remembered()) $("sound")?.setAttribute("aria-pressed", "true");
document.querySelectorAll(".js").forEach((one) => { one.hidden = false; });

async function refresh() {
  const answer = await fetch(board.dataset.part, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) { location.reload(); return; }
  const fresh = await answer.text(), held = document.activeElement;
  const again = board.contains(held) && held.name ? `[name="${held.name}"][value="${held.value}"]` : "";
  board.innerHTML = fresh;
  if (again) (board.querySelector(again) || board).focus();
}

function counted(now) {
  const more = now > waiting;
  waiting = now;
  title();
  if (more && remembered()) ring();
}

// An appointment that begins within the hour.
function begins({ text }) {
  const line = $("soon"), fresh = text && text !== line.textContent;
  line.textContent = text;
  line.hidden = !text;
  title();
  if (fresh && remembered()) ring();
}

// -- lines ---------------------------------------------------------------------------------------------------
const ended = () => lines.scrollTop + lines.clientHeight > lines.scrollHeight - 80;
const toEnd = () => { lines.scrollTop = lines.scrollHeight; };

function show(line) {
  if (lines.querySelector(`[data-seq="${line.seq}"]`)) return;
  const follow = ended(), made = document.createElement("template");
  made.innerHTML = line.html.trim();
  const fresh = made.content.firstElementChild;
  const old = line.replaces && lines.querySelector(`[data-seq="${line.replaces}"]`);
  if (line.from === "mentor") lines.querySelector(".sending")?.remove();
  if (old) old.replaceWith(fresh);
  else lines.insertBefore(fresh, lines.querySelector(".sending"));
  again(fresh, 0);
  if (follow) toEnd();
  if (line.from === "me" && document.hidden) { document.title = "● " + TITLE; if (remembered()) ring(); }
}

// A file that is still on its way: looked for again until it is there or is said not to come.
async function again(line, tries) {
  if (!line.querySelector(".coming") || tries > 40) return;
  await new Promise((done) => setTimeout(done, 1500));
  const answer = await fetch(`${location.pathname}/line/${line.dataset.seq}${location.search}`);
  if (!answer.ok) return;
  const made = document.createElement("template"), follow = ended();
  made.innerHTML = (await answer.text()).trim();
  const fresh = made.content.firstElementChild;
  if (fresh.querySelector(".coming")) { again(line, tries + 1); return; }
  line.replaceWith(fresh);
  if (follow) toEnd();
}

// The CV and what became of ideas for it, after what was said; what is being written there is left alone.
async function sheet() {
  const part = $("sheet");
  const answer = part && await fetch(part.dataset.part, { credentials: "same-origin" });
  if (!answer?.ok || answer.redirected) return;
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  if (!$("better").value && !part.contains(document.activeElement)) part.replaceChildren(made.content);
  else if (made.content.getElementById("ideas")) $("ideas")?.replaceWith(made.content.getElementById("ideas"));
}

// How the tone is and which words were said; what is being read or pressed there is left alone.
async function beside(seq) {
  const answer = await fetch(`${$("tone").dataset.part}&seq=${seq}`, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  for (const id of ["tone", "words"]) {
    const now = $(id), fresh = made.content.getElementById(id);
    if (now.contains(document.activeElement) || now.textContent.trim() === fresh.textContent.trim()) continue;
    const open = now.querySelector("details")?.open;
    now.replaceChildren(...fresh.childNodes);
    if (open && now.querySelector("details")) now.querySelector("details").open = true;
  }
}

function tell(words) {
  $("told").textContent = words;
  $("told").hidden = !words;
}

function under(id, words) {
  const made = $(id).content.firstElementChild.cloneNode(true);
  made.querySelector(".text").textContent = words;
  made.querySelector(".text").hidden = !words;
  lines.append(made);
  toEnd();
  return made;
}

// A voice goes alone: what is being written stays where it is.
async function send(alone) {
  const file = $("file").files[0], data = new FormData(write), words = $("text").value, from = document.activeElement;
  if (alone) data.set("text", "");
  $("too-large").hidden = !file || file.size <= Number($("file").dataset.most);
  if (!$("too-large").hidden || write.dataset.busy) return;
  write.dataset.busy = "1";
  const made = under("sending", alone || words.trim() || (file ? file.name : ""));
  let answer = null;
  try {
    answer = await fetch(write.action + "&live", { method: "POST", body: data });
  } catch { /* no network: said below, nothing is lost */ }
  delete write.dataset.busy;
  if (answer?.ok) {
    const said = await answer.json();
    tell(said.told);
    if (said.note) made.remove();
    if (said.note === "held") under("stopped", said.text);
    if (said.note && said.note !== "held") return;
    write.elements.id.value = said.id;
    if (!alone && $("text").value.startsWith(words)) $("text").value = $("text").value.slice(words.length); // they wrote on
    $("file").value = "";
    if ([from, document.body].includes(document.activeElement)) $("text").focus();
  } else {
    made.remove();
    if (answer) write.submit(); // the page says why
    else offline.hidden = false;
  }
}

// A voice is the form's file: without network it is still there to be sent.
function say(voice) {
  const held = new DataTransfer();
  held.items.add(voice);
  $("file").files = held.files;
  send($("mic").textContent.trim());
}

// -- the feed ------------------------------------------------------------------------------------------------
// A browser comes back by itself after a lost network, but not after an answer that was none: then we do.
const place = board || lines;
const LATER = [1, 2, 4, 8, 15]; // seconds
let feed = null, last = "", fails = 0;

function address() {
  const url = new URL(place.dataset.feed, location.href);
  if (last) url.searchParams.set("after", last);
  return url.href;
}

function listen() {
  feed = new EventSource(address());
  const hear = (name, what) => feed.addEventListener(name, (event) => {
    last = event.lastEventId || last;
    what(event.data && JSON.parse(event.data));
  });
  feed.addEventListener("open", () => { offline.hidden = true; fails = 0; });
  feed.addEventListener("error", () => {
    offline.hidden = feed.readyState === EventSource.OPEN;
    if (feed.readyState === EventSource.CLOSED) again_later();
  });
  hear("board", (now) => {
    counted(now.waiting + now.offers);
    if (board) refresh();
  });
  hear("line", (line) => {
    show(line);
    if (line.from === "bot") sheet();
    if (line.from === "me") beside(line.seq);
  });
  hear("soon", begins);
  hear("over", over);
  hear("end", () => { feed.close(); location.reload(); });
}

function over() {
  feed.close();
  drop();
  $("over").hidden = false;
  write.hidden = true;
}

async function again_later() {
  await new Promise((done) => setTimeout(done, 1000 * LATER[Math.min(fails++, LATER.length - 1)]));
  const look = new AbortController();
  let answer = null;
  try {
    answer = await fetch(address(), { signal: look.signal, redirect: "manual" });
  } catch { /* no network yet */ }
  look.abort();
  if (answer?.ok) listen();
  else if (answer?.type === "opaqueredirect") location.reload(); // signed out
  else if (answer?.status === 404 && lines) over();
  else again_later();
}

if (place) {
  title();
  listen();
  addEventListener("pagehide", () => feed.close());
}
if (lines) {
  toEnd();
  lines.querySelectorAll(".line").forEach((line) => again(line, 0));
  write.addEventListener("submit", (event) => { event.preventDefault(); send(""); });
  tapes({ done: say, refused: () => { $("no-mic").hidden = false; }, changed: () => { $("no-mic").hidden = true; } });
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) write.requestSubmit();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) title(); });
  document.addEventListener("click", (event) => {
    const field = $("text"), one = event.target.closest(".reply");
    if (!one) return;
    field.value = field.value ? field.value.trimEnd() + "\n" + one.dataset.text : one.dataset.text;
    field.focus();
  });
}
