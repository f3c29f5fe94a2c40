/** The column at the left of a wide window: all persons with what they have not read yet. */

import { getPeople } from "./api.js";
import { element } from "./dom.js";
import { personLink } from "./people.js";

const EVERY_MS = 4_000;
const WIDE = matchMedia("(min-width: 900px)");

export class PeopleColumn {
  constructor(box, key) {
    this.box = box;
    this.key = key;
    this.shown = "";
  }

  start() {
    this.#refresh();
    setInterval(() => this.#refresh(), EVERY_MS);
    WIDE.addEventListener("change", () => this.#refresh());
    document.addEventListener("visibilitychange", () => this.#refresh());
  }

  async #refresh() {
    if (!WIDE.matches || document.hidden) return;
    try {
      this.#show((await getPeople()).people);
    } catch {
      // The line "Tidak tersambung" already says it.
    }
  }

  #show(people) {
    const now = JSON.stringify(people);
    if (now === this.shown) return; // an unchanged list keeps its focus
    this.shown = now;
    const focused = document.activeElement?.closest?.(".person")?.dataset.testid;
    const links = people.map((person) => personLink(person, `/p/${encodeURIComponent(person.key)}`, person.key === this.key));
    this.box.replaceChildren(...links.map((link) => element("li", {}, link)));
    if (focused) this.box.querySelector(`[data-testid="${focused}"]`)?.focus();
  }
}
