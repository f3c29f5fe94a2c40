/** What a person does, sent to the phone's server. Every refusal becomes one line that can be shown. */

import { Unsure } from "./unsure.js";

const NOT_CONNECTED = "Belum terkirim, telepon tidak tersambung. Coba lagi sebentar.";
const NOT_UNDERSTOOD = "Belum terkirim. Coba lagi sebentar.";
const PATIENCE_MS = 30_000;
const UPLOAD_PATIENCE_MS = 120_000;
const AGAIN_AFTER_MS = 600;

/** The server said no, or could not be reached; `message` is a line for the person. */
export class Refused extends Error {}

/** No answer came: nobody knows whether the server did it. */
class NoAnswer extends Refused {}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new NoAnswer(NOT_CONNECTED);
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

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The acts of one person. Acts go out one after the other, so that the chat keeps their order. */
export class PersonApi {
  constructor(key) {
    this.root = `/api/people/${encodeURIComponent(key)}`;
    this.last = Promise.resolve();
    this.unsure = new Unsure();
  }

  fileUrl(fileId) {
    return `${this.root}/files/${encodeURIComponent(fileId)}`;
  }

  text(text, replyTo) {
    return this.#inOrder(() => this.#do("text", replyTo ? { text, reply_to: replyTo } : { text }));
  }

  /** `files`: one or several (several become an album); `as`: photo, document, voice, video or sticker. */
  files(files, as, caption, replyTo) {
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    form.append("as", as);
    if (caption) form.append("caption", caption);
    if (replyTo) form.append("reply_to", String(replyTo));
    form.append("nonce", this.unsure.nonceOf(null));
    const send = () => call(`${this.root}/file`, { method: "POST", body: form, signal: AbortSignal.timeout(UPLOAD_PATIENCE_MS) });
    return this.#inOrder(() => this.#again(send));
  }

  location(latitude, longitude) {
    return this.#inOrder(() => this.#do("location", { latitude, longitude }));
  }

  contact(phoneNumber, firstName, own) {
    return this.#inOrder(() => this.#do("contact", { phone_number: phoneNumber, first_name: firstName, own }));
  }

  edit(messageId, text) {
    return this.#inOrder(() => this.#do("edit", { message_id: messageId, text }));
  }

  forward(messageId) {
    return this.#inOrder(() => this.#do("forward", { message_id: messageId }));
  }

  start(payload) {
    return this.#inOrder(() => this.#do("start", payload ? { payload } : {}));
  }

  block(blocked) {
    return this.#inOrder(() => this.#do("block", { blocked }));
  }

  /** Not in the queue: a press must not wait behind an upload. */
  press(messageId, row, col) {
    return this.#do("press", { message_id: messageId, row, col });
  }

  read(upTo) {
    return call(`${this.root}/read`, jsonPost({ up_to: upTo }));
  }

  /** The words of the bot's next message after this event. @returns {Promise<string|undefined>} undefined when none came. */
  async heardAfter(event, seconds) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { events } = await call(`${this.root}/events?after=${event}&timeout=${seconds}`, { signal });
    return events.map(({ event: { kind, message } }) => (kind === "message" && !message.out ? message.text : undefined)).find(Boolean);
  }

  /** The chat shows the message of this nonce. @returns {boolean} whether its act had got no answer. */
  arrived(nonce) {
    return this.unsure.arrived(nonce);
  }

  /** Does an act once, however often it has to be said: by itself a second time, and when the person tries again. */
  async #do(verb, body) {
    const act = `${verb} ${JSON.stringify(body)}`;
    const nonce = this.unsure.nonceOf(act);
    try {
      const answer = await this.#again(() => call(`${this.root}/${verb}`, jsonPost({ ...body, nonce })));
      this.unsure.settle(act);
      return answer;
    } catch (refused) {
      if (refused instanceof NoAnswer) this.unsure.keep(act, nonce);
      else this.unsure.settle(act);
      throw refused;
    }
  }

  async #again(send) {
    try {
      return await send();
    } catch (refused) {
      if (!(refused instanceof NoAnswer)) throw refused;
      await pause(AGAIN_AFTER_MS);
      return send();
    }
  }

  #inOrder(act) {
    const result = this.last.then(act, act);
    this.last = result.catch(() => undefined);
    return result;
  }
}
