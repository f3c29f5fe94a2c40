/** Everything a person can send that is not text: files with a caption, a place, the own contact. */

import { byId, element } from "./dom.js";
import { field, formDialog } from "./dialogs.js";
import { openPopup } from "./popup.js";
import { PLACES } from "./places.js";
import { fileSize } from "./media.js";
import { stickerFile, stickerNames, stickerUrl } from "./stickers.js";

const KINDS = [
  { as: "photo", label: "Foto", icon: "photo", accept: "image/jpeg,image/png,image/webp", several: true },
  { as: "video", label: "Video", icon: "video", accept: "video/*", several: true },
  { as: "document", label: "Dokumen", icon: "file", accept: "", several: true },
  { as: "voice", label: "Suara (file)", icon: "voice", accept: "audio/*,.ogg,.oga", several: false },
];

export class Attach {
  /**
   * @param {import("./api.js").PersonApi} api
   * @param {{say: (line: string) => void, person: () => object, takeReply: () => number|null}} wiring
   */
  constructor(api, wiring) {
    this.api = api;
    this.wiring = wiring;
    this.picker = byId("file-picker");
    this.kind = KINDS[0];
    this.picker.addEventListener("change", () => this.#picked([...this.picker.files]));
    const button = byId("attach");
    button.addEventListener("click", () => openPopup(button.getBoundingClientRect(), this.#items(), { label: "Kirim", testid: "attach-menu" }));
  }

  #items() {
    return [
      ...KINDS.map((kind) => ({ label: kind.label, icon: kind.icon, testid: `attach-${kind.as}`, act: () => this.#pick(kind) })),
      { label: "Stiker", icon: "sticker", testid: "attach-sticker", act: () => this.#sticker() },
      { label: "Lokasi", icon: "pin", testid: "attach-location", act: () => this.location() },
      { label: "Kontak saya", icon: "contact", testid: "attach-contact", act: () => this.contact() },
    ];
  }

  #pick(kind) {
    this.kind = kind;
    this.picker.accept = kind.accept;
    this.picker.multiple = kind.several;
    this.picker.value = "";
    this.picker.click();
  }

  async #picked(files) {
    if (files.length === 0) return;
    const { kind } = this;
    const list = element("ul", { class: "picked", testid: "picked" });
    const urls = [];
    for (const file of files) {
      const line = element("li", {}, element("span", { class: "first-line", text: file.name }), element("span", { class: "second-line", text: fileSize(file.size) }));
      if (kind.as === "photo") {
        urls.push(URL.createObjectURL(file));
        line.prepend(element("img", { src: urls.at(-1), alt: "" }));
      }
      list.append(line);
    }
    const caption = element("textarea", { rows: "2", maxlength: "1024", testid: "caption", placeholder: "Contoh: keripik pisang siap jual" });
    const sent = await formDialog(`Kirim ${kind.label.toLowerCase()}`, [list, field("Keterangan (boleh kosong)", caption)], "Kirim");
    urls.forEach((url) => URL.revokeObjectURL(url));
    if (sent) this.#try(() => this.api.files(files, kind.as, caption.value.trim(), this.wiring.takeReply()), files.length);
  }

  async #sticker() {
    let chosen = null;
    const file = element("input", { type: "file", class: "heard-only", accept: ".webp,.tgs,.webm,image/webp", testid: "sticker-file" });
    const fileWord = element("span", { text: "Pilih berkas sendiri (webp, tgs, webm)" });
    file.addEventListener("change", () => { fileWord.textContent = file.files[0]?.name ?? ""; });
    const choices = stickerNames.map((name) => {
      const input = element("input", { type: "radio", name: "sticker", value: name, "aria-label": name, testid: `sticker-${name}` });
      input.addEventListener("change", () => { chosen = name; });
      return element("label", { class: "sticker-choice" }, input, element("img", { src: stickerUrl(name), alt: "" }));
    });
    const fields = [element("div", { class: "sticker-choices" }, ...choices), element("label", { class: "button" }, file, fileWord)];
    const sent = await formDialog("Kirim stiker", fields, "Kirim", () => chosen !== null || file.files.length > 0);
    if (!sent) return;
    this.#try(async () => this.api.files([file.files[0] ?? (await stickerFile(chosen))], "sticker", "", this.wiring.takeReply()));
  }

  async location() {
    const examples = element("select", { testid: "location-example" }, ...PLACES.map((place, index) => element("option", { value: index, text: place.name })));
    const number = (testid) => element("input", { type: "text", inputmode: "decimal", required: true, testid, autocomplete: "off" });
    const latitude = number("latitude");
    const longitude = number("longitude");
    const refusal = element("p", { class: "form-refusal", role: "alert", hidden: true });
    const use = () => {
      latitude.value = PLACES[examples.value].latitude;
      longitude.value = PLACES[examples.value].longitude;
    };
    examples.addEventListener("change", use);
    use();
    const value = (input) => Number(input.value.trim().replace(",", "."));
    const ready = () => {
      const good = Math.abs(value(latitude)) <= 90 && Math.abs(value(longitude)) <= 180;
      refusal.textContent = "Tulis dua angka, contoh: 0,5033 dan 117,5367";
      refusal.hidden = good;
      return good;
    };
    const fields = [
      field("Contoh tempat", examples),
      element("div", { class: "two-fields" }, field("Lintang", latitude), field("Bujur", longitude)),
      refusal,
    ];
    if (await formDialog("Kirim lokasi", fields, "Kirim", ready)) this.#try(() => this.api.location(value(latitude), value(longitude)));
  }

  async contact() {
    const person = this.wiring.person();
    const kept = `phone-number:${person.key}`;
    const made = `+62812${String(person.id).slice(-8).padStart(8, "0")}`;
    const phone = element("input", { type: "tel", required: true, testid: "contact-phone", value: person.phone_number ?? localStorage.getItem(kept) ?? made });
    const fields = [field("Nomor telepon", phone, "Nomor ini hanya untuk mencoba; boleh diganti.")];
    if (!(await formDialog("Bagikan kontak saya", fields, "Bagikan", () => phone.value.trim() !== ""))) return;
    localStorage.setItem(kept, phone.value.trim());
    this.#try(() => this.api.contact(phone.value.trim(), person.first_name, true));
  }

  async #try(act, count = 0) {
    if (count > 0) this.wiring.say(count > 1 ? `Mengirim ${count} berkas…` : "Mengirim berkas…");
    try {
      await act();
      if (count > 0) document.querySelector(".toast")?.remove();
    } catch (refused) {
      this.wiring.say(refused.message);
    }
  }
}
