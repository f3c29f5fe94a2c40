/** Acts from buttons and menus: a refusal becomes a line that is said, and nobody has to wait for them. */

export class SayingActs {
  /** @param {import("./api.js").PersonApi} api @param {(line: string) => void} say */
  constructor(api, say) {
    this.api = api;
    this.say = say;
  }

  text(text, replyTo = null) {
    return this.#try(() => this.api.text(text, replyTo));
  }

  start(payload) {
    return this.#try(() => this.api.start(payload));
  }

  block(blocked) {
    return this.#try(() => this.api.block(blocked));
  }

  forward(messageId) {
    return this.#try(() => this.api.forward(messageId));
  }

  async #try(act) {
    try {
      await act();
    } catch (refused) {
      this.say(refused.message);
    }
  }
}

export async function copyWords(words, say) {
  try {
    await navigator.clipboard.writeText(words);
    say("Disalin.");
  } catch {
    say("Peramban ini tidak mengizinkan menyalin.");
  }
}
