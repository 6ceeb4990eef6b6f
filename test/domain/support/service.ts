import { randomBytes } from "node:crypto";
import { RETENTION_DAYS } from "../../../src/config-lists.ts";
import { conversation } from "../../../src/conversation.ts";
import { conversationParts } from "../../../src/conversation-parts.ts";
import { createDelivery, type Delivery } from "../../../src/delivery/delivery.ts";
import { createTokens, type Tokens } from "../../../src/delivery/tokens.ts";
import type { Adapter, OutgoingMessage } from "../../../src/engine/adapter.ts";
import { createEngine } from "../../../src/engine/engine.ts";
import type { EventBody, IncomingFile } from "../../../src/engine/event.ts";
import type { Button } from "../../../src/engine/intent.ts";
import { editFeed, openKnowledge } from "../../../src/open-knowledge.ts";
import { newId } from "../../../src/store/new-id.ts";
import type { Retention } from "../../../src/store/retention.ts";
import type { Store } from "../../../src/store/store.ts";
import { registerFlows, watchFlows } from "../../support/flow-coverage/watch.ts";

/** A message that went out, and the id the platform gave it. */
export interface Sent extends OutgoingMessage {
  readonly messageId: string;
}

/** The whole service but for a platform: events go in, messages come out. */
export interface TestService {
  readonly counted: { rated: number; refused: number };
  /** Says something in the group (mentioning the bot) or in the direct chat; returns what was sent. */
  says(by: string, text: string, where?: "group" | "direct"): Promise<readonly Sent[]>;
  /** Sends files, with words beside them when there are any. */
  sends(
    by: string,
    files: readonly IncomingFile[],
    where?: "group" | "direct",
    words?: string,
  ): Promise<readonly Sent[]>;
  /** Takes up what other parts of the service have left to be sent. */
  goesOn(): Promise<readonly Sent[]>;
  /** Whether any button has that label. */
  offers(label: string): boolean;
  /** Taps the newest button with that label. */
  taps(by: string, label: string, where?: "group" | "direct"): Promise<readonly Sent[]>;
  /** Everything sent so far. */
  readonly sent: readonly Sent[];
  /** Resolves once the edits of other processes are taken up. */
  knows(test: () => boolean): Promise<void>;
  readonly live: Awaited<ReturnType<typeof openKnowledge>>["live"];
  close(): Promise<void>;
}

const KEY = randomBytes(32);

/** The platform that several processes share: only the one that owns the token sends. */
export interface Platform {
  readonly sent: Sent[];
  readonly beats: (() => Promise<void>)[];
}

/** What an operator could have set. */
export interface ServiceSettings {
  /** The time (ms UTC) by which announcements are due or held; the database's clock when not given. */
  readonly announcesAt?: number;
  readonly zone?: string;
  readonly retention?: Retention;
}

export async function openService(
  store: Store,
  installation: string,
  folder: string,
  platform: Platform,
  { announcesAt, zone, retention = RETENTION_DAYS }: ServiceSettings = {},
): Promise<TestService> {
  const knowledge = await openKnowledge(folder);
  const quiet = { info: () => {}, warn: () => {}, error: fail };
  const following = await knowledge.live.follow(editFeed(store), quiet);
  const counted = { rated: 0, refused: 0 };
  const metrics = {
    turn: () => {},
    send: () => {},
    rating: () => {
      counted.rated += 1;
    },
    staffRefusal: () => {
      counted.refused += 1;
    },
  };
  const { sent, beats } = platform;
  const site = { address: () => "https://juchang.example", isPlayground: () => true };
  const tokens = createTokens([KEY]);
  const definition = conversation(
    conversationParts({
      ...knowledge,
      store,
      site,
      rateOf: () => 30,
      isHeld: () => false,
      metrics,
      retention,
      zone,
    }),
  );
  registerFlows(definition.flows);
  const delivery = createDelivery({
    store,
    engine: createEngine(watchFlows(definition)),
    tokens,
    adapters: [recorder(installation, sent, tokens)],
    log: quiet,
    metrics,
    defaultLocale: "zh-CN",
    announcementsNow: announcesAt === undefined ? undefined : async () => announcesAt,
  });
  beats.push(delivery.beat);
  const happens = happening(store, delivery, installation, platform);
  return {
    counted,
    sent,
    live: knowledge.live,
    says: (by, text, where = "direct") =>
      happens(by, where, { kind: "text", text, messageId: newId(), addressed: true }),
    sends: (by, files, where = "direct", words = "") => {
      const said = { messageId: newId(), addressed: where === "direct", files };
      const isWordless = words === "";
      return happens(
        by,
        where,
        isWordless ? { kind: "file", ...said } : { kind: "text", text: words, ...said },
      );
    },
    async goesOn() {
      const before = sent.length;
      await beatAll(store, platform);
      return sent.slice(before);
    },
    offers: (label) => offeredIn(sent, label) !== undefined,
    taps: async (by, label, where = "direct") => {
      const token = tokens.encode(buttonOf(sent, label).action) ?? "";
      return happens(by, where, { kind: "tap", token });
    },
    async knows(test) {
      for (let tries = 0; !test(); tries++) {
        if (tries > 1_000) throw new Error("The edit was not taken up");
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      await delivery.stop();
      await following.close();
    },
  };
}

function fail(fields: Readonly<Record<string, unknown>>, message: string): void {
  throw new Error(message, { cause: fields["err"] });
}

function happening(store: Store, delivery: Delivery, installation: string, platform: Platform) {
  const { sent } = platform;
  return async (by: string, where: "group" | "direct", body: EventBody) => {
    const before = sent.length;
    const receipt = await delivery.receive({
      installation,
      deliveryKey: newId(),
      space:
        where === "direct"
          ? { platformId: `direct:${by}`, kind: "direct" }
          : { platformId: "group", kind: "group" },
      account: { platformId: by, name: by },
      at: Date.now(),
      body,
    });
    if (receipt.kind === "failed") throw new Error("The turn failed");
    await beatAll(store, platform);
    return sent.slice(before);
  };
}

/** Sends until nothing waits. */
async function beatAll(store: Store, { beats }: Platform): Promise<void> {
  for (;;) {
    for (const beat of beats) await beat();
    const { outboundQueued, outboundLater } = await store.counts();
    if (outboundQueued + outboundLater === 0) return;
  }
}

function recorder(installation: string, sent: Sent[], tokens: Tokens): Adapter {
  return {
    platform: "web",
    installation,
    capabilities: () => ({
      buttons: { max: 20, perRow: 4, labelChars: 60 },
      onlyYou: true,
      edit: true,
      reply: true,
      threads: false,
      maxTextChars: 20_000,
    }),
    directSpace: async (account) => `direct:${account}`,
    start: async () => {},
    stop: async () => {},
    retract: async ({ messageId }) => ({ kind: "sent", messageId }),
    send: async (message) => {
      for (const { action } of buttonsOf(message)) tokens.encode(action);
      const messageId = `bot-${sent.length}`;
      sent.push({ ...message, messageId });
      return { kind: "sent", messageId };
    },
  };
}

function buttonsOf({ intent }: OutgoingMessage): readonly Pick<Button, "label" | "action">[] {
  return [...(intent.buttons ?? []), ...(intent.kind === "choose" ? intent.options : [])];
}

/** The first such button of the newest message that has one. */
function offeredIn(sent: readonly Sent[], label: string) {
  const offers = sent.map((message) =>
    buttonsOf(message).find((each) => each.label.includes(label)),
  );
  return offers.findLast((button) => button !== undefined);
}

function buttonOf(sent: readonly Sent[], label: string): Pick<Button, "label" | "action"> {
  const button = offeredIn(sent, label);
  if (!button) throw new Error(`Nobody was offered “${label}”`);
  return button;
}
