import {
  type Adapter,
  type Capabilities,
  type OutgoingMessage,
  PAST_WINDOW,
  type Platform,
  type SendResult,
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
  /** Ids of messages that were taken back, in order. */
  readonly retracted: string[];
  /** Whether the platform still lets a message be taken back. */
  retractable: (messageId: string) => boolean;
  /** Decides about a call before it is accepted; undefined accepts it. */
  decide: (message: OutgoingMessage) => Promise<SendResult | undefined> | SendResult | undefined;
}

export function strictAdapter(installation: string, platform: Platform = "web"): StrictAdapter {
  const arrived: OutgoingMessage[] = [];
  const adapter: StrictAdapter = {
    platform,
    installation,
    arrived,
    retracted: [],
    retractable: () => true,
    decide: () => undefined,
    capabilities: () => CAPABILITIES,
    directSpace: async (account) => `direct:${account}`,
    start: async () => undefined,
    stop: async () => undefined,
    async retract({ messageId }) {
      if (!adapter.retractable(messageId)) return { kind: "refused", reason: PAST_WINDOW };
      adapter.retracted.push(messageId);
      return { kind: "sent", messageId };
    },
    async send(message) {
      const decided = await adapter.decide(message);
      if (decided) return decided;
      arrived.push(message);
      return { kind: "sent", messageId: `${installation}-${arrived.length}` };
    },
  };
  return adapter;
}
