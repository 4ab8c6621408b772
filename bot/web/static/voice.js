// What goes to a human beside words: a file, a photo, a voice. Shown while one talks with them, or is waited for.
"use strict";
import { $, tell, word } from "./page.js";
import { runs, tapes } from "./tape.js";

const FILE_BYTES = 20 * 1024 * 1024;

const hand = $("hand"), picked = hand.elements.file;

export function offer(mode) {
  hand.hidden = !runs() && (!mode || mode === "bot");
}

export function handing(say) {
  picked.addEventListener("change", () => {
    const file = picked.files[0];
    if (!file) return;
    if (file.size <= FILE_BYTES) say({}, file.name, file);
    else tell(word("large"));
    picked.value = "";
  });
  tapes({
    done: (voice) => say({}, word("voice"), voice),
    refused: () => tell(word("mic")),
    changed: (on) => { picked.parentElement.hidden = on; },
  });
}
