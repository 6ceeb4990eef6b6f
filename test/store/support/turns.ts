import type { Event, EventBody } from "../../../src/engine/event.ts";
import type { Intent } from "../../../src/engine/intent.ts";
import { EMPTY_STATE, type LaneState } from "../../../src/engine/state.ts";
import { turnReference } from "../../../src/engine/turn.ts";
import { newId } from "../../../src/store/new-id.ts";
import type { Store } from "../../../src/store/store.ts";
import type { LoadedLane } from "../../../src/store/turns/loaded.ts";
import type { OutboundDraft, TurnCommit } from "../../../src/store/turns/turn-commit.ts";

/** A member who writes directly to the bot, or in a group. */
export interface Said {
  readonly installation: string;
  readonly text?: string;
  readonly by?: string;
  readonly name?: string;
  readonly in?: string;
  readonly key?: string;
  readonly body?: EventBody;
}

/** An event; each has delivery and content keys of its own unless told otherwise. */
export function said({ installation, text = "你好", by = "lin", name, ...more }: Said): Event {
  const key = more.key ?? newId();
  return {
    installation,
    deliveryKey: key,
    contentKey: `content ${key}`,
    space:
      more.in === undefined
        ? { platformId: `direct:${by}`, kind: "direct" }
        : { platformId: more.in, kind: "group", title: "创作者群" },
    account: { platformId: by, ...(name === undefined ? {} : { name }) },
    at: Date.UTC(2026, 10, 24),
    body: more.body ?? { kind: "text", text, messageId: `m-${key}`, addressed: true },
  };
}

/** A message as a turn says it. */
export function draft(
  to: OutboundDraft["to"],
  intent: Intent = { kind: "say", text: "您好" },
  more: Partial<OutboundDraft> = {},
): OutboundDraft {
  return { id: newId(), to, intent, locale: "zh-CN", purpose: "reply", ...more };
}

/** What a turn commits: an answer where the event came from, unless told otherwise. */
export function commitOf(
  loaded: LoadedLane,
  event: Event | undefined,
  more: Partial<TurnCommit> = {},
): TurnCommit {
  const state: LaneState = { ...EMPTY_STATE, runCount: loaded.revision };
  return {
    loaded,
    event,
    reference: turnReference(loaded),
    state,
    summary: { outcome: "answer" },
    outbound: loaded.space ? [draft({ kind: "space", at: { space: loaded.space.id } })] : [],
    timers: [],
    records: [],
    ...more,
  };
}

/** Loads an event and commits one turn for it. */
export async function take(store: Store, event: Event, more: Partial<TurnCommit> = {}) {
  const loaded = await store.turns.load(event);
  const turn = commitOf(loaded, event, more);
  const [result] = await store.turns.commit([turn]);
  return { loaded, turn, result };
}
