// The form of a step or a header says what is wrong while it is typed, beside the field. Everything works without it: then once it is saved.
"use strict";

const WAIT = 600; // ms without a key before it is looked at
const form = document.querySelector("form[data-check]");
const count = document.getElementById("told-count");
let timer = 0;
let asked = null;

function list(problems, id) {
  const made = document.createElement("ul");
  made.className = "problems told";
  made.id = id;
  for (const { severity, sentence } of problems) {
    const item = document.createElement("li");
    item.className = severity;
    item.lang = "fr";
    item.textContent = sentence;
    made.append(item);
  }
  return made;
}

function clear() {
  for (const old of form.querySelectorAll(".told")) old.remove();
  for (const field of form.querySelectorAll("[data-told]")) {
    const before = field.dataset.told;
    if (before) field.setAttribute("aria-describedby", before); else field.removeAttribute("aria-describedby");
    field.removeAttribute("aria-invalid");
    delete field.dataset.told;
  }
}

function beside(field, problems) {
  const made = list(problems, `told-${field.id}`);
  field.dataset.told = field.getAttribute("aria-describedby") || "";
  field.setAttribute("aria-describedby", `${field.dataset.told} ${made.id}`.trim());
  if (problems.some(({ severity }) => severity === "error")) field.setAttribute("aria-invalid", "true");
  (field.closest("p, .ticks") || field).after(made);
  for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
}

function show({ fields, words }) {
  clear();
  let many = 0;
  const rest = [];
  for (const [name, problems] of Object.entries(fields)) {
    const field = name && form.elements[name];
    many += problems.length;
    if (field instanceof HTMLElement) beside(field, problems); else rest.push(...problems);
  }
  if (rest.length) document.getElementById("told").append(list(rest, "told-rest"));
  for (const [word, text] of Object.entries(words)) {
    const place = document.getElementById(`${word}-plain`);
    if (place) place.textContent = text;
  }
  const said = many ? count.dataset.some.replace("{n}", many) : count.dataset.none;
  if (count.textContent !== said) count.textContent = said;
}

async function look() {
  asked?.abort();
  asked = new AbortController();
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.check, { method: "POST", body, signal: asked.signal, credentials: "same-origin" });
    if (answer.ok && !answer.redirected) show(await answer.json());
  } catch {
    // Typed on meanwhile, or no network: it is said once the form is saved.
  }
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, WAIT);
});
