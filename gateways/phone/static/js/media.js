/** Pictures, films, sounds and files inside a bubble. Sizes are known before the bytes come, so nothing jumps. */

import { element } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_WIDTH = 640;

/** The photo itself: a button that opens it large. `photo` is the Bot API's list of sizes. */
export function photoNode(photo, acts, label) {
  const bySize = [...photo].sort((one, other) => one.width - other.width);
  const shown = bySize.find((size) => size.width >= SHOWN_WIDTH) ?? bySize.at(-1);
  const large = bySize.at(-1);
  const image = element("img", { src: acts.fileUrl(shown.file_id), alt: label || "Foto", loading: "lazy", decoding: "async" });
  keepShape(image, shown);
  const open = () => acts.openPhoto(acts.fileUrl(large.file_id), label);
  return element("button", { type: "button", class: "photo", testid: "photo", "aria-label": "Perbesar foto", onclick: open }, image);
}

export function videoNode(video, acts) {
  const node = element("video", { class: "video", src: acts.fileUrl(video.file_id), controls: true, preload: "metadata" });
  keepShape(node, video);
  return node;
}

export function stickerNode(sticker, acts) {
  const url = acts.fileUrl(sticker.file_id);
  if (sticker.is_video) return element("video", { class: "sticker", src: url, autoplay: true, loop: true, muted: true, playsinline: true });
  const words = sticker.emoji || "Stiker";
  const emoji = () => element("span", { class: "sticker-emoji", text: words });
  if (sticker.is_animated) return emoji();
  const image = element("img", { class: "sticker", src: url, alt: `Stiker ${sticker.emoji ?? ""}`.trim(), loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(emoji()), { once: true });
  return image;
}

export function documentNode(file, acts) {
  const name = file.file_name || "Dokumen";
  return element(
    "a",
    { class: "document", testid: "document", href: acts.fileUrl(file.file_id), download: name },
    element("span", { class: "round-sign" }, icon("file")),
    element(
      "span",
      { class: "two-lines" },
      element("span", { class: "first-line", text: name }),
      element("span", { class: "second-line", text: fileSize(file.file_size) }),
    ),
  );
}

/** A small player: one button, a bar, the time. The sound is fetched only when it is asked for. */
export function voiceNode(voice, acts) {
  const audio = new Audio();
  audio.preload = "none";
  audio.src = acts.fileUrl(voice.file_id);
  const bar = element("progress", { max: "100", value: "0", "aria-label": "Sudah diputar" });
  const time = element("span", { class: "second-line", text: minutes(voice.duration ?? 0) });
  const button = element("button", { type: "button", class: "round-sign", testid: "voice" });
  const sign = () => {
    button.replaceChildren(icon(audio.paused ? "play" : "pause"));
    button.setAttribute("aria-label", audio.paused ? "Putar pesan suara" : "Berhenti");
  };
  button.addEventListener("click", () => {
    if (audio.paused) audio.play().catch(() => { time.textContent = "Tidak bisa diputar di sini"; });
    else audio.pause();
  });
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, sign);
  audio.addEventListener("timeupdate", () => {
    const whole = Number.isFinite(audio.duration) ? audio.duration : voice.duration || 1;
    bar.value = Math.min(100, (100 * audio.currentTime) / whole);
    time.textContent = minutes(audio.currentTime);
  });
  sign();
  return element("div", { class: "voice" }, button, element("span", { class: "two-lines" }, bar, time));
}

function keepShape(node, size) {
  if (!(size.width > 0 && size.height > 0)) return;
  node.style.aspectRatio = `${size.width} / ${size.height}`;
  node.style.width = `${Math.min(320, Math.max(140, size.width))}px`;
}

/** "0:07" */
const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** "12 KB", "1,4 MB": bytes as people here read them. */
export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return "Berkas";
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${value.toLocaleString("id-ID", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}
