/** A message holds 4,096 UTF-16 units; a longer text goes out in parts, as phones do it. */

export const LONGEST = 4096;

/** Parts of at most `limit` units, cut at a line or a word where there is one, never inside a sign of two units. */
export function splitText(text, limit = LONGEST) {
  const parts = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const window = rest.slice(0, limit);
    let cut = Math.max(window.lastIndexOf("\n"), window.lastIndexOf(" "));
    if (cut < limit / 2) cut = /[\ud800-\udbff]$/.test(window) ? limit - 1 : limit;
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "") parts.push(rest);
  return parts;
}
