import { SAMPLE_FRAMES } from "../../../adapters/web/samples.ts";

/** A browser's side of the wire, without a browser. */
export interface Visitor {
  readonly token: string;
  /** Sends a frame, whatever it is; the status and the JSON that came back. */
  act(frame: unknown): Promise<Answer>;
  read(path: string): Promise<Answer>;
  /** Follows the live stream until it is closed. */
  follow(): Promise<Follower>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A live stream and everything that came over it, as text. */
export interface Follower {
  received(): string;
  /** Resolves once the text has come. */
  until(text: string): Promise<void>;
  /** Resolves once the service has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

const api = (url: string, path: string) => `${url}/playground/api/${path}`;

/** Opens a session as a member. */
export async function visitAs(url: string, member: string): Promise<Visitor> {
  const opened = await fetch(api(url, "session"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ member }),
  });
  const { token } = (await opened.json()) as { token: string };
  return visitWith(url, token);
}

/** Goes on with a token, real or not. */
export function visitWith(url: string, token: string): Visitor {
  const authorization = `Bearer ${token}`;
  return {
    token,
    async act(frame) {
      const response = await fetch(api(url, "frames"), {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: typeof frame === "string" ? frame : JSON.stringify(frame),
      });
      return answerOf(response);
    },
    async read(path) {
      return answerOf(await fetch(api(url, path), { headers: { authorization } }));
    },
    async follow() {
      const closing = new AbortController();
      const response = await fetch(api(url, "stream"), {
        headers: { authorization },
        signal: closing.signal,
      });
      if (!response.ok || !response.body) throw new Error(`No stream: ${response.status}`);
      return followerOf(response.body, () => closing.abort());
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

function followerOf(stream: ReadableStream<Uint8Array>, close: () => void): Follower {
  let received = "";
  let waiting: (() => void)[] = [];
  const listen = async () => {
    const decoder = new TextDecoder();
    for await (const part of stream) {
      received += decoder.decode(part, { stream: true });
      for (const resolve of waiting.splice(0)) resolve();
    }
  };
  // A stream that the test closes ends with an abort, which is no failure.
  const ended = listen().catch(() => undefined);
  return {
    received: () => received,
    async until(text) {
      while (!received.includes(text)) {
        await new Promise<void>((resolve) => {
          waiting = [...waiting, resolve];
        });
      }
    },
    ended,
    close,
  };
}

let count = 0;

/** A frame that sends this text. */
export function sending(text: string, space = "group") {
  count += 1;
  return { ...SAMPLE_FRAMES.send, key: `key-of-test-${count}`, space, text };
}
