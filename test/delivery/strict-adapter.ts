import type {
  Adapter,
  Capabilities,
  OutgoingMessage,
  Platform,
  SendResult,
} from "../../src/engine/adapter.ts";

const CAPABILITIES: Capabilities = {
  buttons: { max: 10, perRow: 3, labelChars: 40 },
  onlyYou: true,
  edit: true,
  reply: true,
  threads: true,
  maxTextChars: 4_000,
};

/** An adapter whose platform does what the test says, and remembers what arrived. */
export interface StrictAdapter extends Adapter {
  /** What the platform has accepted, in order. */
  readonly arrived: OutgoingMessage[];
  /** Decides about a call before it is accepted; undefined accepts it. */
  decide: (message: OutgoingMessage) => Promise<SendResult | undefined> | SendResult | undefined;
}

export function strictAdapter(installation: string, platform: Platform = "web"): StrictAdapter {
  const arrived: OutgoingMessage[] = [];
  const adapter: StrictAdapter = {
    platform,
    installation,
    arrived,
    decide: () => undefined,
    capabilities: () => CAPABILITIES,
    directSpace: async (account) => `direct:${account}`,
    start: async () => undefined,
    stop: async () => undefined,
    async send(message) {
      const decided = await adapter.decide(message);
      if (decided) return decided;
      arrived.push(message);
      return { kind: "sent", messageId: `${installation}-${arrived.length}` };
    },
  };
  return adapter;
}
