// Passerelle on another site: a round button, and the chat in a frame of ours. One script tag:
// <script src="https://…/widget.js" data-lang="fr" data-source="site" defer></script>
(() => {
  "use strict";
  const words = {/*words*/};
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const wish = (script.dataset.lang || document.documentElement.lang || navigator.language || "fr").split("-")[0];
  const told = words[wish] || words.fr || Object.values(words)[0];
  const CLOSED = '<svg viewBox="0 0 64 44" width="34" height="24" aria-hidden="true"><g fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"><path d="M8 34C14 8 50 8 56 34"/><path d="M4 34h56"/></g><path d="M20 21v13M32 15v19M44 21v13" stroke="#f3c98b" stroke-width="3" stroke-linecap="round"/></svg>';
  const OPEN = '<svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/></svg>';
  const style = (node, rules) => Object.assign(node.style, rules);

  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", told.open);
  button.innerHTML = CLOSED;
  const side = told.dir === "rtl" ? "left" : "right";
  style(button, { position: "fixed", bottom: "20px", [side]: "20px", width: "60px", height: "60px", border: "0", borderRadius: "30px", background: "#0e5a55", boxShadow: "0 6px 20px rgba(8,40,38,.35)", cursor: "pointer", zIndex: "2147483000", display: "grid", placeItems: "center", padding: "0" });

  // The numbers of SOS, which stand here as they stand in the page: they need no server.
  const AWAY = 8000; // ms a slow telephone may take before the numbers stand in the frame's place
  const numbers = document.createElement("div");
  numbers.setAttribute("role", "alert");
  numbers.dir = told.dir;
  numbers.lang = wish;
  numbers.hidden = true;
  const write = (kind, text, into) => into.append(Object.assign(document.createElement(kind), { textContent: text }));
  function fill() {
    write("p", told.away, numbers);
    write("h2", told.sos, numbers);
    for (const line of told.numbers) {
      const row = document.createElement("p");
      for (const [text, link] of line) {
        if (!link) { row.append(text); continue; }
        write("a", text, row);
        style(Object.assign(row.lastChild, { href: link, dir: "ltr" }), { color: "#0e5a55", fontWeight: "700" });
        if (row.childNodes.length === 1) { style(row.lastChild, { fontSize: "1.3em" }); row.append(" "); }
      }
      numbers.append(row);
    }
    style(numbers.querySelector("h2"), { font: "inherit", fontWeight: "700" });
  }
  let here = false;
  function show(away) {
    if (away && !numbers.childNodes.length) fill();
    numbers.hidden = !away;
    numbers.style.display = away ? "block" : "none";
    style(frame, { visibility: away ? "hidden" : "visible" });
  }
  const unless = (ms) => setTimeout(() => { if (!here && isOpen()) show(true); }, ms);

  let frame = null;
  function open() {
    if (!frame) {
      frame = document.createElement("iframe");
      const query = new URLSearchParams({ embed: "1", lang: wish, ...(script.dataset.source && { source: script.dataset.source }) });
      frame.src = `${home}/?${query}`;
      frame.title = told.open;
      frame.allow = "geolocation; microphone";
      style(frame, { position: "fixed", bottom: "92px", [side]: "20px", width: "min(400px, calc(100vw - 24px))", height: "min(640px, calc(100vh - 116px))", border: "0", borderRadius: "18px", boxShadow: "0 18px 60px rgba(8,40,38,.35)", background: "#f6f4ee", zIndex: "2147483000", colorScheme: "normal" });
      if (innerWidth < 480) style(frame, { [side]: "12px" });
      style(numbers, { cssText: frame.style.cssText, boxSizing: "border-box", height: "auto", maxHeight: frame.style.height, overflow: "auto", padding: "12px 20px", color: "#12312f", font: "16px/1.5 system-ui, sans-serif", zIndex: "2147483001", display: "none" });
      frame.addEventListener("load", () => unless(1000)); // what is not ours loads, too: an error of the browser
      button.before(frame, numbers);
    } else if (!here) frame.src = `${frame.src}`; // it was away the last time: perhaps it is back
    frame.hidden = false;
    frame.style.display = "block";
    unless(AWAY);
    button.setAttribute("aria-expanded", "true");
    button.innerHTML = OPEN;
    button.setAttribute("aria-label", told.close);
    frame.focus();
  }
  function close() {
    frame.style.display = "none";
    show(false);
    button.setAttribute("aria-expanded", "false");
    button.innerHTML = CLOSED;
    button.setAttribute("aria-label", told.open);
    button.focus();
  }
  // A frame without storage asks for the key of last time and says when there is a new one.
  addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== home) return;
    if (event.data?.here) { here = true; show(false); }
    const key = event.data?.passerelle;
    try {
      if (typeof key === "string") key ? localStorage.setItem("passerelle", key) : localStorage.removeItem("passerelle");
      const kept = localStorage.getItem("passerelle");
      if (key === null && kept) frame.contentWindow.postMessage({ passerelle: kept }, home);
    } catch { /* no storage here either: the talk lasts as long as the page */ }
  });
  const isOpen = () => frame && frame.style.display !== "none";
  button.addEventListener("click", () => (isOpen() ? close() : open()));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && isOpen()) close(); });
  const place = () => document.body.append(button);
  document.body ? place() : addEventListener("DOMContentLoaded", place);
})();
