// The talk itself: what is said waits in a queue until the server has it (same id each time), what is new comes by the stream.
"use strict";
import { $, answers, embed, form, log, main, near, part, pause, shelf, talk, tell, text, toEnd, word, writing } from "./page.js";
import { asking, drop, lines, newest, nodes, pending, put, settle } from "./lines.js";
import { panel } from "./panel.js";
import { offer } from "./voice.js";

const PATIENCE = 30000; // ms an answer may take
const FILE_PATIENCE = 300000; // ms a file may take on a poor line
const QUIET = 1000; // ms in which the first lines are drawn unannounced
const HEAD = 64; // pixels under the head of the page
const TOGETHER = 10000; // ms: lines that follow each other so closely are read as one (a CV, its files, what comes next)

let queue = (shelf.get("queue") || []).filter((item) => item.key === talk.key);
let busy = false, timer = 0, feed = null;
let top = { seq: 0, at: 0, scroll: 0 }; // the first of the lines that came together, when the last came, where we stood

// -- sending ---------------------------------------------------------------------------------------------------
const fresh = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
const keepQueue = () => shelf.set("queue", queue.filter((item) => talk.key && !item.file).map(({ from, ...kept }) => kept));
const refresh = () => panel(queue.length ? null : asking(), say);
export const waits = () => queue.length > 0;

export function say(body, words, file) {
  if (body.choice === "!sos:clear") { document.querySelector("form.quick").requestSubmit(); return; }
  const item = { key: talk.key, body: { ...body, id: fresh() }, words, file, from: document.activeElement };
  queue.push(item);
  keepQueue();
  tell("");
  if (words) pending(item.body.id, words);
  refresh();
  toEnd();
  talk.fails = 0;
  send();
}

function request(item) {
  const signal = AbortSignal.timeout?.(item.file ? FILE_PATIENCE : PATIENCE);
  if (item.file) {
    const body = new FormData();
    body.append("key", talk.key);
    body.append("id", item.body.id);
    body.append("file", item.file, item.file.name);
    return fetch("/api/chat/file", { method: "POST", body, signal });
  }
  const body = JSON.stringify({ ...item.body, key: talk.key || null });
  return fetch("/api/chat", { method: "POST", signal, headers: { "Content-Type": "application/json" }, body });
}

const calls = (body) => body.choice === "!sos" || (body.text?.length < 60 && /(^|[^\p{L}])s\.?o\.?s([^\p{L}]|$)|🆘/iu.test(body.text));

function again(words, seconds) {
  writing(false);
  const button = part("t-retry");
  button.addEventListener("click", send);
  tell(words, button);
  if (calls(queue[0].body) && !$("sos").open) $("sos").showModal();
  clearTimeout(timer);
  timer = setTimeout(send, seconds ? 1000 * seconds : pause());
}

export async function send() {
  clearTimeout(timer);
  if (busy || !queue.length) return;
  busy = true;
  const item = queue[0];
  writing(true);
  let response = null, data = null;
  try {
    response = await request(item);
    data = await response.json();
  } catch { /* no network, or a proxy's page */ }
  busy = false;
  if (!response) { again(word("offline")); return; }
  if (response.status === 429) { again(word("fast"), Number(response.headers.get("Retry-After")) || 3); return; }
  if (response.status >= 500 || !data) { again(word("away")); return; }
  queue.shift();
  keepQueue();
  talk.fails = 0;
  writing(false);
  if (response.ok) answered(item, data);
  else if (data.error === "unknown_key") forget();
  else refused(item, data.error);
}

function refused(item, error) {
  drop(item.body.id);
  tell(word({ too_large: "large", file_type: "type" }[error] || "refused"));
  refresh();
}

function answered(item, data) {
  tell("");
  const began = !talk.key;
  if (began) begin(data.key);
  settle(item.body.id, data.messages.length ? data.messages[0].seq - 1 : data.seq);
  take(data.messages, item);
  state(data);
  if (began) listen();
  send();
}

log.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-choice]");
  if (button) say({ choice: button.dataset.choice }, button.textContent);
});

// -- showing ---------------------------------------------------------------------------------------------------
// New lines: shown from the first of them on, and the focus goes where the answer is given. Who reads further up stays.
// Of lines that come one by one the first stays in sight, so that nothing (a finished CV) is scrolled away unseen.
function take(messages, item) {
  const held = top.seq && Date.now() - top.at < TOGETHER && Math.abs(scrollY - top.scroll) < 2;
  const follow = item || held || near();
  const news = messages.filter((m) => !lines.has(m.seq));
  messages.forEach(put);
  const changed = refresh();
  const first = item ? messages[0] : news[0];
  if (follow && (first || changed)) {
    const seq = held && !item ? top.seq : first?.seq;
    toLine(seq);
    top = { seq: seq || 0, at: Date.now(), scroll: scrollY };
  }
  if (item) focus(item);
}

// As far down as this line stays in sight.
function toLine(seq) {
  toEnd();
  const node = nodes.get(seq);
  if (node && node.getBoundingClientRect().top < HEAD) node.scrollIntoView({ block: "start" });
}

// Where the answer is given, unless they have gone somewhere else meanwhile: to write, to record, to a link.
function focus(item) {
  if (![item.from, answers, document.body].includes(document.activeElement)) return;
  const q = asking();
  const keys = q && !q.choices.length && matchMedia("(pointer: fine)").matches;
  (item.from === text || keys ? text : answers).focus({ preventScroll: true });
}

function state(data) {
  main.dataset.mode = data.mode;
  offer(data.mode);
  talk.locale = data.locale;
  const lang = document.documentElement.lang.replace("-", "_");
  if (data.locale === lang || queue.length || !main.dataset.spoken.split(" ").includes(data.locale)) return;
  const url = new URL(location.href); // the frame of the page follows the language of the talk
  url.searchParams.set("lang", data.locale);
  url.hash = "";
  if (url.href === location.href) location.reload();
  else location.replace(url);
}

// -- beginning and ending --------------------------------------------------------------------------------------
function begin(key) {
  talk.key = key;
  shelf.set("key", key);
  toSite(key);
  $("welcome")?.remove();
  $("chat").hidden = form.hidden = $("keep").hidden = $("lang").hidden = $("human").hidden = false;
  $("tongue").hidden = true;
}

// The page came with the transcript, when there was a cookie: it stands until the same lines are drawn here.
export async function resume(key) {
  begin(key);
  await catchUp(() => {
    log.setAttribute("aria-live", "off"); // a screen reader should not read the whole transcript again
    log.replaceChildren();
    for (const item of queue) if (item.words) pending(item.body.id, item.words);
  });
  toLine(asking()?.seq); // who comes back to a long list sees what it was for
  setTimeout(() => log.setAttribute("aria-live", "polite"), QUIET);
  send();
}

// Nothing of the talk stays here: not in this browser's memory, not in that of the site around us.
export function away() {
  queue = [];
  keepQueue();
  shelf.set("key", null);
  toSite("");
  feed?.close();
}

// The conversation is no more (erased, perhaps a moment ago): its last words stay on the screen, nothing is kept.
function forget() {
  queue = [];
  keepQueue();
  shelf.set("key", null);
  toSite("");
  const home = embed ? `/?embed=1&lang=${document.documentElement.lang}` : "/";
  if (!lines.size) { location.replace(home); return; }
  feed?.close();
  writing(false);
  panel(null, say);
  form.hidden = $("keep").hidden = $("lang").hidden = $("human").hidden = true;
  const button = part("t-restart");
  button.addEventListener("click", () => location.assign(home));
  tell(word("gone"), button);
  talk.key = "";
}

// Browsers that give a frame no storage: the widget's script keeps the key for its own site, one of WIDGET_ORIGINS
// (no other can frame us).
function toSite(kept) {
  if (embed && parent !== window) parent.postMessage({ passerelle: kept }, "*");
}

// -- listening -------------------------------------------------------------------------------------------------
function listen() {
  feed?.close();
  feed = new EventSource(`/api/chat/stream?key=${encodeURIComponent(talk.key)}&after=${newest()}`);
  feed.addEventListener("message", (event) => {
    const message = JSON.parse(event.data);
    if (message.from !== "me") writing(false);
    take([message], null);
  });
  feed.addEventListener("state", (event) => { if (!busy) state(JSON.parse(event.data)); });
  feed.addEventListener("typing", () => { if (!busy) writing(true); });
  feed.addEventListener("open", () => { if (queue.length) send(); });
  feed.addEventListener("error", () => { if (feed.readyState === EventSource.CLOSED) setTimeout(catchUp, pause()); });
}

async function catchUp(before) {
  let response = null;
  try {
    response = await fetch(`/api/chat/messages?key=${encodeURIComponent(talk.key)}&after=${newest()}`);
  } catch { /* still away */ }
  if (response?.status === 404) { forget(); return; }
  if (!response?.ok) {
    tell(word("offline-read"));
    setTimeout(catchUp, pause(), before);
    return;
  }
  const data = await response.json();
  before?.();
  if (!queue.length) tell("");
  talk.fails = 0;
  take(data.messages, null);
  state(data);
  listen();
}
