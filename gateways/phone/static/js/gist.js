/** One line that says what a message holds: for replies, for the "jawab" line and for screen readers. */

const SIGNS = [
  ["photo", "Foto"],
  ["video", "Video"],
  ["voice", "Pesan suara"],
  ["document", "Dokumen"],
  ["location", "Lokasi"],
  ["contact", "Kontak"],
];

/** A short plain text, never empty. */
export function gist(message) {
  if (message.text) return message.text.slice(0, 160);
  if (message.sticker) return `Stiker ${message.sticker.emoji ?? ""}`.trim();
  const words = SIGNS.find(([field]) => message[field])?.[1] ?? "Pesan";
  const detail = message.caption || message.document?.file_name || message.contact?.first_name;
  return detail ? `${words}: ${detail.slice(0, 140)}` : words;
}

/** Who wrote it, as this person sees it. */
export const author = (message, botName) => (message.out ? "Anda" : botName);
