/** One message (or one album) as a node. Built anew when it changes; the list around it stays. */

import { contactNode, locationNode } from "./cards.js";
import { element } from "./dom.js";
import { renderText } from "./entities.js";
import { author, gist } from "./gist.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./inline_keyboard.js";
import { documentNode, photoNode, stickerNode, videoNode, voiceNode } from "./media.js";
import { clockTime, fullTime } from "./wita.js";

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\u200d\ufe0f\p{Extended_Pictographic}]*){1,3}$/u;

/**
 * @param {object[]} messages one message, or an album in order
 * @param {object} acts what can be done from a bubble; see phone.js
 */
export function bubbleNode(messages, acts) {
  const first = messages[0];
  const bubble = element("div", { class: "bubble", testid: "bubble-body" });
  const bare = Boolean(first.sticker) || ONLY_EMOJI.test(first.text ?? "");
  if (bare) bubble.classList.add("bare");
  bubble.append(...[forwardedFrom(first), quoted(first, acts), ...contents(messages, acts), meta(messages)].filter(Boolean));
  const more = element("button", { type: "button", class: "bubble-more", testid: "bubble-menu", "aria-label": "Pilihan pesan", "aria-haspopup": "menu" }, icon("more"));
  more.addEventListener("click", () => acts.menu(first, more.getBoundingClientRect()));
  const row = element(
    "article",
    {
      class: `row ${first.out ? "out" : "in"}`,
      testid: first.out ? "bubble-out" : "bubble-in",
      "data-message-id": first.message_id,
      "aria-label": `${author(first, acts.botName)}, ${clockTime(first.date)} WITA`,
    },
    element("div", { class: "message" }, element("div", { class: "bubble-line" }, bubble, more), inlineKeyboard(messages.at(-1), acts)),
  );
  return row;
}

function contents(messages, acts) {
  const first = messages[0];
  const nodes = [];
  if (messages.length > 1) {
    nodes.push(element("div", { class: "album", testid: "album" }, ...messages.map((each) => mediaNode(each, acts))));
  } else {
    const media = mediaNode(first, acts);
    if (media) nodes.push(media);
  }
  const spoken = messages.find((each) => each.text || each.caption);
  if (spoken) {
    const text = spoken.text ?? spoken.caption;
    const size = ONLY_EMOJI.test(text) ? "text emoji" : "text";
    nodes.push(element("div", { class: size, testid: "bubble-text" }, renderText(text, spoken.entities ?? spoken.caption_entities, acts)));
  }
  if (nodes.length === 0) nodes.push(element("div", { class: "text unknown", text: "Jenis pesan ini belum bisa ditampilkan di telepon ini." }));
  return nodes;
}

function mediaNode(message, acts) {
  if (message.photo?.length) return photoNode(message.photo, acts, message.caption);
  if (message.video) return videoNode(message.video, acts);
  if (message.voice) return voiceNode(message.voice, acts);
  if (message.sticker) return stickerNode(message.sticker, acts);
  if (message.document) return documentNode(message.document, acts);
  if (message.location) return locationNode(message.location);
  if (message.contact) return contactNode(message.contact);
  return null;
}

function forwardedFrom(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.sender_chat?.title ?? origin.chat?.title ?? "";
  return element("div", { class: "forwarded", text: `Diteruskan dari ${name}`.trim() });
}

function quoted(message, acts) {
  const origin = message.reply_to_message;
  if (!origin) return null;
  // Inside reply_to_message the server need not repeat `out`: the sender tells.
  const out = origin.out ?? origin.from?.is_bot === false;
  return element(
    "button",
    { type: "button", class: "quoted", testid: "quoted", onclick: () => acts.jumpTo(origin.message_id) },
    element("span", { class: "first-line", text: out ? "Anda" : acts.botName }),
    element("span", { class: "second-line", text: gist(origin) }),
  );
}

function meta(messages) {
  const first = messages[0];
  const edited = messages.some((each) => each.edit_date);
  const node = element("span", { class: "meta" });
  if (edited) node.append(element("span", { class: "edited", text: "diedit" }));
  node.append(element("time", { datetime: new Date(first.date * 1000).toISOString(), title: fullTime(first.date), text: clockTime(first.date) }));
  if (first.out) {
    node.append(element("span", { class: "tick sent", role: "img", "aria-label": "Terkirim" }, icon("check")));
    node.append(element("span", { class: "tick taken", role: "img", "aria-label": "Sudah diterima bot" }, icon("checks")));
  }
  return node;
}
