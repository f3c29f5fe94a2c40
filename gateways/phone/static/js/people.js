/** The personas: as cards on the first page, as a column beside a chat, as choices for a link. */

import { element } from "./dom.js";

/** A round sign with the first letter, in the person's own colour. */
export function avatar(name, color) {
  const node = element("span", { class: "avatar", "aria-hidden": "true", text: (name ?? "?").trim().slice(0, 1).toUpperCase() });
  if (color && CSS.supports("color", color)) node.style.setProperty("--avatar", color);
  return node;
}

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");

/**
 * One person as a link.
 * @param {object} person of `/api/people`
 * @param {string} href
 * @param {boolean} [here] whether this is the open chat
 */
export function personLink(person, href, here = false) {
  const unread = person.unread > 0 && !here ? element("span", { class: "count", testid: "unread", "aria-label": `${person.unread} belum dibaca`, text: person.unread }) : null;
  const hint = person.blocked ? "memblokir bot" : person.role_hint || "orang baru";
  return element(
    "a",
    { class: here ? "person here" : "person", href, testid: `person-${person.key}`, "aria-current": here ? "page" : null },
    avatar(person.first_name, person.color),
    element("span", { class: "two-lines" }, element("span", { class: "first-line", text: fullName(person) }), element("span", { class: "second-line", text: hint })),
    unread,
  );
}
