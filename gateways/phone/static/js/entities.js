/** Text with Bot API entities (offsets in UTF-16 units, as JavaScript counts) to DOM nodes; never through HTML. */

import { element } from "./dom.js";
import { safeAddress, startPayload } from "./links.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/**
 * @param {string} text
 * @param {object[]|undefined} entities
 * @param {{botUsername: string, sendText: (text: string) => void, openStart: (payload: string) => void}} acts
 * @returns {DocumentFragment}
 */
export function renderText(text, entities, acts) {
  const fragment = document.createDocumentFragment();
  const sorted = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.offset < text.length)
    .map((entity) => ({ ...entity, end: Math.min(text.length, entity.offset + entity.length) }))
    .sort((one, other) => one.offset - other.offset || other.end - one.end);
  fill(fragment, text, 0, text.length, sorted, acts);
  return fragment;
}

/** Puts text[from, to) into `parent`; an entity that reaches over the end of its parent is cut there and goes on after it. */
function fill(parent, text, from, to, entities, acts) {
  let at = from;
  const waiting = [...entities];
  while (waiting.length > 0) {
    const entity = waiting.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.end, to);
    if (start >= end) continue;
    if (start > at) parent.append(text.slice(at, start));
    const inside = [];
    const after = [];
    for (const other of waiting) {
      if (other.offset >= end) after.push(other);
      else {
        inside.push(other);
        if (other.end > end) after.push({ ...other, offset: end });
      }
    }
    const node = wrap(entity, text.slice(start, end), acts);
    fill(node.inner, text, start, end, inside, acts);
    parent.append(node.outer);
    // A block ends its line by itself: the line break that follows it is not a second one.
    at = BLOCKS.has(entity.type) && end < to && text[end] === "\n" ? end + 1 : end;
    waiting.splice(0, waiting.length, ...after.sort((one, other) => one.offset - other.offset || other.end - one.end));
  }
  if (at < to) parent.append(text.slice(at, to));
}

/** The node of one entity; `inner` takes what stands inside. */
function wrap(entity, words, acts) {
  const single = (node) => ({ outer: node, inner: node });
  if (Object.hasOwn(PLAIN, entity.type)) return single(element(PLAIN[entity.type]));
  switch (entity.type) {
    case "pre":
      return preformatted(entity.language);
    case "spoiler":
      return single(spoiler());
    case "url":
      return single(link(words, acts));
    case "text_link":
      return single(link(entity.url, acts));
    case "email":
      return single(element("a", { href: `mailto:${words}` }));
    case "phone_number":
      return single(element("a", { href: `tel:${words.replace(/[^+\d]/g, "")}` }));
    case "bot_command":
      return single(
        element("button", { type: "button", class: "text-button", testid: "command", onclick: () => acts.sendText(words) }),
      );
    case "mention":
    case "hashtag":
    case "cashtag":
    case "text_mention":
      return single(element("span", { class: "named" }));
    default:
      return single(element("span"));
  }
}

function preformatted(language) {
  const code = element("code");
  return { outer: element("pre", { "data-language": language }, code), inner: code };
}

function spoiler() {
  const node = element("span", {
    class: "spoiler",
    role: "button",
    tabindex: "0",
    testid: "spoiler",
    "aria-label": "Teks tersembunyi, ketuk untuk membuka",
  });
  const reveal = (event) => {
    if (node.classList.contains("open") || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    node.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", reveal);
  return node;
}

/** A link; one into this bot is opened here, as this person. */
export function link(raw, acts) {
  const payload = startPayload(raw, acts.botUsername);
  const href = safeAddress(raw);
  if (payload === null && href === null) return element("span");
  if (payload === null) return element("a", { href, target: "_blank", rel: "noopener noreferrer" });
  const open = (event) => {
    event.preventDefault();
    acts.openStart(payload);
  };
  return element("a", { href: href ?? "#", testid: "start-link", onclick: open });
}
