import type {
  OutgoingMessage,
  SendResult,
  ShownPicture,
  TokenOf,
} from "../../src/engine/adapter.ts";
import type { CallHistory } from "./call-history.ts";
import type { Client, Method, Outcome } from "./client.ts";
import type { Failure } from "./failure.ts";
import type { KeptPictures } from "./kept-pictures.ts";
import type { AdapterLog } from "./log.ts";
import type { Standing } from "./standing.ts";
import type { HeldTaps } from "./taps.ts";

/** What a call to a chat takes. */
export interface ChatCalls {
  readonly client: Client;
  readonly standing: Standing;
  readonly history: CallHistory;
  /** ms. */
  readonly now: () => number;
}

/** What sending needs. */
export interface OutboxServices extends ChatCalls {
  readonly taps: HeldTaps;
  readonly tokenOf: TokenOf;
  readonly commands: ReadonlySet<string>;
  readonly publicUrl: string | undefined;
  /** How far messages have come that were put back, by outbound: they go on where they were. */
  readonly begun: Map<string, Begun>;
  readonly pictures: KeptPictures;
  readonly log: AdapterLog;
}

/** A message that is being sent, as a new one unless it says otherwise. */
export interface Begun {
  /** How many of its parts have arrived. */
  readonly arrived: number;
  /** What the next part must do without; everything is tried when there is nothing. */
  readonly manner?: Manner | undefined;
  /** The picture that stands with it by now. */
  readonly shown?: ShownPicture | undefined;
  /** It still changes the earlier message, and is no new one. */
  readonly isEdit?: boolean;
  /** The earlier picture is too old to be deleted. */
  readonly isUndeletable?: boolean;
}

/** How a part is sent: whole at first, with less when the platform does not take that. */
export interface Manner {
  readonly inThread: boolean;
  readonly formatted: boolean;
}

/** One call to a chat, remembered for its pace. */
export async function callChat<Result>(
  { client, history, standing, now }: ChatCalls,
  chat: string,
  method: Method<Result>,
): Promise<Outcome<Result>> {
  history.made(chat, now());
  const outcome = await client.call(method);
  history.answered(chat, now());
  if (outcome.ok) standing.works();
  return outcome;
}

const AGAIN_MS = 1_000;
const BAD_TOKEN_MS = 60_000;

/** What a failed call means for its message. */
export function resultOf(
  { history, standing, now }: OutboxServices,
  { space }: Pick<OutgoingMessage, "space">,
  failure: Failure,
): SendResult {
  switch (failure.kind) {
    case "tooFast": {
      const scope = history.scopeOf(space.platformId, now(), failure.afterMs);
      return { kind: "later", afterMs: failure.afterMs, scope };
    }
    case "moved":
      return { kind: "moved", toPlatformId: failure.toPlatformId };
    case "unreachable":
      return { kind: "unreachable", reason: failure.reason };
    case "badToken":
      standing.revoked();
      return { kind: "later", afterMs: BAD_TOKEN_MS, scope: "token" };
    case "notSent":
      return { kind: "later", afterMs: AGAIN_MS, scope: "token" };
    case "unsure":
      return { kind: "uncertain", reason: failure.reason };
    case "refused":
    case "badForm":
      return { kind: "refused", reason: failure.reason };
    case "notModified":
    case "gone":
    case "tooOld":
    case "cannotEdit":
    case "noThread":
    case "conflict":
      return { kind: "refused", reason: failure.kind };
  }
}

/** The same for an edit, which can be made again without harm when nobody knows whether it was made. */
export function editResultOf(
  services: OutboxServices,
  message: Pick<OutgoingMessage, "space">,
  failure: Failure,
): SendResult {
  return failure.kind === "unsure"
    ? { kind: "later", afterMs: AGAIN_MS, scope: "message" }
    : resultOf(services, message, failure);
}
