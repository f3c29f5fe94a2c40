/** A small menu near a point or a button: arrow keys, Escape and a click outside work as people expect. */

import { element } from "./dom.js";
import { icon } from "./icons.js";

let close = () => undefined;
let justClosed = null; // a second click on the same button closes the menu and does not open it again

/**
 * @param {DOMRect|{left: number, right: number, top: number, bottom: number}} anchor
 * @param {{label: string, act: () => void, icon?: string, detail?: string, testid?: string, danger?: boolean, href?: string}[]} items
 * @param {{label: string, testid?: string}} words the menu's name
 */
export function openPopup(anchor, items, words) {
  const place = `${words.label} ${anchor.left} ${anchor.top}`;
  if (justClosed === place) return;
  close();
  const cameFrom = document.activeElement;
  const menu = element("div", { class: "popup", role: "menu", "aria-label": words.label, testid: words.testid ?? "popup" });
  const controller = new AbortController();
  close = () => {
    close = () => undefined;
    controller.abort();
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    if (hadFocus) cameFrom?.focus?.({ preventScroll: true });
  };
  for (const item of items) menu.append(itemNode(item));
  document.body.append(menu);
  moveNear(menu, anchor);
  menu.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
  const { signal } = controller;
  menu.addEventListener("keydown", (event) => steer(menu, event), { signal });
  const outside = (event) => {
    if (menu.contains(event.target)) return;
    close();
    justClosed = place;
    addEventListener("click", () => setTimeout(() => { justClosed = null; }), { once: true, capture: true });
    setTimeout(() => { justClosed = null; }, 400);
  };
  document.addEventListener("pointerdown", outside, { signal, capture: true });
  addEventListener("blur", () => close(), { signal });
  addEventListener("resize", () => close(), { signal });
}

function itemNode(item) {
  const parts = [item.icon ? icon(item.icon) : null, element("span", { class: "popup-label", text: item.label }), item.detail ? element("span", { class: "popup-detail", text: item.detail }) : null];
  const properties = { class: item.danger ? "popup-item danger" : "popup-item", role: "menuitem", testid: item.testid };
  if (item.href) return element("a", { ...properties, href: item.href, target: item.target }, ...parts);
  const act = () => {
    close();
    item.act();
  };
  return element("button", { type: "button", ...properties, onclick: act }, ...parts);
}

function steer(menu, event) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (event.key in moves) items.at(moves[event.key] % items.length).focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Keeps the menu inside the window, above the anchor where there is no room below. */
function moveNear(menu, anchor) {
  const edge = 8;
  const { width, height } = menu.getBoundingClientRect();
  const below = anchor.bottom + 4;
  const top = below + height + edge <= innerHeight ? below : Math.max(edge, anchor.top - height - 4);
  const left = anchor.left + width + edge <= innerWidth ? anchor.left : anchor.right - width;
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`;
}
