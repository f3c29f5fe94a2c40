/** Where the person writes: text, reply and edit lines, Enter, a kept draft, and the choice of commands at "/". */

import { gist } from "./gist.js";
import { icon } from "./icons.js";
import { byId } from "./dom.js";
import { splitText } from "./split_text.js";

const TALLEST_PX = 160;

export class Composer {
  /**
   * @param {string} key whose phone
   * @param {{send: (text: string, replyTo: number|null) => Promise, edit: (id: number, text: string) => Promise,
   *   say: (line: string) => void, authorOf: (message: object) => string}} acts
   */
  constructor(key, acts) {
    this.acts = acts;
    this.draftName = `draft:${key}`;
    this.input = byId("composer-input");
    this.button = byId("send");
    this.line = byId("composer-line");
    this.replyTo = null;
    this.editing = null;
    this.input.value = localStorage.getItem(this.draftName) ?? "";
    this.input.addEventListener("input", () => this.#changed());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    byId("composer-line-close").addEventListener("click", () => this.#leaveLine());
    this.#changed();
  }

  placeholder(words) {
    this.input.placeholder = words || "Tulis pesan";
  }

  reply(message) {
    this.#leaveLine();
    this.replyTo = message.message_id;
    this.#showLine("reply", `Balas ${this.acts.authorOf(message)}`, gist(message));
  }

  edit(message) {
    this.#leaveLine();
    this.editing = message.message_id;
    this.input.value = message.text;
    this.#showLine("edit", "Edit pesan", message.text);
    this.#grow();
  }

  /** Takes the reply for something else than text (a photo, a forced reply's answer). */
  takeReply() {
    const id = this.replyTo;
    if (id !== null) this.#leaveLine();
    return id;
  }

  async #submit() {
    const text = this.input.value;
    if (text.trim() === "") return;
    const { editing, replyTo } = this;
    this.#write("");
    this.#leaveLine();
    try {
      if (editing !== null) await this.acts.edit(editing, text.trim());
      else await this.#send(splitText(text), replyTo);
    } catch (refused) {
      if (editing !== null && this.input.value === "") this.edit({ message_id: editing, text });
      this.acts.say(refused.message);
    }
  }

  /** Sends the parts in order. Nothing that a person wrote is thrown away: what was not sent stands there again. */
  async #send(parts, replyTo) {
    for (const [sent, part] of parts.entries()) {
      try {
        await this.acts.send(part, replyTo);
      } catch (refused) {
        if (this.input.value === "") this.#write(parts.slice(sent).join("\n"));
        throw refused;
      }
    }
  }

  /** A message that seemed lost is in the chat: it need not be sent again. */
  arrived(message) {
    if (this.editing === null && this.input.value.trim() === message.text) this.#write("");
  }

  #key(event) {
    const onDesk = matchMedia("(pointer: fine)").matches;
    if (event.key === "Enter" && onDesk && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && (this.replyTo ?? this.editing) !== null) this.#leaveLine();
  }

  #write(text) {
    this.input.value = text;
    this.#changed();
  }

  #changed() {
    if (this.editing === null) {
      if (this.input.value === "") localStorage.removeItem(this.draftName);
      else localStorage.setItem(this.draftName, this.input.value);
    }
    this.#grow();
  }

  #grow() {
    this.button.classList.toggle("ready", this.input.value.trim() !== "");
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_PX)}px`;
  }

  #showLine(sign, title, words) {
    byId("composer-line-icon").replaceChildren(icon(sign));
    byId("composer-line-title").textContent = title;
    byId("composer-line-text").textContent = words;
    this.line.hidden = false;
    // Only in the window that the person is in: several phones side by side must not pull the cursor to and fro.
    if (document.hasFocus()) this.input.focus({ preventScroll: true });
  }

  #leaveLine() {
    const wasEditing = this.editing !== null;
    this.replyTo = null;
    this.editing = null;
    this.line.hidden = true;
    if (wasEditing) this.#write(localStorage.getItem(this.draftName) ?? "");
  }
}
