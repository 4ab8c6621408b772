// The chat page, over the forms that already work: sends by the API, listens to the stream, keeps what could not leave.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const part = (id) => $(id).content.firstElementChild.cloneNode(true);
  const word = (id) => $("w-" + id).textContent;
  const main = $("main"), log = $("log"), answers = $("answers"), form = $("say"), text = $("text"), note = $("note"), typing = $("typing");
  const embed = document.body.classList.contains("embed");
  const RETRY = [1, 2, 4, 8, 15, 30]; // seconds between tries
  const PATIENCE = 30000; // ms an answer may take
  const LONG = 600; // ms after which "writing" is shown
  const shelf = {
    get(name) { try { return JSON.parse(localStorage.getItem("passerelle." + name)); } catch { return null; } },
    set(name, value) { try { value === null ? localStorage.removeItem("passerelle." + name) : localStorage.setItem("passerelle." + name, JSON.stringify(value)); } catch { /* private mode: the cookie remains */ } },
  };

  let key = main.dataset.key || (main.dataset.known ? "" : shelf.get("key")) || "";
  let seq = 0, locale = main.dataset.locale, tries = 0, busy = false, timer = 0, feed = null, slow = 0;
  const lines = new Map(); // seq → message
  const nodes = new Map(); // seq → element
  let queue = (shelf.get("queue") || []).filter((item) => item.key === key);

  // -- showing -------------------------------------------------------------------------------------------------
  function linked(node, words) {
    const link = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]»]/g;
    let at = 0;
    for (const found of words.matchAll(link)) {
      const a = document.createElement("a");
      a.href = a.textContent = found[0];
      a.rel = "noopener noreferrer";
      a.target = "_blank";
      node.append(words.slice(at, found.index), a);
      at = found.index + found[0].length;
    }
    node.append(words.slice(at));
  }

  function drawn(message) {
    const node = part("t-line");
    node.classList.add(message.from);
    node.querySelector(".who").textContent = word(message.from === "mentor" ? "mentor-says" : message.from);
    const name = node.querySelector(".name");
    if (message.from === "mentor") { name.textContent = word("mentor"); name.hidden = false; }
    const p = node.querySelector(".text");
    message.text ? linked(p, message.text) : p.remove();
    for (const file of message.files) node.append(attached(file));
    return node;
  }

  function attached(file) {
    if (/^image\/(png|jpeg|webp)$/.test(file.type)) {
      const a = part("t-picture");
      a.href = file.url;
      a.firstElementChild.src = file.url;
      a.firstElementChild.alt = file.alt || file.name;
      return a;
    }
    const a = part("t-file");
    a.href = file.url + "?download";
    a.download = file.name;
    a.querySelector(".name").textContent = file.name;
    a.querySelector(".kind").textContent = file.name.includes(".") ? file.name.split(".").pop().toUpperCase() : "";
    return a;
  }

  const near = () => innerHeight + scrollY > document.documentElement.scrollHeight - 160;
  function toEnd() { scrollTo({ top: document.documentElement.scrollHeight }); }

  // A line takes its place by number; one that replaces another stands where that stood.
  function put(message) {
    if (lines.has(message.seq)) return;
    const node = drawn(message);
    const old = message.replaces && nodes.get(message.replaces);
    const mine = message.from === "me" && log.querySelector(".line.me.pending");
    if (old) old.replaceWith(node);
    else if (mine) mine.replaceWith(node);
    else {
      const later = [...lines.keys()].filter((n) => n > message.seq && nodes.get(n)?.isConnected).sort((a, b) => a - b)[0];
      log.insertBefore(node, later ? nodes.get(later) : log.querySelector(".pending"));
    }
    lines.set(message.seq, message);
    nodes.set(message.seq, node);
    seq = Math.max(seq, message.seq);
  }

  function asking() {
    if (queue.some((item) => !item.file)) return null;
    for (const message of [...lines.values()].sort((a, b) => b.seq - a.seq)) {
      if (message.from === "me") return null;
      if (message.choices.length || message.controls.length || message.expects !== "none") return message;
    }
    return null;
  }

  function button(kind, b) {
    const node = document.createElement("button");
    node.type = "button";
    node.className = kind;
    node.append(Object.assign(document.createElement("bdi"), { textContent: b.label }));
    node.addEventListener("click", () => say({ choice: b.id }, b.label));
    return node;
  }

  let shown = null;
  function panel() {
    const q = asking();
    if (q && shown === q.seq && answers.childElementCount) return false;
    shown = q ? q.seq : null;
    answers.replaceChildren();
    const expects = q ? q.expects : "none";
    text.inputMode = { number: "numeric", phone: "tel", email: "email" }[expects] || "text";
    text.autocomplete = { phone: "tel", email: "email" }[expects] || "off";
    if (!q) return true;
    if (q.many) boxes(q);
    else if (q.choices.length) fill("t-choices", "choice", q.choices);
    if (expects === "place" && navigator.geolocation) answers.append(place());
    if (expects === "file") answers.append(upload());
    const controls = q.controls.filter((b) => b.id !== "!sos");
    if (controls.length) fill("t-controls", "control", controls);
    return true;
  }

  function fill(template, kind, buttons) {
    const group = part(template);
    group.append(...buttons.map((b) => button(kind, b)));
    answers.append(group);
  }

  function boxes(q) {
    const group = part("t-boxes");
    for (const b of q.choices) {
      const box = part("t-box");
      box.firstElementChild.value = b.id;
      box.firstElementChild.checked = q.selected.includes(b.id);
      box.lastElementChild.textContent = b.label;
      group.append(box);
    }
    const done = part("t-done");
    if (q.done) done.firstElementChild.textContent = q.done.label;
    done.addEventListener("click", () => {
      const ticked = [...group.querySelectorAll("input:checked")];
      const labels = ticked.map((box) => box.nextElementSibling.textContent);
      say({ choices: ticked.map((box) => box.value) }, labels.join(", ") || done.textContent);
    });
    answers.append(group, done);
  }

  function place() {
    const node = part("t-place");
    node.addEventListener("click", () => {
      node.disabled = true;
      navigator.geolocation.getCurrentPosition(
        (at) => say({ place: { lat: at.coords.latitude, lon: at.coords.longitude } }, word("here")),
        () => { node.disabled = false; tell(word("place")); text.focus(); },
        { timeout: 15000, maximumAge: 600000 },
      );
    });
    return node;
  }

  function upload() {
    const node = part("t-upload");
    const input = node.querySelector("input");
    input.addEventListener("change", () => {
      const file = input.files[0];
      if (!file) return;
      if (file.size > 20 * 1024 * 1024) { tell(word("large")); input.value = ""; return; }
      say({}, file.name, file);
    });
    return node;
  }

  function tell(words) {
    note.textContent = words || "";
    note.hidden = !words;
    if (words) note.scrollIntoView({ block: "nearest" });
  }

  function writing(on) {
    clearTimeout(slow);
    if (on) slow = setTimeout(() => { const follow = near(); typing.hidden = false; follow && toEnd(); }, LONG);
    else typing.hidden = true;
  }

  // -- sending -------------------------------------------------------------------------------------------------
  const fresh = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");

  function keepQueue() { shelf.set("queue", queue.filter((item) => !item.file)); }

  function pending(item) {
    const node = drawn({ from: "me", text: item.words, files: [] });
    node.classList.add("pending");
    node.dataset.id = item.body.id;
    log.append(node);
  }

  function say(body, words, file) {
    const typed = document.activeElement === text;
    const item = { key, body: { ...body, id: fresh() }, words, file, typed };
    queue.push(item);
    keepQueue();
    tell("");
    if (words) pending(item);
    panel();
    toEnd();
    tries = 0;
    send();
  }

  async function request(item) {
    const signal = AbortSignal.timeout ? AbortSignal.timeout(item.file ? 10 * PATIENCE : PATIENCE) : undefined;
    if (item.file) {
      const body = new FormData();
      body.append("key", key);
      body.append("id", item.body.id);
      body.append("file", item.file, item.file.name);
      return fetch("/api/chat/file", { method: "POST", body, signal });
    }
    return fetch("/api/chat", { method: "POST", signal, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...item.body, key: key || null }) });
  }

  function again(words, seconds) {
    writing(false);
    tell(words);
    if (queue[0]?.body.choice === "!sos") $("sos").open || $("sos").showModal();
    const node = part("t-retry");
    node.addEventListener("click", send);
    note.append(" ", node);
    clearTimeout(timer);
    timer = setTimeout(send, 1000 * (seconds || RETRY[Math.min(tries++, RETRY.length - 1)]));
  }

  async function send() {
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
    if (!response) return again(word("offline"));
    if (response.status === 429) return again(word("fast"), Number(response.headers.get("Retry-After")) || 3);
    if (response.status >= 500 || !data) return again(word("away"));
    queue.shift();
    keepQueue();
    tries = 0;
    writing(false);
    if (response.ok) return answered(item, data);
    if (data.error === "unknown_key") return forget();
    log.querySelector(`[data-id="${item.body.id}"]`)?.remove();
    tell(word({ too_large: "large", file_type: "type" }[data.error] || "refused"));
    panel();
  }

  function answered(item, data) {
    tell("");
    const began = !key;
    if (began) begin(data.key);
    const own = data.messages.length ? data.messages[0].seq - 1 : data.seq;
    const node = log.querySelector(`[data-id="${item.body.id}"]`);
    if (node && lines.has(own)) node.remove();
    else if (node) {
      node.classList.remove("pending");
      lines.set(own, { seq: own, from: "me", choices: [], controls: [], expects: "none" });
      nodes.set(own, node);
    }
    take(data.messages, item);
    state(data);
    if (began) listen();
    send();
  }

  function begin(given) {
    key = given;
    shelf.set("key", key);
    toSite(key);
    $("welcome")?.remove();
    $("chat").hidden = form.hidden = false;
    $("keep").hidden = $("lang").hidden = false;
    $("tongue").hidden = true;
  }

  // New lines: shown from the first of them on, and the focus goes where the answer is given. Who reads further up stays there.
  function take(messages, item) {
    const follow = item || near();
    const news = messages.filter((m) => !lines.has(m.seq));
    news.forEach(put);
    const changed = panel();
    const first = item ? messages[0] : news[0];
    if (follow && (first || changed)) {
      toEnd();
      const node = first && nodes.get(first.seq);
      if (node && node.getBoundingClientRect().top < 64) node.scrollIntoView({ block: "start" });
    }
    if (!item) return;
    const q = asking();
    if (item.typed || (q && !q.choices.length && matchMedia("(pointer: fine)").matches)) text.focus({ preventScroll: true });
    else answers.focus({ preventScroll: true });
  }

  function state(data) {
    main.dataset.mode = data.mode;
    if (locale && data.locale !== locale) return translate(data.locale);
    locale = data.locale;
    const lang = document.documentElement.lang.split("-")[0];
    if (lang !== locale.split("_")[0]) translate(locale);
  }

  // The frame of the page changes its language with the talk, once.
  function translate(to) {
    locale = to;
    const url = new URL(location.href);
    if (queue.length || (url.searchParams.get("lang") === to && !main.dataset.known)) return;
    if (document.documentElement.lang.replace("-", "_") === to) return;
    url.searchParams.set("lang", to);
    location.replace(url);
  }

  function forget() {
    queue = [];
    keepQueue();
    shelf.set("key", null);
    toSite("");
    location.replace(embed ? "/?embed=1" : "/");
  }

  // Browsers that give a frame no storage: the widget's script keeps the key for its own site, one of WIDGET_ORIGINS
  // (no other can frame us).
  function toSite(kept) { if (embed && parent !== window) parent.postMessage({ passerelle: kept }, "*"); }

  // -- listening -----------------------------------------------------------------------------------------------
  function listen() {
    feed?.close();
    feed = new EventSource(`/api/chat/stream?key=${encodeURIComponent(key)}&after=${seq}`);
    feed.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      if (message.from !== "me") writing(false);
      take([message], null);
    });
    feed.addEventListener("state", (event) => { if (!busy) state(JSON.parse(event.data)); });
    feed.addEventListener("typing", () => { if (!busy) writing(true); });
    feed.addEventListener("open", () => { if (queue.length) send(); });
    feed.addEventListener("error", () => {
      if (feed.readyState !== EventSource.CLOSED) return;
      setTimeout(catchUp, 1000 * RETRY[Math.min(tries++, RETRY.length - 1)]);
    });
  }

  async function catchUp() {
    let response = null;
    try { response = await fetch(`/api/chat/messages?key=${encodeURIComponent(key)}&after=${seq}`); } catch { /* still away */ }
    if (response?.status === 404) return forget();
    if (!response?.ok) return setTimeout(catchUp, 1000 * RETRY[Math.min(tries++, RETRY.length - 1)]);
    const data = await response.json();
    take(data.messages, null);
    state(data);
    tries = 0;
    listen();
  }

  // -- beginning -----------------------------------------------------------------------------------------------
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) return text.focus();
    text.value = "";
    say({ text: words }, words);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
  });
  document.addEventListener("submit", (event) => {
    const at = event.target;
    if (at.matches("[data-start]")) {
      event.preventDefault();
      const given = new FormData(at);
      say({ locale: given.get("locale"), ...(given.get("source") && { source: given.get("source") }) }, "");
    } else if (at.closest(".top") && event.submitter?.value) {
      event.preventDefault();
      say({ choice: event.submitter.value }, "");
    }
  });
  $("sos-link").addEventListener("click", (event) => {
    event.preventDefault();
    if (key && !queue.length) say({ choice: "!sos" }, "");
    else $("sos").showModal();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.firstElementChild.focus(); }
  });
  addEventListener("online", send);
  if (embed) $("keep").addEventListener("click", (event) => {
    if (!key) return;
    event.preventDefault();
    const go = Object.assign(document.createElement("form"), { method: "post", action: "/keep", target: "_blank" });
    go.append(Object.assign(document.createElement("input"), { type: "hidden", name: "key", value: key }));
    document.body.append(go);
    go.submit();
    go.remove();
  });

  document.documentElement.classList.add("live");
  async function resume(kept) {
    begin(kept);
    log.replaceChildren();
    queue.filter((item) => item.words).forEach(pending);
    await catchUp();
    toEnd();
    send();
  }
  if (key) resume(key);
  else if (embed && parent !== window) {
    addEventListener("message", (event) => {
      if (event.source === parent && !key && !queue.length && typeof event.data?.passerelle === "string") resume(event.data.passerelle);
    });
    parent.postMessage({ passerelle: null }, "*");
  }
})();
