/** The list of bubbles: one section per WITA day, single bubbles put in, replaced or taken out; never drawn as a whole. */

import { element } from "./dom.js";
import { dayKey, dayLabel } from "./wita.js";

const NEAR_BOTTOM_PX = 90;
const BELOW_DAY_LABEL_PX = 44;
const STILL_AFTER_MS = 900;

export class Timeline {
  /**
   * @param {HTMLElement} box the scrolling element
   * @param {import("./store.js").ChatStore} store
   * @param {(messages: object[]) => HTMLElement} build makes a bubble
   */
  constructor(box, store, build) {
    this.box = box;
    this.store = store;
    this.build = build;
    this.nodes = new Map(); // first message id of a bubble -> its node
    this.bubbleFor = new Map(); // message id -> first message id of its bubble
    this.divider = null;
    this.atBottom = true;
    this.height = box.clientHeight;
    this.onScroll = () => undefined;
    box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#resized()).observe(box);
  }

  clear() {
    this.box.querySelectorAll(".day").forEach((day) => day.remove());
    this.nodes.clear();
    this.bubbleFor.clear();
    this.divider = null;
  }

  /** Brings the bubbles of these messages up to date with the store. */
  sync(ids) {
    const bubbles = new Map();
    for (const id of ids) {
      const messages = this.store.bubbleOf(id);
      if (messages.length === 0) this.#remove(id);
      else bubbles.set(messages[0].message_id, messages);
    }
    for (const [firstId, messages] of bubbles) this.#put(firstId, messages);
    if (this.atBottom) this.toBottom();
  }

  relabelDays(nowUnixSeconds) {
    for (const day of this.box.querySelectorAll(".day")) {
      day.querySelector(".day-label").textContent = dayLabel(day.dataset.day, nowUnixSeconds);
    }
  }

  /** "Pesan belum dibaca" above the first unread message. */
  showDivider(firstUnreadId) {
    const node = this.nodes.get(this.bubbleFor.get(firstUnreadId));
    if (node === undefined || this.divider !== null) return;
    this.divider = element("div", { class: "unread-line", testid: "unread-line", text: "Pesan belum dibaca" });
    node.before(this.divider);
  }

  hideDivider() {
    this.divider?.remove();
    this.divider = null;
  }

  toBottom(smooth = false) {
    this.atBottom = true;
    this.box.scrollTo({ top: this.box.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  toDivider() {
    if (this.divider === null) return;
    this.box.scrollTop += this.#offset(this.divider) - BELOW_DAY_LABEL_PX;
    this.#measure();
    this.onScroll();
  }

  /** Shows one message and lets it shine for a moment; false when it is not there. */
  jumpTo(messageId) {
    const node = this.nodes.get(this.bubbleFor.get(messageId));
    if (node === undefined) return false;
    const middle = (this.box.clientHeight - node.offsetHeight) / 2;
    this.box.scrollBy({ top: this.#offset(node) - Math.max(BELOW_DAY_LABEL_PX, middle), behavior: "smooth" });
    node.classList.remove("found");
    void node.offsetWidth; // starts the animation anew
    node.classList.add("found");
    return true;
  }

  /** Pixels from the list's upper edge. Not scrollIntoView: inside the desk it would move the other phones too. */
  #offset(node) {
    return node.getBoundingClientRect().top - this.box.getBoundingClientRect().top;
  }

  #resized() {
    this.height = this.box.clientHeight;
    if (this.atBottom) this.toBottom();
  }

  #scrolled() {
    // A list made smaller (a keyboard opened) was not scrolled by the person: #resized follows and goes to the end.
    if (this.box.clientHeight === this.height) this.#measure();
    this.#floatLabels();
    this.onScroll();
  }

  /** Tells the labels whether they float over messages, and whether the list moves. */
  #floatLabels() {
    const top = this.box.getBoundingClientRect().top;
    for (const day of this.box.querySelectorAll(".day")) day.classList.toggle("is-cut", day.getBoundingClientRect().top < top);
    this.box.classList.add("moving");
    clearTimeout(this.stillTimer);
    this.stillTimer = setTimeout(() => this.box.classList.remove("moving"), STILL_AFTER_MS);
  }

  #measure() {
    this.atBottom = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR_BOTTOM_PX;
  }

  #put(firstId, messages) {
    const node = this.build(messages);
    node.classList.toggle("is-taken", firstId <= this.store.takenUpTo);
    const known = messages.map((each) => this.bubbleFor.get(each.message_id)).find((id) => id !== undefined);
    const old = this.nodes.get(known);
    for (const each of messages) this.bubbleFor.set(each.message_id, firstId);
    if (old === undefined) this.#insert(node, firstId, messages[0].date);
    else {
      const focused = old.contains(document.activeElement) ? document.activeElement.dataset.place : undefined;
      this.nodes.delete(known);
      old.replaceWith(node);
      if (focused !== undefined) node.querySelector(`[data-place="${focused}"]`)?.focus({ preventScroll: true });
    }
    this.nodes.set(firstId, node);
  }

  #remove(messageId) {
    const firstId = this.bubbleFor.get(messageId);
    if (firstId === undefined) return;
    this.bubbleFor.delete(messageId);
    const left = [...this.bubbleFor].filter(([, owner]) => owner === firstId).map(([id]) => id);
    const node = this.nodes.get(firstId);
    this.nodes.delete(firstId);
    if (left.length > 0) {
      const messages = this.store.bubbleOf(left[0]);
      if (messages.length > 0) {
        for (const id of left) this.bubbleFor.set(id, left[0]);
        this.nodes.set(left[0], node);
        this.#put(messages[0].message_id, messages);
        return;
      }
    }
    const day = node.parentElement;
    node.remove();
    if (day.querySelector(".row") === null) day.remove();
  }

  /** Nearly always at the end; otherwise after the last bubble that is older. */
  #insert(node, firstId, date) {
    const day = this.#day(dayKey(date));
    let before = day.lastElementChild;
    while (before.classList.contains("unread-line") || Number(before.dataset.messageId) > firstId) before = before.previousElementSibling;
    if (before.nextElementSibling === this.divider && this.divider !== null) before = this.divider;
    before.after(node);
  }

  #day(key) {
    const days = [...this.box.querySelectorAll(".day")];
    const known = days.find((day) => day.dataset.day === key);
    if (known !== undefined) return known;
    const label = dayLabel(key, Date.now() / 1000);
    const day = element("section", { class: "day", "data-day": key }, element("h2", { class: "day-label", text: label }));
    const next = days.find((each) => each.dataset.day > key);
    if (next === undefined) this.box.querySelector(".timeline-end").before(day);
    else next.before(day);
    return day;
  }

  /** Two ticks for what the bot has taken meanwhile. Walks up only to the first that already has them. */
  markTaken() {
    const rows = this.box.getElementsByClassName("row");
    for (let index = rows.length - 1; index >= 0; index -= 1) {
      const row = rows[index];
      if (!row.classList.contains("out") || Number(row.dataset.messageId) > this.store.takenUpTo) continue;
      if (row.classList.contains("is-taken")) break;
      row.classList.add("is-taken");
    }
  }
}
