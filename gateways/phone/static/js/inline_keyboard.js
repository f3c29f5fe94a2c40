/** The buttons under a bot's message, and the presses that still wait for an answer. */

import { element } from "./dom.js";
import { icon } from "./icons.js";
import { link } from "./entities.js";

const LONGEST_WAIT_MS = 10_000;

/** The keyboard of one message, or null. */
export function inlineKeyboard(message, acts) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const board = element("div", { class: "inline-keyboard", testid: "inline-keyboard", role: "group", "aria-label": "Pilihan" });
  rows.forEach((row, rowNumber) => {
    const line = element("div", { class: "inline-row" });
    row.forEach((button, column) => line.append(inlineButton(button, message, rowNumber, column, board, acts)));
    board.append(line);
  });
  return board;
}

function inlineButton(button, message, row, col, board, acts) {
  const place = { class: "inline-button", testid: "inline-button", "data-place": `${row}:${col}`, "data-style": button.style };
  const label = element("span", { class: "label", text: button.text });
  if (button.url) {
    const anchor = link(button.url, acts);
    for (const [name, value] of Object.entries(place)) {
      if (name === "class") anchor.className = value;
      else if (name === "testid") anchor.dataset.testid = value;
      else if (value !== undefined) anchor.setAttribute(name, value);
    }
    anchor.append(label, icon("external"));
    return anchor;
  }
  const node = element("button", { type: "button", ...place }, label);
  node.addEventListener("click", () => {
    if (node.getAttribute("aria-disabled") === "true") return;
    if (button.copy_text) acts.copy(button.copy_text.text);
    else if (button.callback_data !== undefined) acts.press(message.message_id, row, col, board, node);
    else acts.say("Tombol ini belum bisa dipakai di telepon ini.");
  });
  return node;
}

/**
 * Presses under way. The answer may come over the socket before the press itself was confirmed, so both orders count.
 */
export class Presses {
  constructor(api, say) {
    this.api = api;
    this.say = say;
    this.waiting = new Map(); // query id -> function that ends the waiting sign
    this.early = new Set();
  }

  async press(messageId, row, col, board, button) {
    const end = showWaiting(board, button);
    const timer = setTimeout(end, LONGEST_WAIT_MS);
    try {
      const { query_id: queryId } = await this.api.press(messageId, row, col);
      if (this.early.delete(queryId)) end();
      else this.waiting.set(queryId, () => (clearTimeout(timer), end()));
    } catch (refused) {
      clearTimeout(timer);
      end();
      this.say(refused.message);
    }
  }

  answered(queryId) {
    const end = this.waiting.get(queryId);
    if (end === undefined) this.early.add(queryId);
    else end();
    this.waiting.delete(queryId);
  }
}

function showWaiting(board, button) {
  // aria-disabled, not disabled: the button keeps the focus of a person who uses the keyboard.
  const buttons = [...board.querySelectorAll("button")];
  for (const each of buttons) each.setAttribute("aria-disabled", "true");
  button.classList.add("waiting");
  button.setAttribute("aria-busy", "true");
  return () => {
    for (const each of buttons) each.removeAttribute("aria-disabled");
    button.classList.remove("waiting");
    button.removeAttribute("aria-busy");
  };
}
