// What the server checks of a translation, said while it is typed.
"use strict";

const VALUE = /\{[\w.]+\}|https?:\/\/\S+?(?=[.,;:!?)]*(?:\s|$))/g;

// Placeholder → how often it stands there.
function values(text) {
  const found = new Map();
  for (const [value] of text.matchAll(VALUE)) found.set(value, (found.get(value) || 0) + 1);
  return found;
}

function differing(french, text) {
  const [ours, theirs] = [values(french), values(text)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter((one) => ours.get(one) !== theirs.get(one));
}

function look(field) {
  const hint = document.getElementById(field.getAttribute("aria-describedby").split(" ")[0]);
  const text = field.value.trim();
  const lost = text ? differing(field.dataset.french, text) : [];
  const length = [...text].length;
  let said = "";
  if (lost.length) said = hint.dataset.values.replace("{what}", lost.join(", "));
  else if (field.dataset.best && length > Number(field.dataset.best)) said = hint.dataset.long.replace("{n}", length);
  if (hint.textContent !== said) hint.textContent = said;
  hint.classList.toggle("wrong", lost.length > 0 || length > Number(field.dataset.most || Infinity));
}

// Who changes a text has not read the new one over yet.
function typed({ target: field }) {
  if (!field.dataset.french) return;
  look(field);
  const tick = field.form.elements[field.name.replace(/^text:/, "read:")];
  if (tick && field.value !== field.defaultValue && !tick.dataset.touched) tick.checked = false;
}

const form = document.querySelector("form.translate");
form?.addEventListener("input", typed);
form?.addEventListener("change", ({ target }) => {
  if (target.type === "checkbox") target.dataset.touched = "1";
});
