/** One phone: wires the socket, the store and the parts of the page together. */

import { PersonApi } from "./api.js";
import { Attach } from "./attach.js";
import { bubbleNode } from "./bubble.js";
import { Commands } from "./commands.js";
import { Composer } from "./composer.js";
import { alertBox, photoBox, toast } from "./dialogs.js";
import { byId } from "./dom.js";
import { Foot } from "./foot.js";
import { author, gist } from "./gist.js";
import { Header } from "./header.js";
import { fillIcons } from "./icons.js";
import { Presses } from "./inline_keyboard.js";
import { listenForMenu, openMessageMenu } from "./message_menu.js";
import { PeopleColumn } from "./people_column.js";
import { Reading } from "./reading.js";
import { ReplyKeyboard } from "./reply_keyboard.js";
import { SayingActs, copyWords } from "./saying_acts.js";
import { ChatSocket } from "./socket.js";
import { ChatStore } from "./store.js";
import { Timeline } from "./timeline.js";

const GATHER_MS = 16; // frames that come together are shown together

class Phone {
  constructor(key) {
    this.key = key;
    this.person = { key, first_name: "" };
    this.bot = { first_name: "Bot", username: "" };
    this.historyEnd = null; // last event that was there before this page: not announced, not alerted
    this.waiting = [];
    this.held = new Set(); // message ids of a history that is not complete yet
    this.api = new PersonApi(key);
    this.said = new SayingActs(this.api, toast);
    this.store = new ChatStore();
    this.bubbleActs = this.#bubbleActs();
    this.timeline = new Timeline(byId("timeline"), this.store, (messages) => bubbleNode(messages, this.bubbleActs));
    this.reading = new Reading(this.store, this.timeline, this.api);
    this.presses = new Presses(this.api, toast);
    this.composer = new Composer(key, {
      send: (text, replyTo) => this.api.text(text, replyTo),
      edit: (id, text) => this.api.edit(id, text),
      say: toast,
      authorOf: (message) => author(message, this.bot.first_name),
    });
    this.attach = new Attach(this.api, { say: toast, person: () => this.person, takeReply: () => this.composer.takeReply() });
    this.commands = new Commands((text) => this.said.text(text));
    this.keyboard = new ReplyKeyboard(byId("reply-keyboard"), byId("keyboard-toggle"), {
      onKey: (key) => this.#pressKey(key),
      onChange: (keyboard) => this.#keyboardChanged(keyboard),
    });
    this.header = new Header({ start: () => this.said.start(), block: (blocked) => this.said.block(blocked), isBlocked: () => this.store.blocked });
    this.header.onTyping = () => this.timeline.atBottom && this.timeline.toBottom();
    this.foot = new Foot({ start: () => this.said.start(), unblock: () => this.said.block(false) });
    this.socket = new ChatSocket(key, {
      lastEvent: () => this.store.lastEvent,
      onFrame: (frame) => this.#gather(frame),
      onState: (connected) => this.#connected(connected),
      onGone: () => this.#gone(),
    });
    listenForMenu(byId("timeline"), (id, anchor) => this.#menu(this.store.messages.get(id), anchor));
  }

  start() {
    this.socket.start();
    new PeopleColumn(byId("people"), this.key).start();
  }

  #gather(frame) {
    this.waiting.push(frame);
    if (this.waiting.length === 1) setTimeout(() => this.#work(this.waiting.splice(0)), GATHER_MS);
  }

  #work(frames) {
    const changed = new Set();
    const live = [];
    for (const frame of frames) {
      if (frame.type === "hello") {
        // The rest is of the other database, and comes again in its own order.
        if (!this.#hello(frame)) return;
      } else if (frame.type === "taken") this.#taken(frame.up_to);
      else if (frame.type === "typing") this.header.typing(frame.action, frame.seconds);
      else if (frame.type === "bot_online") this.header.botOnline(frame.online);
      else if (frame.type === "commands") this.commands.update(frame.commands);
      else if (frame.type === "event") {
        const ids = this.store.apply(frame.id, frame.event);
        if (ids === null) continue;
        if (frame.event.nonce && this.api.arrived(frame.event.nonce)) this.composer.arrived(frame.event.message);
        ids.forEach((id) => changed.add(id));
        if (frame.id > this.historyEnd) live.push(frame.event);
      }
    }
    this.#show(changed, live);
  }

  /** @returns {boolean} whether this page may go on with what it holds */
  #hello(frame) {
    if (frame.instance !== (this.instance ?? frame.instance)) return this.#startAnew();
    this.instance = frame.instance;
    this.historyEnd ??= frame.last_event;
    this.person = frame.person;
    this.bot = frame.bot;
    this.bubbleActs.botName = frame.bot.first_name;
    this.bubbleActs.botUsername = frame.bot.username;
    this.reading.title = `${frame.person.first_name} – ${frame.bot.first_name}`;
    this.header.hello(frame.person, frame.bot);
    this.header.botOnline(frame.bot_online);
    this.commands.update(frame.commands);
    if (this.store.lastEvent === 0) this.store.blocked = frame.person.blocked;
    this.timeline.relabelDays(frame.server_time);
    this.#taken(frame.taken_up_to);
    return true;
  }

  /** The server has another database than before: what this page holds belongs to another life. */
  #startAnew() {
    this.store.reset();
    this.timeline.clear();
    this.held.clear();
    this.instance = undefined;
    this.historyEnd = null;
    this.socket.reopen();
    return false;
  }

  #taken(upTo) {
    this.store.takenUpTo = upTo;
    this.timeline.markTaken();
  }

  #show(changed, live) {
    changed.forEach((id) => this.held.add(id));
    // A history is shown when all of it is there: what was read comes after what was written.
    if (this.historyEnd === null || this.store.lastEvent < this.historyEnd) return;
    const wasWatching = this.reading.isWatching();
    const wasEmpty = this.timeline.nodes.size === 0;
    this.foot.update({ blocked: this.store.blocked, empty: this.store.messages.size === 0, description: this.bot.description, botName: this.bot.first_name });
    this.keyboard.update(this.store.replyKeyboard());
    this.timeline.sync(this.held);
    this.held.clear();
    if (wasEmpty && this.timeline.nodes.size > 0) this.#firstView();
    for (const event of live) this.#announce(event, wasWatching);
    this.reading.update();
  }

  /** At the first unread message when there is one above the window's end, else at the end. */
  #firstView() {
    const unread = this.store.unread();
    this.timeline.toBottom();
    if (unread.length === 0) return;
    this.timeline.showDivider(unread[0]);
    this.timeline.toDivider();
  }

  #announce(event, wasWatching) {
    if (event.kind === "callback_answered") {
      this.presses.answered(event.query_id);
      if (event.text) (event.show_alert ? alertBox : toast)(event.text);
      if (event.url) toast("Bot ingin membuka alamat; di telepon ini belum bisa.");
    }
    if (event.kind !== "message") return;
    if (event.message.out) {
      this.timeline.hideDivider();
      this.timeline.toBottom();
      return;
    }
    this.header.typingOver();
    if (!wasWatching) this.timeline.showDivider(event.message.message_id);
    byId("announcer").textContent = `${this.bot.first_name}: ${gist(event.message)}`;
  }

  #connected(connected) {
    byId("connection").hidden = connected;
  }

  /** The server's database was made anew without this person. */
  #gone() {
    byId("connection").textContent = "Orang ini sudah tidak ada. Pilih orang lain di daftar orang.";
    byId("connection").hidden = false;
  }

  #pressKey(key) {
    if (key.request_contact) this.attach.contact();
    else if (key.request_location) this.attach.location();
    else if (key.web_app || key.request_users || key.request_chat || key.request_poll) toast("Tombol ini belum bisa dipakai di telepon ini.");
    else this.said.text(key.text, this.composer.takeReply());
  }

  #keyboardChanged(keyboard) {
    this.composer.placeholder(keyboard?.input_field_placeholder);
    const asking = keyboard?.force_reply && !keyboard.used && this.store.messages.get(keyboard.messageId);
    if (asking) this.composer.reply(asking);
  }

  #menu(message, anchor) {
    if (message === undefined) return;
    openMessageMenu(message, anchor, {
      reply: (each) => this.composer.reply(each),
      edit: (each) => this.composer.edit(each),
      forward: (each) => this.said.forward(each.message_id),
      copy: (words) => copyWords(words, toast),
    });
  }

  /** Everything a bubble may ask for; the bot's name and username are put in at hello. */
  #bubbleActs() {
    return {
      botName: "Bot",
      botUsername: "",
      fileUrl: (id) => this.api.fileUrl(id),
      sendText: (text) => this.said.text(text),
      openStart: (payload) => this.said.start(payload),
      press: (id, row, col, board, button) => this.presses.press(id, row, col, board, button),
      openPhoto: photoBox,
      menu: (message, anchor) => this.#menu(this.store.messages.get(message.message_id), anchor),
      jumpTo: (id) => this.timeline.jumpTo(id) || toast("Pesan itu sudah tidak ada."),
      copy: (words) => copyWords(words, toast),
      say: toast,
    };
  }
}

fillIcons(document);
const framed = window.top !== window;
document.body.classList.toggle("framed", framed);
new Phone(decodeURIComponent(location.pathname.split("/")[2] ?? "")).start();
// Ready to type on a desk; seven phones side by side must not fight for the cursor.
if (!framed && matchMedia("(pointer: fine)").matches) byId("composer-input").focus();
