/** The "Menu" button with the bot's commands, and the same list while a "/" is being typed. */

import { byId, element } from "./dom.js";
import { openPopup } from "./popup.js";

export class Commands {
  /** @param {(text: string) => void} sendText */
  constructor(sendText) {
    this.sendText = sendText;
    this.list = [];
    this.button = byId("command-menu");
    this.input = byId("composer-input");
    this.hints = byId("command-hints");
    this.button.addEventListener("click", () => this.#open());
    this.input.addEventListener("input", () => this.#hint());
    this.input.addEventListener("blur", () => setTimeout(() => this.#hint(), 200));
  }

  update(commands) {
    this.list = commands ?? [];
    this.button.hidden = this.list.length === 0;
  }

  #open() {
    const items = this.list.map(({ command, description }) => ({
      label: description,
      detail: `/${command}`,
      testid: `command-${command}`,
      act: () => this.sendText(`/${command}`),
    }));
    openPopup(this.button.getBoundingClientRect(), items, { label: "Perintah bot", testid: "command-list" });
  }

  #hint() {
    const typed = /^\/(\w*)$/.exec(this.input.value)?.[1];
    const fitting = typed === undefined || document.activeElement !== this.input ? [] : this.list.filter(({ command }) => command.startsWith(typed.toLowerCase()));
    this.hints.hidden = fitting.length === 0;
    this.hints.replaceChildren(...fitting.map((each) => this.#hintNode(each)));
  }

  #hintNode({ command, description }) {
    const choose = () => {
      this.input.value = "";
      this.input.dispatchEvent(new Event("input"));
      this.sendText(`/${command}`);
    };
    return element("button", { type: "button", class: "popup-item", onpointerdown: (event) => event.preventDefault(), onclick: choose }, element("span", { class: "popup-label", text: description }), element("span", { class: "popup-detail", text: `/${command}` }));
  }
}
