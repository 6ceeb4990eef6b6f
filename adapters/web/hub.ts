import type { TokenOf } from "../../src/engine/adapter.ts";
import { encodeMessage, type LiveEvent } from "./encode.ts";
import type { PlaygroundMessage } from "./messages-port.ts";
import type { Session } from "./session.ts";
import { maySee } from "./spaces.ts";

const HEARTBEAT_MS = 15_000;
const MAX_PER_MEMBER = 32;
const MAX_WAITING_BYTES = 4_000_000;

/** The live connections of this process; each belongs to one member and gets only what they may see. */
export interface Hub {
  /** A stream of server-sent events; undefined when this member has too many open, or the hub is closed. */
  open(session: Session): ReadableStream<Uint8Array> | undefined;
  publish(message: PlaygroundMessage): void;
  close(): void;
}

interface Connection {
  readonly session: Session;
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
}

/** A hub that shows messages with their buttons' tokens; `now` in ms. */
export function createHub(tokenOf: TokenOf, now: () => number): Hub {
  const connections = new Set<Connection>();
  const encoder = new TextEncoder();
  let closed = false;

  const drop = (connection: Connection) => {
    if (connections.delete(connection)) connection.controller.close();
  };
  const write = (connection: Connection, text: string) => {
    connection.controller.enqueue(encoder.encode(text));
    // A browser that stopped reading must not fill our memory: it comes back and pages through history.
    if ((connection.controller.desiredSize ?? 0) < 0) drop(connection);
  };
  const beat = () => {
    for (const connection of connections) {
      if (connection.session.expiresAt <= now()) drop(connection);
      else write(connection, ": alive\n\n");
    }
  };
  const heart = setInterval(beat, HEARTBEAT_MS);
  heart.unref();

  return {
    open(session) {
      const own = [...connections].filter((one) => one.session.member.id === session.member.id);
      if (closed || own.length >= MAX_PER_MEMBER) return undefined;
      let connection: Connection | undefined;
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            connection = { session, controller };
            connections.add(connection);
            write(connection, lineOf({ type: "ready", member: session.member.id }));
          },
          cancel() {
            if (connection) connections.delete(connection);
          },
        },
        new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }),
      );
    },
    publish(message) {
      const readers = [...connections].filter(({ session }) => maySee(session.member, message));
      if (readers.length === 0) return;
      const text = lineOf({ type: "message", message: encodeMessage(message, tokenOf) });
      for (const connection of readers) write(connection, text);
    },
    close() {
      closed = true;
      clearInterval(heart);
      for (const connection of connections) drop(connection);
    },
  };
}

function lineOf(event: LiveEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
