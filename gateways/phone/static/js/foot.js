/** What stands at the foot of the chat: the composer, "MULAI" in an empty chat, or the line of a blocked bot. */

import { byId } from "./dom.js";

export class Foot {
  /** @param {{start: () => void, unblock: () => void}} acts */
  constructor(acts) {
    byId("start").addEventListener("click", acts.start);
    byId("unblock").addEventListener("click", acts.unblock);
  }

  update({ blocked, empty, description, botName }) {
    byId("blocked-bar").hidden = !blocked;
    byId("start-bar").hidden = blocked || !empty;
    byId("writing").hidden = blocked || empty;
    byId("empty-card").hidden = !empty;
    byId("empty-title").textContent = botName;
    byId("empty-text").textContent = description || "Ketuk MULAI untuk berkenalan dengan bot ini.";
  }
}
