import { openStream } from "./api.js";

/** @typedef {import("../encode.ts").LiveEvent} LiveEvent */
/** @typedef {"connecting" | "live" | "lost"} ConnectionState */

const SILENCE_MS = 45_000;
const LONGEST_WAIT_MS = 8000;

/**
 * Keeps a member's live connection open, whatever happens to it.
 * @param {string} member
 * @param {{ onEvent: (event: LiveEvent) => void, onState: (state: ConnectionState) => void }} listeners
 * @returns {() => void} how to close it
 */
export function keepConnected(member, { onEvent, onState }) {
  const closing = new AbortController();
  const run = async () => {
    for (let failures = 0; !closing.signal.aborted; ) {
      const heard = await follow(member, closing.signal, (event) => {
        if (event.type === "ready") onState("live");
        onEvent(event);
      });
      if (closing.signal.aborted) return;
      onState("lost");
      failures = heard ? 0 : failures + 1;
      await pause(Math.min(400 * 2 ** failures, LONGEST_WAIT_MS), closing.signal);
    }
  };
  void run();
  return () => closing.abort();
}

/**
 * Follows one stream to its end; true when anything came.
 * @param {string} member
 * @param {AbortSignal} closed
 * @param {(event: LiveEvent) => void} onEvent
 */
async function follow(member, closed, onEvent) {
  const silence = new AbortController();
  let timer = 0;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  let heard = false;
  try {
    listen();
    const stream = await openStream(member, AbortSignal.any([closed, silence.signal]));
    for await (const block of blocksOf(stream)) {
      heard = true;
      listen();
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) deliver(JSON.parse(data), onEvent);
    }
  } catch {
    // Whatever broke it, the caller connects again and the page says so meanwhile.
  } finally {
    clearTimeout(timer);
  }
  return heard;
}

/** A mistake in drawing one event must not look like a broken connection. @param {LiveEvent} event @param {(event: LiveEvent) => void} onEvent */
function deliver(event, onEvent) {
  try {
    onEvent(event);
  } catch (error) {
    reportError(error);
  }
}

/** The blocks of an event stream. @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream */
async function* blocksOf(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split("\n\n");
    rest = blocks.pop() ?? "";
    yield* blocks;
  }
}

/** Waits, but not longer than until the device is online again. @param {number} ms @param {AbortSignal} closed */
function pause(ms, closed) {
  return new Promise((resolve) => {
    const done = () => resolve(undefined);
    const timer = setTimeout(done, ms + Math.random() * 200);
    const early = () => {
      clearTimeout(timer);
      done();
    };
    window.addEventListener("online", early, { once: true });
    closed.addEventListener("abort", early, { once: true });
  });
}
