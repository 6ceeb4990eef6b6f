import { sendFrame } from "./api.js";
import { newKey } from "./keys.js";

/**
 * A tap on its way, or one that failed.
 * @typedef {object} Tap
 * @property {string} key the same however often it is tried
 * @property {"sending" | "failed"} state
 */

/** A member's taps on buttons. @param {string} member @param {() => void} changed */
export function createTaps(member, changed) {
  /** @type {Map<string, Tap>} */
  const taps = new Map();
  const nameOf = (/** @type {string} */ id, /** @type {string} */ token) => `${id} ${token}`;

  return {
    /** What is happening to a button of a message. @param {string} id @param {string} token */
    find: (id, token) => taps.get(nameOf(id, token)),

    /** Taps a button; a failed tap is tried again under its key. @param {string} id @param {string} token */
    async tap(id, token) {
      const name = nameOf(id, token);
      const earlier = taps.get(name);
      if (earlier?.state === "sending") return;
      const key = earlier?.key ?? newKey();
      taps.set(name, { key, state: "sending" });
      changed();
      try {
        await sendFrame(member, { type: "tap", key, message: id, token });
        taps.delete(name);
      } catch {
        // Shown beside the button, with a way to try again.
        taps.set(name, { key, state: "failed" });
      }
      changed();
    },
  };
}

/** @typedef {ReturnType<typeof createTaps>} Taps */
