import { createDelivery, type Delivery } from "../../src/delivery/delivery.ts";
import { createTokens } from "../../src/delivery/tokens.ts";
import type { Adapter, OutgoingMessage } from "../../src/engine/adapter.ts";
import type { EngineDefinition } from "../../src/engine/definition.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { Event, EventBody } from "../../src/engine/event.ts";
import { plainText } from "../../src/engine/plain-text.ts";
import { newId } from "../../src/store/new-id.ts";
import type { Store } from "../../src/store/store.ts";

/** Delivery between a store and a platform that only listens. */
export interface TestService {
  readonly delivery: Delivery;
  readonly installation: string;
  /** Everything that was sent, oldest first. */
  readonly sent: readonly OutgoingMessage[];
  /** Everything logged at error level: fields and text. */
  readonly errors: readonly unknown[];
  /** What one chat was told since the last call, as plain text. */
  heard(space: string): readonly string[];
  /** Another build of the flows beside the first: it takes events, the first goes on sending. */
  deploy(definition: EngineDefinition): Delivery;
  /** The token of a button that opens a command. */
  token(command: string, args: string): string;
  settle(): Promise<void>;
}

/** A playground of its own on the store, spoken to by events. */
export async function startDelivery(
  store: Store,
  definition: EngineDefinition,
): Promise<TestService> {
  const installation = await store.installations.ensure("web", `test-${newId()}`);
  const sent: OutgoingMessage[] = [];
  const errors: unknown[] = [];
  const read = new Map<string, number>();
  const adapter: Adapter = {
    platform: "web",
    installation,
    capabilities: () => {
      throw new Error("Nobody asks for capabilities here");
    },
    directSpace: async (account) => `direct:${account}`,
    start: async () => undefined,
    stop: async () => undefined,
    retract: async ({ messageId }) => ({ kind: "sent", messageId }),
    async send(message) {
      sent.push(message);
      return { kind: "sent", messageId: `m${sent.length}` };
    },
  };
  const tokens = createTokens([new Uint8Array(32).fill(3)]);
  const deploy = (flows: EngineDefinition) =>
    createDelivery({
      store,
      engine: createEngine(flows),
      tokens,
      adapters: [adapter],
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (...logged) => errors.push(logged),
      },
      metrics: { turn: () => undefined, send: () => undefined },
      defaultLocale: "zh-CN",
    });
  const delivery = deploy(definition);
  return {
    delivery,
    installation,
    sent,
    errors,
    heard(space) {
      const all = sent.filter((message) => message.space.platformId === space);
      const fresh = all.slice(read.get(space) ?? 0);
      read.set(space, all.length);
      return fresh.map(({ intent, locale }) => plainText(intent, locale));
    },
    deploy,
    token: (command, args) => tokens.encode({ kind: "open", command, args }) ?? "",
    settle: () => delivery.beat(),
  };
}

/** Something a member says, directly or in the group. */
export function saying(
  service: Pick<TestService, "installation">,
  by: string,
  text: string,
  where: { readonly group?: boolean; readonly addressed?: boolean; readonly body?: EventBody } = {},
): Event {
  const { group = false, addressed = true } = where;
  const key = newId();
  return {
    installation: service.installation,
    deliveryKey: key,
    space: group
      ? { platformId: "group", kind: "group" }
      : { platformId: `direct:${by}`, kind: "direct" },
    account: { platformId: by, name: "林小满" },
    at: Date.UTC(2026, 10, 23, 2),
    body: where.body ?? { kind: "text", text, messageId: `in-${key}`, addressed },
  };
}
