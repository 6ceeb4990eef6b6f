import { createHmac, randomUUID } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import {
  createWebAdapter,
  type WebAdapter,
  type WebAdapterOptions,
} from "../../../adapters/web/index.ts";
import type { Receive } from "../../../src/engine/adapter.ts";
import type { Event } from "../../../src/engine/event.ts";
import { decodeToken, encodeToken } from "../../../src/engine/token.ts";
import { createLook, LOOK_PATH } from "../../../src/http/look/look.ts";
import { createMemoryMessages, type MemoryMessages } from "./memory-messages.ts";
import { type Reply, repliesTo } from "./script.ts";

const SECRET = "a secret of the tests, long enough to sign with";

const mac = (text: string) => createHmac("sha256", SECRET).update(text).digest("base64url");

/** The playground on a port of its own, with messages in memory and a scripted bot instead of the service. */
export interface FakeService {
  readonly url: string;
  readonly adapter: WebAdapter;
  readonly messages: MemoryMessages;
  /** Every event the bot has taken. */
  readonly events: readonly Event[];
  /** Logged warnings: fields and text. */
  readonly warnings: readonly unknown[];
  /** While true the bot takes nothing, and a redelivery is due. */
  refusing: boolean;
  stop(): Promise<void>;
}

export type FakeOptions = Partial<
  Omit<WebAdapterOptions, "installation" | "tokenOf" | "secret" | "messages">
> & { readonly messages?: MemoryMessages; readonly port?: number };

/** Starts the playground; the caller stops it. */
export async function startFakeService(options: FakeOptions = {}): Promise<FakeService> {
  const { messages = createMemoryMessages(options.now), port = 0, ...rest } = options;
  const events: Event[] = [];
  const warnings: unknown[] = [];
  const seen = new Set<string>();
  const adapter = createWebAdapter({
    installation: "web0",
    messages,
    tokenOf: (action) => encodeToken(action, mac),
    secret: SECRET,
    log: { warn: (...logged) => warnings.push(logged) },
    ...rest,
  });
  const run = randomUUID().slice(0, 8);
  let count = 0;
  const say = async (reply: Reply, key: string) => {
    const result = await adapter.send({ outbound: key, locale: "zh-CN", ...reply });
    if (result.kind === "sent" && reply.edited) {
      await say({ ...reply.edited, edits: result.messageId }, `${key}e`);
    }
  };
  const receive: Receive = async (event) => {
    if (fake.refusing) throw new Error("The bot takes nothing now");
    if (seen.has(event.deliveryKey)) return { kind: "duplicate" };
    seen.add(event.deliveryKey);
    events.push(event);
    count += 1;
    const action =
      event.body.kind === "tap" ? (decodeToken(event.body.token, mac) ?? "forged") : undefined;
    for (const [index, reply] of repliesTo(event, action).entries()) {
      await say(reply, `out${run}x${count}x${index}`);
    }
    return { kind: "committed" };
  };
  const app = new Hono().route(LOOK_PATH, createLook()).route("/", adapter.app);
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port });
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const fake: FakeService = {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    adapter,
    messages,
    events,
    warnings,
    refusing: false,
    async stop() {
      await adapter.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await adapter.start(receive);
  return fake;
}
