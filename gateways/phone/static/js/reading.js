/** What the person has read: told to the server, shown as a count on the button to the end and in the title. */

import { byId } from "./dom.js";

const SETTLE_MS = 250;

export class Reading {
  /** @param {import("./store.js").ChatStore} store @param {import("./timeline.js").Timeline} timeline @param {import("./api.js").PersonApi} api */
  constructor(store, timeline, api) {
    this.store = store;
    this.timeline = timeline;
    this.api = api;
    this.title = document.title;
    this.told = 0;
    this.timer = null;
    timeline.onScroll = () => this.update();
    document.addEventListener("visibilitychange", () => this.update());
    byId("to-bottom").addEventListener("click", () => timeline.toBottom(true));
  }

  isWatching() {
    return !document.hidden && this.timeline.atBottom;
  }

  update() {
    const unread = this.store.unread();
    if (unread.length > 0 && this.isWatching()) this.#tell(unread.at(-1));
    const count = unread.length;
    byId("to-bottom").hidden = this.timeline.atBottom;
    byId("to-bottom-count").hidden = count === 0;
    byId("to-bottom-count").textContent = String(count);
    byId("to-bottom").setAttribute("aria-label", count > 0 ? `Ke pesan terbaru, ${count} belum dibaca` : "Ke pesan terbaru");
    document.title = count > 0 ? `(${count}) ${this.title}` : this.title;
  }

  #tell(upTo) {
    if (upTo <= this.told) return;
    this.told = upTo;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.api.read(upTo).catch(() => { this.told = 0; }), SETTLE_MS);
  }
}
