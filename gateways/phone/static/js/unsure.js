/** Acts of which nobody knows whether they arrived. The same act once more keeps its nonce, so that it counts once. */

const newNonce = () => crypto.randomUUID();

export class Unsure {
  constructor() {
    this.nonces = new Map(); // what was done -> its nonce
  }

  /** The nonce for an act: the old one when the same act was left open, else a new one. */
  nonceOf(act) {
    return this.nonces.get(act) ?? newNonce();
  }

  keep(act, nonce) {
    this.nonces.set(act, nonce);
  }

  settle(act) {
    this.nonces.delete(act);
  }

  /** The chat shows what an act made: it had arrived. @returns {boolean} whether somebody waited for that. */
  arrived(nonce) {
    for (const [act, kept] of this.nonces) {
      if (kept === nonce) return this.nonces.delete(act);
    }
    return false;
  }
}
