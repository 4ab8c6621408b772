// What the parts of the chat page share: its elements, its words (they stand in the HTML, translated), its memory.
"use strict";

export const $ = (id) => document.getElementById(id);
export const part = (id) => $(id).content.firstElementChild.cloneNode(true);
export const word = (id) => $("w-" + id).textContent;
export const main = $("main"), log = $("log"), answers = $("answers"), form = $("say"), text = $("text");
export const embed = document.body.classList.contains("embed");
const note = $("note"), typing = $("typing");

const LONG = 600; // ms after which "writing" is shown
const TOO_LONG = 30000; // ms after which nobody is believed to write any more
const NEAR = 160; // pixels from the end that still count as the end
const RETRY = [1, 2, 4, 8, 15, 30]; // seconds between tries

export const shelf = {
  get(name) {
    try { return JSON.parse(localStorage.getItem("passerelle." + name)); } catch { return null; }
  },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem("passerelle." + name);
      else localStorage.setItem("passerelle." + name, JSON.stringify(value));
    } catch { /* no storage here: the cookie remains */ }
  },
};

// The conversation: its key, its language, how often reaching the server failed in a row.
export const talk = {
  key: main.dataset.key || shelf.get("key") || "",
  locale: main.dataset.locale,
  fails: 0,
};

export const pause = () => 1000 * RETRY[Math.min(talk.fails++, RETRY.length - 1)];
export const near = () => innerHeight + scrollY > document.documentElement.scrollHeight - NEAR;
export const toEnd = () => scrollTo({ top: document.documentElement.scrollHeight });

export function tell(words, button) {
  note.textContent = words || "";
  note.hidden = !words;
  if (button) note.append(" ", button);
  if (words) note.scrollIntoView({ block: "nearest" });
}

let slow = 0;
export function writing(on) {
  clearTimeout(slow);
  if (!on) { typing.hidden = true; return; }
  slow = setTimeout(() => {
    const follow = near();
    typing.hidden = false;
    if (follow) toEnd();
    slow = setTimeout(writing, TOO_LONG, false);
  }, LONG);
}
