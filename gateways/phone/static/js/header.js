/** The bar above the chat: who is at the other end, what it does now, and the menu of the chat. */

import { byId } from "./dom.js";
import { openClock } from "./clock.js";
import { openPopup } from "./popup.js";
import { alertBox } from "./dialogs.js";
import { avatar, fullName } from "./people.js";

const DOING = {
  upload_photo: "mengirim foto…",
  upload_document: "mengirim dokumen…",
  upload_video: "mengirim video…",
  upload_voice: "mengirim suara…",
  record_voice: "merekam suara…",
  find_location: "mencari lokasi…",
  choose_sticker: "memilih stiker…",
};

export class Header {
  /** @param {{start: () => void, block: (blocked: boolean) => void, isBlocked: () => boolean}} acts */
  constructor(acts) {
    this.acts = acts;
    this.bot = {};
    this.online = true;
    this.typingTimer = null;
    const button = byId("chat-menu");
    button.addEventListener("click", () => openPopup(button.getBoundingClientRect(), this.#items(), { label: "Menu percakapan", testid: "chat-menu-items" }));
  }

  hello(person, bot) {
    this.bot = bot;
    byId("bot-name").textContent = bot.first_name;
    byId("bot-avatar").replaceChildren(avatar(bot.first_name));
    const owner = byId("owner");
    owner.replaceChildren(avatar(person.first_name, person.color));
    owner.title = `Telepon ${fullName(person)}`;
    byId("owner-name").textContent = ` · telepon ${person.first_name}`;
  }

  botOnline(online) {
    this.online = online;
    byId("bot-asleep").hidden = online;
    this.#state();
  }

  typing(action, seconds) {
    clearTimeout(this.typingTimer);
    this.doing = DOING[action] ?? "sedang mengetik…";
    this.typingTimer = setTimeout(() => this.typingOver(), seconds * 1000);
    this.#state();
  }

  typingOver() {
    clearTimeout(this.typingTimer);
    this.doing = null;
    this.#state();
  }

  #state() {
    const busy = Boolean(this.doing);
    byId("bot-state").textContent = this.doing ?? (this.online ? "bot" : "bot tidak aktif");
    byId("bot-state").classList.toggle("busy", busy);
    byId("owner-name").hidden = busy;
    byId("typing").hidden = !busy;
    this.onTyping?.();
  }

  #items() {
    const blocked = this.acts.isBlocked();
    const about = this.bot.description || this.bot.short_description || "Bot ini belum punya keterangan.";
    return [
      { label: "Tentang bot", icon: "info", testid: "about-bot", act: () => alertBox(`@${this.bot.username}\n\n${about}`) },
      { label: "Kirim /start", icon: "restart", testid: "send-start", act: () => this.acts.start() },
      { label: "Majukan jam", icon: "clock", testid: "clock", act: () => openClock(byId("chat-menu").getBoundingClientRect()) },
      { label: "Semua orang", icon: "people", testid: "to-people", href: "/", target: "_top" },
      { label: "Berdampingan", icon: "desk", testid: "to-desk", href: "/desk", target: "_top" },
      blocked
        ? { label: "Buka blokir", icon: "block", testid: "unblock", act: () => this.acts.block(false) }
        : { label: "Blokir bot", icon: "block", testid: "block", danger: true, act: () => this.acts.block(true) },
    ];
  }
}
