/** The keyboard that the bot puts in place of the letters, below the composer. */

import { element } from "./dom.js";

export class ReplyKeyboard {
  /**
   * @param {HTMLElement} panel where the keys are shown
   * @param {HTMLButtonElement} toggle shows and hides them
   * @param {{onKey: (key: object) => void, onChange: (keyboard: object|null) => void}} wiring
   */
  constructor(panel, toggle, wiring) {
    this.panel = panel;
    this.toggle = toggle;
    this.wiring = wiring;
    this.current = null; // the message it came with
    this.used = false;
    this.open = false;
    toggle.addEventListener("click", () => this.#show(!this.open));
  }

  /** Shows what the store says now; a keyboard that is already there is left alone. */
  update(keyboard) {
    const id = keyboard?.messageId ?? null;
    if (id === this.current) return this.#close(keyboard);
    this.current = id;
    this.used = Boolean(keyboard?.used);
    const rows = keyboard?.keyboard ?? [];
    this.oneTime = Boolean(keyboard?.one_time_keyboard);
    this.persistent = Boolean(keyboard?.is_persistent);
    this.panel.classList.toggle("tall", rows.length > 0 && !keyboard.resize_keyboard);
    this.panel.replaceChildren(...rows.map((row) => this.#row(row)));
    this.toggle.hidden = rows.length === 0 || this.persistent;
    this.#show(rows.length > 0 && !this.used);
    this.wiring.onChange(keyboard);
  }

  /** A one-time keyboard closes at its first use, in whichever window that was; opened again by hand it stays. */
  #close(keyboard) {
    if (!keyboard?.used || this.used) return;
    this.used = true;
    this.#show(false);
  }

  #row(row) {
    const keys = row.map((given) => {
      const key = typeof given === "string" ? { text: given } : given;
      const node = element("button", { type: "button", class: "reply-key", testid: "reply-key", "data-style": key.style, text: key.text });
      node.addEventListener("click", () => {
        if (this.oneTime) {
          this.used = true;
          this.#show(false);
        }
        this.wiring.onKey(key);
      });
      return node;
    });
    return element("div", { class: "reply-row" }, ...keys);
  }

  #show(open) {
    this.open = open;
    this.panel.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    this.toggle.setAttribute("aria-label", open ? "Sembunyikan papan tombol" : "Tampilkan papan tombol");
    if (this.oneTime && !open) this.toggle.hidden = false;
  }
}
