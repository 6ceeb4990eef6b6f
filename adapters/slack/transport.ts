import { type Context, Hono } from "hono";
import { decode } from "./decode.ts";
import { type Delivery, type FindTeam, UnreadableDelivery } from "./incoming.ts";
import { type Intake, NotOpen } from "./intake.ts";
import type { AdapterLog } from "./log.ts";
import { isGenuine } from "./signature.ts";

/** What the route works with. */
export interface TransportServices {
  readonly signingSecret: string;
  readonly findTeam: FindTeam;
  readonly intake: Intake;
  /** The clock, ms UTC. */
  readonly now: () => number;
  readonly log: AdapterLog;
}

/**
 * Everything Slack posts to us, on one path: events, interactions, slash commands. 401 for what Slack did not
 * sign just now, 400 for what cannot be read, 503 when it must be delivered again; a retry is a delivery like
 * any other, since it may be the first that arrives.
 */
export function createTransport(services: TransportServices): Hono {
  const { signingSecret, intake, findTeam, now, log } = services;
  const app = new Hono();
  app.post("/slack/events", async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const timestamp = c.req.header("x-slack-request-timestamp");
    const signature = c.req.header("x-slack-signature");
    if (!isGenuine({ timestamp, signature, body }, signingSecret, now())) {
      return refuse(c, 401, "unauthorized");
    }
    try {
      const delivery = deliveryOf(body, c.req.header("content-type") ?? "");
      return acknowledge(c, await intake.take(decode(delivery, findTeam, now())));
    } catch (error) {
      if (error instanceof UnreadableDelivery) return refuse(c, 400, "bad-request");
      if (!(error instanceof NotOpen)) log.warn({ err: error }, "a delivery was not taken");
      return refuse(c, 503, "not-taken");
    }
  });
  return app;
}

function acknowledge(c: Context, acknowledgement: object | undefined) {
  return acknowledgement === undefined ? c.body(null, 200) : c.json(acknowledgement);
}

function refuse(c: Context, status: 400 | 401 | 503, error: string) {
  return c.json({ error }, status);
}

/** Events come as JSON; interactions as a form whose `payload` is JSON; commands as a form. */
function deliveryOf(bytes: Uint8Array, contentType: string): Delivery {
  const text = textOf(bytes);
  if (!contentType.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    return { type: "events_api", body: jsonOf(text) };
  }
  const form = new URLSearchParams(text);
  const payload = form.get("payload");
  return payload === null
    ? { type: "slash_commands", body: Object.fromEntries(form) }
    : { type: "interactive", body: jsonOf(payload) };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableDelivery("Not UTF-8", { cause });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableDelivery("Not JSON", { cause });
  }
}
