import type { Adapter, Receive } from "../../src/engine/adapter.ts";
import type { Event } from "../../src/engine/event.ts";

/** A platform with an adapter on it, spoken to by a member of a group; what every adapter must pass runs on this. */
export interface ContractPlatform {
  readonly adapter: Adapter;
  /** Every event that was handed over, the refused ones among them. */
  readonly events: readonly Event[];
  /** Decides about each event; commits it by default. */
  decide: Receive;
  /** Platform ids. */
  readonly group: string;
  readonly asker: string;
  /** Speaks to the bot in the group, in the surest way the platform has; resolves when it was delivered. */
  asks(text: string): Promise<void>;
  saysDirectly(text: string): Promise<void>;
  /** The asker taps a button in the group. */
  taps(label: string): Promise<void>;
  /** Everything the bot said there that the viewer can read, its buttons among it. */
  sees(viewer: "asker" | "other", place: "group" | "direct"): readonly string[];
  /** The next message to the group is told to wait seven seconds; false where the platform has no limits. */
  limits(): boolean;
  /** The next message to the group arrives, but the platform's answer is lost; false where none can be. */
  losesAnswer(): boolean;
  stop(): Promise<void>;
}

/** Remembers events and asks `decide` about them. */
export function recorder(platform: () => Pick<ContractPlatform, "decide">) {
  const events: Event[] = [];
  const receive: Receive = (event) => {
    events.push(event);
    return platform().decide(event);
  };
  return { events, receive };
}

/** Takes everything. */
export const COMMITS: Receive = async () => ({ kind: "committed" });
