/** The first page: who are you today? */

import { getPeople } from "./api.js";
import { byId, element } from "./dom.js";
import { fillIcons } from "./icons.js";
import { askNewPerson } from "./new_person.js";
import { personLink } from "./people.js";

const EVERY_MS = 4_000;

async function refresh() {
  if (document.hidden) return;
  try {
    const { people, bot, bot_online: online } = await getPeople();
    byId("people").replaceChildren(...people.map((person) => element("li", {}, personLink(person, `/p/${encodeURIComponent(person.key)}`))));
    byId("bot-name").textContent = bot?.first_name ?? "Bot";
    byId("bot-state").textContent = online ? "Bot sedang aktif" : "Bot sedang tidak aktif";
    byId("bot-state").classList.toggle("off", !online);
    byId("connection").hidden = true;
  } catch {
    byId("connection").hidden = false;
  }
}

fillIcons(document);
byId("new-person").addEventListener("click", async () => {
  const person = await askNewPerson();
  if (person !== null) location.assign(`/p/${encodeURIComponent(person.key)}`);
});
refresh();
setInterval(refresh, EVERY_MS);
document.addEventListener("visibilitychange", refresh);
