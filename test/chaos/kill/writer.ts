import { z } from "zod";

/** A member at a browser, who sends one message after the other, each until it is taken. */
export interface Writer {
  /** Keys of the messages that were acknowledged. */
  readonly acknowledged: readonly string[];
  /** Requests that came to nothing: refused, cut off, or answered by nobody. */
  readonly failed: () => number;
  /** Sends until told to stop, and the last message until it is taken. */
  write(): Promise<void>;
  stop(): void;
}

const opened = z.object({ token: z.string() });
const taken = z.object({ messageId: z.string() });
const AGAIN_AFTER_MS = 50;
/** Questions, commands and words that lead nowhere: each is answered. */
const SAYINGS = ["帮助", "房租最多能减多少？", "雏鹰计划是什么？", "人工", "取消"];

/** `addressOf` says where the service is now, and undefined while there is none. */
export function createWriter(member: string, addressOf: () => string | undefined): Writer {
  const acknowledged: string[] = [];
  let failed = 0;
  let isStopped = false;
  let session: string | undefined;

  async function post(url: string, path: string, body: object): Promise<unknown> {
    const response = await fetch(`${url}/playground/api/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(session === undefined ? {} : { authorization: `Bearer ${session}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`refused: ${response.status}`);
    return response.json();
  }

  async function trySend(key: string, text: string): Promise<boolean> {
    const url = addressOf();
    if (url === undefined) return false;
    try {
      session ??= opened.parse(await post(url, "session", { member })).token;
      const frame = { type: "send", key, space: `direct:${member}`, text };
      taken.parse(await post(url, "frames", frame));
      return true;
    } catch {
      failed += 1;
      return false;
    }
  }

  return {
    acknowledged,
    failed: () => failed,
    async write() {
      for (let count = 0; !isStopped; count++) {
        const key = `kill-${member}-${count}`;
        const text = SAYINGS[count % SAYINGS.length] ?? "";
        while (!(await trySend(key, text))) {
          await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
        }
        acknowledged.push(key);
      }
    },
    stop() {
      isStopped = true;
    },
  };
}
