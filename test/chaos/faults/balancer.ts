import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/**
 * How one delivery of an update went. `refused`: nobody listened; `closed`: the kept connection was being closed
 * when the update was sent on it; `cut`: the line broke before an answer.
 */
export interface Passed {
  readonly update: number;
  readonly port: number;
  readonly answer: number | "refused" | "closed" | "cut";
}

/** What stands before the service's processes: one address, the updates spread over all of them. */
export interface Balancer {
  readonly url: string;
  readonly passed: readonly Passed[];
  /** Under which key the service takes an update: its number, or that of the tap it tells of. */
  keyOf(update: number): string;
  /** Called when an update is handed to its process. */
  onPassing: (delivery: Delivery) => void;
  /** Called when a process has acknowledged an update, before the platform hears of it. */
  onAcknowledged: (delivery: Delivery) => Promise<void> | void;
  /** Makes a repeated delivery look like another update; what then still goes well was never looked at. */
  disguisesRepeats: boolean;
  close(): Promise<void>;
}

/** An update on its way to a process. */
export interface Delivery {
  /** Whose direct chat it comes from. */
  readonly chat: number;
  /** What was written; undefined for a tap. */
  readonly words: string | undefined;
}

const sender = z.object({ id: z.number() });
const updateSchema = z.object({
  update_id: z.number(),
  message: z.object({ from: sender, text: z.string() }).optional(),
  callback_query: z.object({ id: z.string(), from: sender }).optional(),
});

/**
 * Neighbouring updates go to different processes, and a repeated delivery to the next one. An answer that
 * cannot be had is told as 502, so that the platform delivers again.
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const passed: Passed[] = [];
  const tries = new Map<number, number>();
  const taps = new Map<number, string>();

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const read = updateSchema.parse(JSON.parse(body.toString("utf8")));
    const { update_id: update, message, callback_query: tap } = read;
    if (tap) taps.set(update, tap.id);
    const delivery = { chat: (message ?? tap)?.from.id ?? 0, words: message?.text };
    const count = tries.get(update) ?? 0;
    tries.set(update, count + 1);
    const port = ports[(update + count) % ports.length] ?? 0;
    const isDisguised = count > 0 && balancer.disguisesRepeats;
    const asking = ask(agent, port, incoming, isDisguised ? disguised(body, count) : body);
    balancer.onPassing(delivery);
    const answer = await asking;
    passed.push({ update, port, answer });
    if (answer === 200) await balancer.onAcknowledged(delivery);
    outgoing.writeHead(typeof answer === "number" ? answer : 502).end();
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const balancer: Balancer = {
    url: `http://127.0.0.1:${port}`,
    passed,
    keyOf(update) {
      const tap = taps.get(update);
      return tap === undefined ? `u:${update}` : `q:${tap}`;
    },
    onPassing: () => undefined,
    onAcknowledged: () => undefined,
    disguisesRepeats: false,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return balancer;
}

/** The same update under other numbers: those of the update, of its message and of its tap. */
function disguised(body: Buffer, count: number): Buffer {
  const other = (number: string) => String(Number(number) + count * 1_000_000);
  const text = body
    .toString("utf8")
    .replaceAll(/"(update_id|message_id)":(\d+)/g, (_all, name, id) => `"${name}":${other(id)}`)
    .replaceAll(/"id":"(tap\d+)"/g, (_all, id) => `"id":"${id}again${count}"`);
  return Buffer.from(text);
}

function ask(
  agent: Agent,
  port: number,
  { url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Passed["answer"]> {
  return new Promise((resolve) => {
    const outgoing = request(
      {
        agent,
        host: "127.0.0.1",
        port,
        path: url,
        method: "POST",
        headers: { ...headers, "content-length": body.length },
      },
      (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode ?? 0));
        response.once("close", () => resolve("cut"));
      },
    );
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") resolve("refused");
      else resolve(outgoing.reusedSocket ? "closed" : "cut");
    });
    outgoing.end(body);
  });
}
