// What goes to a human beside words: a file, a photo, a voice. Shown while one talks with them, or is waited for.
"use strict";
import { $, tell, word } from "./page.js";

const FILE_BYTES = 20 * 1024 * 1024;
const LONGEST = 300; // seconds of one voice
const ENDINGS = { "audio/webm": ".webm", "audio/mp4": ".m4a", "audio/ogg": ".ogg" };

const hand = $("hand"), mic = $("mic"), taping = $("taping"), taped = $("taped"), picked = hand.elements.file;
let recorder = null, clock = 0;

export function offer(mode) {
  hand.hidden = !recorder && (!mode || mode === "bot");
}

function shown(on) {
  taping.hidden = !on;
  mic.hidden = on;
  picked.parentElement.hidden = on;
  clearInterval(clock);
  if (!on) { recorder = null; return; }
  const began = Date.now();
  const tick = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    taped.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= LONGEST) recorder?.stop();
  };
  tick();
  clock = setInterval(tick, 500);
}

async function record(say) {
  let stream = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    tell(word("mic"));
    return;
  }
  const type = Object.keys(ENDINGS).find((one) => MediaRecorder.isTypeSupported(one));
  const pieces = [], tape = new MediaRecorder(stream, type ? { mimeType: type } : {});
  tape.addEventListener("dataavailable", (event) => { if (event.data.size) pieces.push(event.data); });
  tape.addEventListener("stop", () => {
    stream.getTracks().forEach((track) => track.stop());
    const dropped = tape.dropped || !pieces.length;
    shown(false);
    if (dropped) { mic.focus(); return; }
    const plain = tape.mimeType.split(";")[0];
    say({}, word("voice"), new File(pieces, "vocal" + (ENDINGS[plain] || ""), { type: plain }));
  });
  recorder = tape;
  tape.start();
  shown(true);
  taping.scrollIntoView({ block: "nearest" });
  $("tape-send").focus({ preventScroll: true });
}

export function handing(say) {
  picked.addEventListener("change", () => {
    const file = picked.files[0];
    if (!file) return;
    if (file.size <= FILE_BYTES) say({}, file.name, file);
    else tell(word("large"));
    picked.value = "";
  });
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return;
  mic.hidden = false;
  mic.addEventListener("click", () => { if (!recorder) record(say); });
  $("tape-send").addEventListener("click", () => recorder?.stop());
  $("tape-drop").addEventListener("click", () => {
    if (!recorder) return;
    recorder.dropped = true;
    recorder.stop();
  });
}
