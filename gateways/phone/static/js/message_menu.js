/** What can be done with one message: the "⋮", a right click, or a long press on glass. */

import { openPopup } from "./popup.js";

const LONG_PRESS_MS = 500;
const STILL_PX = 10;

/** @param {{reply, edit, forward, copy}} acts functions that take the message */
export function openMessageMenu(message, anchor, acts) {
  const words = message.text ?? message.caption;
  const items = [
    { label: "Balas", icon: "reply", testid: "menu-reply", act: () => acts.reply(message) },
    message.out && message.text && !message.forward_origin ? { label: "Edit", icon: "edit", testid: "menu-edit", act: () => acts.edit(message) } : null,
    { label: "Teruskan ke bot", icon: "forward", testid: "menu-forward", act: () => acts.forward(message) },
    words ? { label: "Salin", icon: "copy", testid: "menu-copy", act: () => acts.copy(words) } : null,
  ];
  openPopup(anchor, items.filter(Boolean), { label: "Pilihan pesan", testid: "message-menu" });
}

/** Right click and long press anywhere in the list. `open(messageId, anchor)` shows the menu. */
export function listenForMenu(box, open) {
  const at = (x, y) => ({ left: x, right: x, top: y, bottom: y });
  const idOf = (target) => target.closest?.(".bubble")?.closest(".row")?.dataset.messageId;
  box.addEventListener("contextmenu", (event) => {
    const id = idOf(event.target);
    if (id === undefined || event.target.closest("a[href], video, img")) return;
    event.preventDefault();
    open(Number(id), at(event.clientX, event.clientY));
  });
  let timer = null;
  let from = null;
  const stop = () => clearTimeout(timer);
  box.addEventListener("pointerdown", (event) => {
    const id = idOf(event.target);
    if (event.pointerType !== "touch" || id === undefined) return;
    from = { x: event.clientX, y: event.clientY };
    stop();
    timer = setTimeout(() => open(Number(id), at(from.x, from.y)), LONG_PRESS_MS);
  });
  box.addEventListener("pointermove", (event) => {
    if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL_PX) stop();
  });
  for (const name of ["pointerup", "pointercancel", "scroll"]) box.addEventListener(name, stop, { passive: true });
}
