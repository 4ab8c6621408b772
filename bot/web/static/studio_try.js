// A try-out without leaving the page: the same forms, their answer put in place. Everything works without it.
"use strict";

const place = () => document.getElementById("try");

function down() {
  const screen = place().querySelector(".screen");
  screen.scrollTop = screen.scrollHeight;
}

async function send(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(body), credentials: "same-origin" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("try");
  if (!answer.ok || !fresh) { location.reload(); return; }
  const inside = form.closest(".phone") && !form.closest(".deed");
  place().replaceWith(document.adoptNode(fresh));
  const here = new URL(location.href);
  here.searchParams.delete("step");
  history.replaceState(null, "", here);
  down();
  const next = inside ? place().querySelector(".answers .choice, .answers .box input, #text") : place().querySelector(".screen");
  next?.focus({ preventScroll: true });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!place()?.contains(form) || form.method !== "post" || place().ariaBusy === "true") return;
  event.preventDefault();
  place().ariaBusy = "true";
  send(form, event.submitter).catch(() => location.reload());
});
down();
