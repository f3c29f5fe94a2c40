/** The chat as data: messages by id, made by applying events. Knows nothing of the page, so it can be tested alone. */

export class ChatStore {
  constructor() {
    this.reset();
  }

  reset() {
    this.lastEvent = 0;
    this.messages = new Map();
    this.albums = new Map(); // media_group_id -> set of message ids
    this.readUpTo = 0;
    this.takenUpTo = 0; // the person's newest message that the bot has taken
    this.blocked = false;
    this.keyboardFrom = null; // id of the last message that carries a reply keyboard
  }

  /**
   * Applies one event once.
   * @returns {number[]|null} the message ids that changed; null when the event was already known.
   */
  apply(eventId, event) {
    if (eventId <= this.lastEvent) return null;
    this.lastEvent = eventId;
    switch (event.kind) {
      case "message":
      case "edited":
        return this.#keep(event.message);
      case "deleted":
        return event.message_ids.filter((id) => this.#forget(id));
      case "read":
        this.readUpTo = Math.max(this.readUpTo, event.up_to);
        return [];
      case "blocked":
        this.blocked = event.blocked;
        return [];
      default:
        return [];
    }
  }

  /** Messages shown as one bubble: the message itself, or its whole album in order. */
  bubbleOf(id) {
    const message = this.messages.get(id);
    if (message === undefined) return [];
    if (!message.media_group_id) return [message];
    const ids = [...this.albums.get(message.media_group_id)].sort((one, other) => one - other);
    return ids.map((each) => this.messages.get(each));
  }

  /** The bot's messages that the person has not seen, oldest first. */
  unread() {
    const ids = [];
    for (const [id, message] of this.messages) if (id > this.readUpTo && !message.out) ids.push(id);
    return ids.sort((one, other) => one - other);
  }

  /**
   * The reply keyboard, its removal or a forced reply that now counts, and its message; null before the first.
   * `used` tells whether the person has answered: with a key of a one-time keyboard, or a forced reply at all.
   */
  replyKeyboard() {
    if (this.keyboardFrom === null) return null;
    const board = this.messages.get(this.keyboardFrom).reply_keyboard;
    return { messageId: this.keyboardFrom, used: this.#isUsed(board), ...board };
  }

  #isUsed(board) {
    const since = [...this.messages.values()].filter((each) => each.out && each.message_id > this.keyboardFrom);
    if (board.force_reply) return since.length > 0;
    if (!board.one_time_keyboard) return false; // the others stay however often they are used
    const keys = (board.keyboard ?? []).flat().map((key) => (typeof key === "string" ? { text: key } : key));
    const fits = (message) => keys.some((key) => {
      if (key.request_contact) return message.contact !== undefined;
      if (key.request_location) return message.location !== undefined;
      return message.text === key.text;
    });
    return since.some(fits);
  }

  #keep(message) {
    const id = message.message_id;
    const known = this.messages.get(id);
    // An edit cannot carry a reply keyboard: the one that came with the message stays.
    if (known?.reply_keyboard && !message.reply_keyboard) message = { ...message, reply_keyboard: known.reply_keyboard };
    this.messages.set(id, message);
    if (message.media_group_id) {
      if (!this.albums.has(message.media_group_id)) this.albums.set(message.media_group_id, new Set());
      this.albums.get(message.media_group_id).add(id);
    }
    if (message.reply_keyboard && id >= (this.keyboardFrom ?? 0)) this.keyboardFrom = id;
    return [id];
  }

  #forget(id) {
    const message = this.messages.get(id);
    if (message === undefined) return false;
    this.messages.delete(id);
    if (message.media_group_id) this.albums.get(message.media_group_id).delete(id);
    if (this.keyboardFrom === id) {
      const left = [...this.messages.values()].filter((each) => each.reply_keyboard).map((each) => each.message_id);
      this.keyboardFrom = left.length > 0 ? Math.max(...left) : null;
    }
    return true;
  }
}
