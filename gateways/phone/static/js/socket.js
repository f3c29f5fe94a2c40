/** One WebSocket that always comes back and asks for everything after the last event it has. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;
const SILENCE_MS = 35_000; // the server pings each 15 s
const STALE_MS = 20_000;
const NO_SUCH_PERSON = 4404;

export class ChatSocket {
  /**
   * @param {string} key whose chat
   * @param {{lastEvent: () => number, onFrame: (frame: object) => void, onState: (connected: boolean) => void, onGone: () => void}} wiring
   */
  constructor(key, wiring) {
    this.key = key;
    this.wiring = wiring;
    this.wait = FIRST_WAIT_MS;
    this.socket = null;
    this.timer = null;
    this.heardAt = 0;
  }

  start() {
    this.#open();
    setInterval(() => this.#watch(), 3_000);
    addEventListener("online", () => this.#wake());
    addEventListener("pageshow", () => this.#wake());
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake());
  }

  /** Drops the connection and opens a new one at once (after the store was emptied, or after sleep). */
  reopen() {
    this.wait = FIRST_WAIT_MS;
    this.#drop();
    this.#open();
  }

  #open() {
    clearTimeout(this.timer);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const after = this.wiring.lastEvent();
    const socket = new WebSocket(`${scheme}//${location.host}/ws/${encodeURIComponent(this.key)}?after=${after}`);
    this.socket = socket;
    this.heardAt = Date.now();
    socket.onmessage = (message) => {
      if (socket !== this.socket) return;
      this.heardAt = Date.now();
      const frame = JSON.parse(message.data);
      if (frame.type === "hello") {
        this.wait = FIRST_WAIT_MS;
        this.wiring.onState(true);
      }
      this.wiring.onFrame(frame);
    };
    socket.onclose = (event) => {
      if (socket !== this.socket) return;
      if (event.code === NO_SUCH_PERSON) this.wiring.onGone();
      else this.#later();
    };
  }

  #later() {
    this.#drop();
    this.wiring.onState(false);
    clearTimeout(this.timer);
    // Some chance in the wait, so that seven windows do not knock at the same instant.
    this.timer = setTimeout(() => this.#open(), this.wait * (0.8 + 0.4 * Math.random()));
    this.wait = Math.min(this.wait * 1.6, LONGEST_WAIT_MS);
  }

  #drop() {
    const old = this.socket;
    this.socket = null;
    if (old === null) return;
    old.onclose = null;
    old.onmessage = null;
    old.close();
  }

  #watch() {
    if (this.socket !== null && Date.now() - this.heardAt > SILENCE_MS) this.#later();
  }

  #wake() {
    const open = this.socket !== null && this.socket.readyState <= WebSocket.OPEN;
    if (!open || Date.now() - this.heardAt > STALE_MS) this.reopen();
  }
}
