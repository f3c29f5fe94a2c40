/** Which addresses may be opened, and which of them lead back into this bot. */

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** A safe absolute address, or null: `javascript:` and other schemes stay plain text. */
export function safeAddress(raw) {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : raw.startsWith("/") ? raw : `https://${raw}`;
  try {
    const url = new URL(address, location.origin);
    return SAFE.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * The payload of a deep link into our bot: `https://t.me/<bot>?start=x`, `tg://resolve?domain=<bot>&start=x`,
 * or this phone's own `/open[/<somebody>]?start=x`. "" when there is none to hand over, null for any other address.
 */
export function startPayload(raw, botUsername) {
  let url;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(raw) || raw.startsWith("/") ? raw : `https://${raw}`, location.origin);
  } catch {
    return null;
  }
  const ours = (botUsername ?? "").toLowerCase();
  const payload = url.searchParams.get("start");
  if (url.origin === location.origin && /^\/open(\/[^/]+)?\/?$/.test(url.pathname)) return payload ?? "";
  if (ours === "") return null;
  if (["t.me", "telegram.me"].includes(url.hostname) && url.pathname.slice(1).toLowerCase() === ours) return payload ?? "";
  if (url.protocol === "tg:" && url.searchParams.get("domain")?.toLowerCase() === ours) return payload ?? "";
  return null;
}
