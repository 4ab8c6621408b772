// The page of alerts stays fresh by itself; what is being read with a key or pressed there stays where it is.
"use strict";
const part = document.getElementById("alerts");

async function look() {
  const answer = await fetch(part.dataset.part, { credentials: "same-origin" }).catch(() => null);
  if (answer?.redirected) { location.reload(); return; }
  if (!answer?.ok || part.contains(document.activeElement)) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("alerts");
  if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
}

setInterval(look, 1000 * Number(part.dataset.seconds));
