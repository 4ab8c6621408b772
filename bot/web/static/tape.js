// A voice recorded here: one button begins, one sends, one throws away. The same for both who talk (`tape.html`).
"use strict";

const LONGEST = 300; // seconds of one voice
const ENDINGS = { "audio/webm": ".webm", "audio/mp4": ".m4a", "audio/ogg": ".ogg" };
const $ = (id) => document.getElementById(id);

let recorder = null, clock = 0;

export const runs = () => Boolean(recorder);

function shown(on, changed) {
  $("taping").hidden = !on;
  $("mic").hidden = on;
  changed(on);
  clearInterval(clock);
  if (!on) { recorder = null; return; }
  const began = Date.now();
  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    $("taped").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= LONGEST) recorder?.stop();
  };
  tick();
  clock = setInterval(tick, 500);
}

async function record({ done, refused, changed }) {
  let stream = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    refused();
    return;
  }
  const type = Object.keys(ENDINGS).find((one) => MediaRecorder.isTypeSupported(one));
  const pieces = [], tape = new MediaRecorder(stream, type ? { mimeType: type } : {});
  tape.addEventListener("dataavailable", (event) => { if (event.data.size) pieces.push(event.data); });
  tape.addEventListener("stop", () => {
    stream.getTracks().forEach((track) => track.stop());
    const dropped = tape.dropped || !pieces.length;
    shown(false, changed);
    if (dropped) { $("mic").focus(); return; }
    const plain = tape.mimeType.split(";")[0];
    done(new File(pieces, "vocal" + (ENDINGS[plain] || ""), { type: plain }));
  });
  recorder = tape;
  tape.start();
  shown(true, changed);
  $("taping").scrollIntoView({ block: "nearest" });
  $("tape-send").focus({ preventScroll: true });
}

export function drop() {
  if (!recorder) return;
  recorder.dropped = true;
  recorder.stop();
}

// `done(file)`: it is to be sent; `refused()`: no microphone; `changed(on)`: it begins or ends.
export function tapes(hears) {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return;
  $("mic").hidden = false;
  $("mic").addEventListener("click", () => { if (!recorder) record(hears); });
  $("tape-send").addEventListener("click", () => recorder?.stop());
  $("tape-drop").addEventListener("click", drop);
}
