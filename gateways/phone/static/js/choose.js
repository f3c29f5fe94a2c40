/** A deep link without a person: open it as whom? */

import { getPeople } from "./api.js";
import { byId, element } from "./dom.js";
import { askNewPerson } from "./new_person.js";
import { fillIcons } from "./icons.js";
import { personLink } from "./people.js";

const payload = new URLSearchParams(location.search).get("start") ?? "";
const openAs = (key) => `/open/${encodeURIComponent(key)}?start=${encodeURIComponent(payload)}`;

fillIcons(document);
byId("payload").textContent = payload;
byId("new-person").addEventListener("click", async () => {
  const person = await askNewPerson();
  if (person !== null) location.assign(openAs(person.key));
});
try {
  const { people } = await getPeople();
  byId("people").replaceChildren(...people.map((person) => element("li", {}, personLink(person, openAs(person.key)))));
} catch (refused) {
  byId("connection").textContent = refused.message;
  byId("connection").hidden = false;
}
