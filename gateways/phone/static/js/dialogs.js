/** Words that come up over the chat: a toast, an alert, a form, a large photo. */

import { element } from "./dom.js";
import { icon } from "./icons.js";

const TOAST_MS = 4_000;
let toastTimer = null;

/** A short line that goes away by itself. */
export function toast(text) {
  document.querySelector(".toast")?.remove();
  clearTimeout(toastTimer);
  const node = element("div", { class: "toast", role: "status", testid: "toast", text });
  document.body.append(node);
  toastTimer = setTimeout(() => node.remove(), TOAST_MS);
}

/** A line that stays until it is confirmed. */
export function alertBox(text) {
  const ok = element("button", { class: "button strong", testid: "alert-ok", text: "OK" });
  const dialog = show(element("dialog", { class: "dialog", testid: "alert", role: "alertdialog" }, element("p", { class: "dialog-text", text }), element("div", { class: "dialog-buttons" }, ok)));
  ok.addEventListener("click", () => dialog.close());
}

/**
 * A form in a dialog.
 * @param {string} title
 * @param {HTMLElement[]} fields
 * @param {string} sendWord the button's word
 * @param {() => boolean} [ready] checked at sending; false keeps the dialog open
 * @returns {Promise<boolean>} true when sent, false when left
 */
export function formDialog(title, fields, sendWord, ready = () => true) {
  return new Promise((resolve) => {
    const cancel = element("button", { type: "button", class: "button", testid: "dialog-cancel", text: "Batal" });
    const send = element("button", { type: "submit", class: "button strong", testid: "dialog-send", text: sendWord });
    const form = element("form", { class: "dialog-form" }, element("h2", { text: title }), ...fields, element("div", { class: "dialog-buttons" }, cancel, send));
    const dialog = show(element("dialog", { class: "dialog", testid: "dialog", "aria-label": title }, form));
    let sent = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!ready()) return;
      sent = true;
      dialog.close();
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => resolve(sent));
  });
}

/** One labelled field for a form. */
export function field(label, input, hint) {
  return element("label", { class: "field" }, element("span", { class: "field-label", text: label }), input, hint ? element("span", { class: "field-hint", text: hint }) : null);
}

export function photoBox(url, caption) {
  const image = element("img", { src: url, alt: caption || "Foto" });
  const shut = element("button", { type: "button", class: "round-button photo-close", "aria-label": "Tutup foto" }, icon("close"));
  const dialog = show(element("dialog", { class: "photo-box", testid: "photo-box", "aria-label": "Foto" }, image, caption ? element("p", { text: caption }) : null, shut));
  dialog.addEventListener("click", () => dialog.close());
}

function show(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  return dialog;
}
