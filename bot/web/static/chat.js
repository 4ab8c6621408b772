// The chat page, over the forms that already work without it: what is touched and typed becomes something said.
"use strict";
import { $, embed, form, talk, text } from "./page.js";
import { away, resume, say, send, waits } from "./talk.js";
import { handing } from "./voice.js";

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) { text.focus(); return; }
  text.value = "";
  say({ text: words }, words);
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
document.querySelector("[data-start]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (waits()) return;
  const given = new FormData(event.target);
  say({ locale: given.get("locale"), ...(given.get("source") && { source: given.get("source") }) }, "");
});
$("lang").addEventListener("submit", (event) => {
  event.preventDefault();
  say({ choice: "!lang" }, "");
});
$("human").addEventListener("submit", (event) => {
  event.preventDefault();
  say({ choice: "!human" }, "");
});
// « Quitter vite »: blank first, then away; nothing of the talk stays on this device, and « back » does not bring it.
for (const quick of document.querySelectorAll("form.quick")) quick.addEventListener("submit", (event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  const body = new URLSearchParams({ key: talk.key });
  away();
  const go = () => (embed && parent !== window ? top : window).location.replace(quick.dataset.exit);
  fetch("/leave", { method: "POST", body, keepalive: true }).then(go, go);
});
$("sos-link").addEventListener("click", (event) => {
  event.preventDefault();
  if (talk.key && !waits()) say({ choice: "!sos" }, "");
  else $("sos").showModal();
});
if (embed) $("keep").addEventListener("click", (event) => {
  event.preventDefault(); // this frame may have no cookie: the page that opens is given the key in its body
  const go = Object.assign(document.createElement("form"), { method: "post", action: "/keep", target: "_blank" });
  go.append(Object.assign(document.createElement("input"), { type: "hidden", name: "key", value: talk.key }));
  document.body.append(go);
  go.submit();
  go.remove();
});

const opened = () => document.querySelector("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !opened()) return;
  const menu = opened();
  menu.open = false;
  menu.firstElementChild.focus();
});
addEventListener("online", send);
handing(say);

document.documentElement.classList.add("live");
if (embed && parent !== window) parent.postMessage({ here: true }, "*"); // the widget need not show its own numbers
if (talk.key) resume(talk.key);
else if (embed && parent !== window) {
  addEventListener("message", (event) => {
    const kept = event.source === parent && event.data?.passerelle;
    if (typeof kept === "string" && kept && !talk.key && !waits()) resume(kept);
  });
  parent.postMessage({ passerelle: null }, "*");
}
