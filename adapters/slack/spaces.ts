import type { EventSpace } from "../../src/engine/event.ts";

/**
 * A channel as an event names it. Direct chats have ids that begin with D (Conversations API, "Channel
 * types"); every other conversation has members who read what is said.
 */
export function spaceOf(channel: string, type?: string): EventSpace {
  const isDirect = type === undefined ? channel.startsWith("D") : type === "im";
  return { platformId: channel, kind: isDirect ? "direct" : "group" };
}

/** A message's time, ms UTC. */
export function timeOf(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** Whether a text is the name of a Slack message; modals and commands have other ids. */
export function isTs(id: string | undefined): id is string {
  return id !== undefined && /^\d{1,12}\.\d{1,10}$/.test(id);
}
