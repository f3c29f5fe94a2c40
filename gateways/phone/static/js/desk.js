/** Up to seven phones side by side. Which ones stands in the address, so that it can be kept as a bookmark. */

import { getPeople } from "./api.js";
import { openClock } from "./clock.js";
import { byId, element } from "./dom.js";
import { toast } from "./dialogs.js";
import { fillIcons } from "./icons.js";
import { askNewPerson } from "./new_person.js";
import { avatar, fullName } from "./people.js";

const MOST = 7;
const EVERY_MS = 5_000;
const PHONE_WIDTH = 360;
const HANDHELD_WIDTH = 700;
const SMALLEST = 0.58;
const FIT = "desk:fit"; // "no" when the person prefers full size
const frames = new Map(); // key -> node
let people = [];
let chosen = [];

function phoneNode(person) {
  const address = `/p/${encodeURIComponent(person.key)}`;
  return element(
    "section",
    { class: "desk-phone", testid: `phone-${person.key}`, "aria-label": `Telepon ${fullName(person)}` },
    element("h2", { class: "desk-name" }, avatar(person.first_name, person.color), element("a", { href: address, text: fullName(person) })),
    element("div", { class: "desk-screen" }, element("iframe", { src: address, title: `Telepon ${fullName(person)}` })),
  );
}

/** Adds and takes away single phones: the others must not load anew. */
function showPhones() {
  const row = byId("phones");
  for (const [key, node] of frames) {
    if (chosen.includes(key)) continue;
    node.remove();
    frames.delete(key);
  }
  for (const person of people) {
    if (!chosen.includes(person.key) || frames.has(person.key)) continue;
    const node = phoneNode(person);
    frames.set(person.key, node);
    row.append(node);
  }
  byId("nobody").hidden = frames.size > 0;
  fit();
  history.replaceState(null, "", `?p=${chosen.map(encodeURIComponent).join(",")}`);
}

/** "Muat semua" draws the phones smaller until all of them stand side by side, but never too small to read. */
function fit() {
  const row = byId("phones");
  const { paddingLeft, paddingRight, columnGap } = getComputedStyle(row);
  const gaps = parseFloat(paddingLeft) + parseFloat(paddingRight) + parseFloat(columnGap) * (frames.size - 1);
  const fitting = Math.floor(((row.clientWidth - gaps) / (frames.size * PHONE_WIDTH)) * 1000) / 1000;
  const isFitted = localStorage.getItem(FIT) !== "no";
  const isHandheld = row.clientWidth < HANDHELD_WIDTH; // there one phone fills the screen, and the others come by a swipe
  row.style.setProperty("--scale", isFitted && !isHandheld ? Math.min(1, Math.max(SMALLEST, fitting)) : 1);
  byId("fit").setAttribute("aria-pressed", String(isFitted));
  byId("fit").hidden = fitting >= 1 || isHandheld;
}

function toggle(key) {
  if (chosen.includes(key)) chosen = chosen.filter((each) => each !== key);
  else if (chosen.length >= MOST) return toast(`Paling banyak ${MOST} telepon. Lepas satu dulu.`);
  else chosen = [...chosen, key];
  showPhones();
  showChoices();
}

function showChoices() {
  const focused = document.activeElement?.dataset?.testid;
  byId("choices").replaceChildren(
    ...people.map((person) => {
      const on = chosen.includes(person.key);
      const unread = person.unread > 0 && !on ? element("span", { class: "count", text: person.unread }) : null;
      return element(
        "button",
        { type: "button", class: "chip", testid: `choose-${person.key}`, "aria-pressed": String(on), onclick: () => toggle(person.key) },
        avatar(person.first_name, person.color),
        element("span", { class: "chip-name", text: person.first_name }),
        unread,
      );
    }),
  );
  if (focused?.startsWith("choose-")) byId("choices").querySelector(`[data-testid="${focused}"]`)?.focus();
}

async function refresh() {
  if (document.hidden) return;
  try {
    people = (await getPeople()).people;
    byId("connection").hidden = true;
    showChoices();
  } catch {
    byId("connection").hidden = false;
  }
}

fillIcons(document);
byId("new-person").addEventListener("click", async () => {
  const person = await askNewPerson();
  if (person === null) return;
  await refresh();
  if (!chosen.includes(person.key)) toggle(person.key);
});
byId("fit").addEventListener("click", () => {
  localStorage.setItem(FIT, byId("fit").getAttribute("aria-pressed") === "true" ? "no" : "yes");
  fit();
});
byId("clock").addEventListener("click", () => openClock(byId("clock").getBoundingClientRect()));
addEventListener("resize", fit);
await refresh();
const asked = new URLSearchParams(location.search).get("p");
const known = people.map((person) => person.key);
chosen = (asked === null ? known : asked.split(",").filter((key) => known.includes(key))).slice(0, MOST);
showPhones();
showChoices();
setInterval(refresh, EVERY_MS);
