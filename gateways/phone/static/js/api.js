/** What a person does, sent to the phone's server. Every refusal becomes one line that can be shown. */

const NOT_CONNECTED = "Belum terkirim, telepon tidak tersambung. Coba lagi sebentar.";
const NOT_UNDERSTOOD = "Belum terkirim. Coba lagi sebentar.";
const PATIENCE_MS = 30_000;

/** The server said no, or could not be reached; `message` is a line for the person. */
export class Refused extends Error {}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(NOT_CONNECTED);
  }
  let answer = null;
  try {
    answer = await response.json();
  } catch {
    throw new Refused(NOT_UNDERSTOOD);
  }
  if (!response.ok || answer.ok === false) throw new Refused(answer.error || NOT_UNDERSTOOD);
  return answer;
}

export const getPeople = () => call("/api/people", { signal: AbortSignal.timeout(PATIENCE_MS) });

export const newPerson = (firstName) => call("/api/people", jsonPost({ first_name: firstName }));

function jsonPost(body) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
}

/** The acts of one person. Acts go out one after the other, so that the chat keeps their order. */
export class PersonApi {
  constructor(key) {
    this.root = `/api/people/${encodeURIComponent(key)}`;
    this.last = Promise.resolve();
  }

  fileUrl(fileId) {
    return `${this.root}/files/${encodeURIComponent(fileId)}`;
  }

  text(text, replyTo) {
    return this.#inOrder(() => this.#post("text", replyTo ? { text, reply_to: replyTo } : { text }));
  }

  /** `files`: one or several (several become an album); `as`: photo, document, voice, video or sticker. */
  files(files, as, caption, replyTo) {
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    form.append("as", as);
    if (caption) form.append("caption", caption);
    if (replyTo) form.append("reply_to", String(replyTo));
    return this.#inOrder(() => call(`${this.root}/file`, { method: "POST", body: form }));
  }

  location(latitude, longitude) {
    return this.#inOrder(() => this.#post("location", { latitude, longitude }));
  }

  contact(phoneNumber, firstName, own) {
    return this.#inOrder(() => this.#post("contact", { phone_number: phoneNumber, first_name: firstName, own }));
  }

  edit(messageId, text) {
    return this.#inOrder(() => this.#post("edit", { message_id: messageId, text }));
  }

  forward(messageId) {
    return this.#inOrder(() => this.#post("forward", { message_id: messageId }));
  }

  start(payload) {
    return this.#inOrder(() => this.#post("start", payload ? { payload } : {}));
  }

  block(blocked) {
    return this.#inOrder(() => this.#post("block", { blocked }));
  }

  /** Not in the queue: a press must not wait behind an upload. */
  press(messageId, row, col) {
    return this.#post("press", { message_id: messageId, row, col });
  }

  read(upTo) {
    return this.#post("read", { up_to: upTo });
  }

  #post(verb, body) {
    return call(`${this.root}/${verb}`, jsonPost(body));
  }

  #inOrder(act) {
    const result = this.last.then(act, act);
    this.last = result.catch(() => undefined);
    return result;
  }
}
