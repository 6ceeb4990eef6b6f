import { expect } from "vitest";
import { z } from "zod";
import { type Visitor, visitAs } from "../adapters/web/visitor.ts";

/** A message as the playground's page gets it. */
export interface Shown {
  readonly id: string;
  readonly author: string;
  /** A member's words, or what the bot says with all its parts as JSON. */
  readonly words: string;
}

/** Somebody at the playground's page. */
export interface Member {
  readonly visitor: Visitor;
  /** Sends a text to their direct chat, or to another one; the status of the answer and the message's id. */
  sends(text: string, space?: string): Promise<{ readonly status: number; readonly id: string }>;
  /** Sends a text and waits for what the bot says after it in that chat. */
  asks(text: string, space?: string): Promise<string>;
  /** Nothing for a chat that is not theirs. */
  history(space: string): Promise<readonly Shown[]>;
}

const historySchema = z.object({
  messages: z
    .array(
      z.object({
        id: z.string(),
        author: z.string(),
        body: z.looseObject({ kind: z.string(), text: z.string() }),
      }),
    )
    .default([]),
});

const LONGEST_WAIT = { timeout: 20_000, interval: 50 };
let count = 0;

export async function memberOf(url: string, id: string): Promise<Member> {
  const visitor = await visitAs(url, id);

  async function history(space: string): Promise<readonly Shown[]> {
    const { body } = await visitor.read(`history?space=${encodeURIComponent(space)}&limit=50`);
    const { messages } = historySchema.parse(body);
    return messages.map(({ body: said, ...message }) => ({
      ...message,
      words: message.author === "bot" ? JSON.stringify(said) : said.text,
    }));
  }

  async function sends(text: string, space = `direct:${id}`) {
    count += 1;
    const key = `app-test-${process.pid}-${count}`;
    const { status, body } = await visitor.act({ type: "send", key, space, text });
    return { status, id: String(body["messageId"]) };
  }

  async function asks(text: string, space = `direct:${id}`): Promise<string> {
    const sent = await sends(text, space);
    expect(sent.status).toBe(200);
    const answers = async () => {
      const all = await history(space);
      return all.filter((one) => one.author === "bot" && BigInt(one.id) > BigInt(sent.id));
    };
    await expect.poll(answers, LONGEST_WAIT).not.toEqual([]);
    return (await answers()).map(({ words }) => words).join("\n");
  }

  return { visitor, history, sends, asks };
}
