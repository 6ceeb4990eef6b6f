import type { EffectResult } from "../../engine/command.ts";
import type { Json, Transaction } from "../../engine/terms.ts";
import { addAudit, OPERATOR } from "../../store/audit.ts";
import { keepRecipients } from "../../store/broadcasts/audience.ts";
import {
  addBroadcast,
  lockBroadcast,
  moveBroadcast,
  replaceDraft,
} from "../../store/broadcasts/broadcasts.ts";
import { dropCopies, skipWaiting, takeBackCopies } from "../../store/broadcasts/copies.ts";
import type { BroadcastState } from "../../store/schema/broadcasts.ts";
import { type Permission, permitted } from "../permissions.ts";
import { isForApplicants, reachesGroups } from "./applicants.ts";
import {
  type Broadcast,
  type BroadcastContent,
  broadcastOf,
  contentSchema,
  lengthOf,
  MOST_CHARACTERS,
  MOST_CORRECTION,
} from "./content.ts";
import { audienceOf, estimate, needsApproval, type RateOf } from "./estimate.ts";
import { type BroadcastAct, nextState } from "./machine.ts";
import { isQuiet } from "./quiet-hours.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** What came of an act. */
export type ActResult =
  | Tagged<"done", { readonly state: BroadcastState }>
  | Tagged<"not_found">
  /** The role does not go so far. */
  | Tagged<"not_allowed">
  /** It cannot be done in the state the announcement is in. */
  | Tagged<"not_now", { readonly state: BroadcastState }>
  | Tagged<"nobody">
  | Tagged<"past">
  /** Other words, or a note, that no message holds. */
  | Tagged<"too_long", { readonly most: number; readonly length: number }>
  /** Whoever wrote it cannot be the second person. */
  | Tagged<"own">;

/** What a new announcement is made of. */
export interface NewBroadcast
  extends Pick<Broadcast, "playground" | "topic" | "audience" | "buttons" | "required"> {
  readonly content: BroadcastContent;
  readonly scheduledAt?: number | undefined;
  /** Why it may be sent in quiet hours. */
  readonly override?: string | undefined;
}

/** What acts need to know of the world. */
export interface ActParts {
  /** ms UTC. */
  readonly now: number;
  readonly rateOf: RateOf;
}

/** Writes a draft, of that id when one is given; undefined when the author's role does not go so far. */
export async function createBroadcast(
  transaction: Transaction,
  author: string,
  wish: NewBroadcast,
  given?: string,
): Promise<string | undefined> {
  if (!(await mayWrite(transaction, author, wish))) return undefined;
  const id = await addBroadcast(transaction, draftOf(author, wish), given);
  await note(transaction, author, "broadcast.created", id);
  return id;
}

/** Replaces a draft that nobody has changed since; false when somebody has. */
export async function rewriteBroadcast(
  transaction: Transaction,
  author: string,
  draft: Pick<Broadcast, "id" | "revision">,
  wish: NewBroadcast,
): Promise<boolean> {
  if (!(await mayWrite(transaction, author, wish))) return false;
  const replaced = await replaceDraft(transaction, draft, draftOf(author, wish));
  if (replaced) await note(transaction, author, "broadcast.rewritten", draft.id);
  return replaced;
}

async function mayWrite(
  transaction: Transaction,
  author: string,
  { audience }: Pick<NewBroadcast, "audience">,
): Promise<boolean> {
  if (!(await permitted(transaction, author, "broadcasts.write"))) return false;
  if (!(await isForApplicants(transaction, audience))) return true;
  if (reachesGroups(audience)) throw new Error("What applicants are told must not reach groups");
  return (await permitted(transaction, author, "broadcasts.cases")) !== undefined;
}

function draftOf(author: string, { content, audience, buttons, ...wish }: NewBroadcast) {
  return {
    ...wish,
    author,
    words: JSON.stringify(content),
    audience: asJson(audience),
    buttons: asJson(buttons),
    scheduledAt: wish.scheduledAt,
    override: wish.override,
  };
}

function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** Which permission each act asks for. */
export const ACT_PERMISSION: Readonly<Record<BroadcastAct, Permission>> = {
  submit: "broadcasts.send",
  approve: "broadcasts.approve",
  return: "broadcasts.write",
  begin: "broadcasts.send",
  pause: "broadcasts.send",
  resume: "broadcasts.send",
  finish: "broadcasts.send",
  retry: "broadcasts.send",
  edit: "broadcasts.send",
  cancel: "broadcasts.send",
  recall: "broadcasts.send",
};

/** Who does what to which announcement. */
export interface Wish {
  readonly id: string;
  readonly by: string;
  /** For an edit: the new words. For a recall: what is posted where a copy cannot be taken back. */
  readonly content?: Partial<BroadcastContent> | undefined;
  /** For a submission: why it may be sent in quiet hours. */
  readonly override?: string | undefined;
  /** For a retry: copies of which nobody knows whether they arrived are sent again too. */
  readonly evenUncertain?: boolean | undefined;
  /** For a retry: those alone, and not the failed. */
  readonly onlyUncertain?: boolean | undefined;
}

/** Does something to an announcement, if the person may and its state allows. */
export async function actOnBroadcast(
  transaction: Transaction,
  act: BroadcastAct,
  wish: Wish,
  parts: ActParts,
): Promise<ActResult> {
  if (!(await permitted(transaction, wish.by, ACT_PERMISSION[act]))) return { kind: "not_allowed" };
  const kept = await lockBroadcast(transaction, wish.id);
  if (!kept) return { kind: "not_found" };
  const broadcast = broadcastOf(kept);
  const releases = act === "submit" || act === "approve";
  if (releases && !(await mayWrite(transaction, wish.by, broadcast)))
    return { kind: "not_allowed" };
  const refusal = await refusalOf(transaction, act, wish, broadcast, parts);
  if (typeof refusal === "object") return refusal;
  const state = nextState(broadcast.state, act, refusal);
  if (!state) return { kind: "not_now", state: broadcast.state };
  await moveBroadcast(transaction, kept, { state, ...changesOf(act, wish, broadcast) });
  await carryOut(transaction, act, wish, broadcast);
  const overrides = act === "submit" && (wish.override ?? broadcast.override) !== undefined;
  const details = {
    from: broadcast.state,
    to: state,
    ...(overrides ? { quietHours: "overridden" } : {}),
  };
  await note(transaction, wish.by, `broadcast.${act}`, broadcast.id, details);
  return { kind: "done", state };
}

/** What stands in the way; otherwise whether a second person must approve. */
async function refusalOf(
  transaction: Transaction,
  act: BroadcastAct,
  { by, content }: Wish,
  broadcast: Broadcast,
  { now, rateOf }: ActParts,
): Promise<ActResult | boolean> {
  if (act === "edit" || act === "recall") return tooLong(broadcast, content) ?? false;
  if (act === "approve") return broadcast.author === by ? { kind: "own" } : false;
  if (act !== "submit" || broadcast.state !== "draft") return false;
  if (broadcast.scheduledAt !== undefined && broadcast.scheduledAt <= now) return { kind: "past" };
  const found = await estimate(transaction, broadcast, rateOf);
  if (found.people + found.groups === 0) return { kind: "nobody" };
  // Whoever is at the command line holds the service's keys: there is no second person above them.
  return by !== OPERATOR && needsApproval(broadcast, found);
}

function tooLong({ content }: Broadcast, changes: Wish["content"] = {}): ActResult | undefined {
  const changed = { ...content, ...changes };
  if (contentSchema.safeParse(changed).success) return undefined;
  const { correction } = changes;
  const longest = Math.max(correction?.zh.length ?? 0, correction?.en.length ?? 0);
  return longest > MOST_CORRECTION
    ? { kind: "too_long", most: MOST_CORRECTION, length: longest }
    : { kind: "too_long", most: MOST_CHARACTERS, length: lengthOf(changed) };
}

function changesOf(act: BroadcastAct, { by, content, override }: Wish, broadcast: Broadcast) {
  const { revision } = broadcast;
  switch (act) {
    case "submit":
      return override === undefined ? {} : { override };
    case "approve":
      return { approvedBy: by };
    case "return":
      return { approvedBy: null };
    case "edit":
      return { words: wordsOf(broadcast, content), editGeneration: revision + 1 };
    case "recall":
      return content ? { words: wordsOf(broadcast, content) } : {};
    case "begin":
    case "pause":
    case "resume":
    case "finish":
    case "retry":
    case "cancel":
      return {};
  }
}

function wordsOf({ content }: Broadcast, changes: Wish["content"]): string {
  return JSON.stringify(contentSchema.parse({ ...content, ...changes }));
}

/** What the act does to the copies. */
async function carryOut(
  transaction: Transaction,
  act: BroadcastAct,
  { evenUncertain = false, onlyUncertain = false }: Wish,
  { id }: Broadcast,
): Promise<void> {
  if (act === "pause" || act === "edit") await takeBackCopies(transaction, id);
  if (act === "cancel" || act === "recall") {
    await takeBackCopies(transaction, id);
    await skipWaiting(transaction, id);
  }
  if (act === "retry") {
    const failed = onlyUncertain ? [] : (["unreachable", "refused"] as const);
    const unsure = evenUncertain || onlyUncertain ? (["uncertain"] as const) : [];
    await dropCopies(transaction, id, [...failed, ...unsure]);
  }
}

/** Begins an announcement that is due, unless quiet hours hold it; its recipients are fixed at this moment. */
export async function beginDue(
  transaction: Transaction,
  id: string,
  now: number,
): Promise<"begun" | "held" | "moved_on"> {
  const kept = await lockBroadcast(transaction, id);
  if (kept?.state !== "scheduled") return "moved_on";
  const broadcast = broadcastOf(kept);
  if ((broadcast.scheduledAt ?? 0) > now) return "held";
  if (isQuiet(now) && broadcast.override === undefined) return "held";
  await keepRecipients(transaction, id, audienceOf(broadcast));
  await moveBroadcast(transaction, kept, { state: "sending" });
  return "begun";
}

/** Ends an announcement whose copies are all settled. */
export async function finish(transaction: Transaction, id: string): Promise<void> {
  const kept = await lockBroadcast(transaction, id);
  if (kept?.state === "sending") await moveBroadcast(transaction, kept, { state: "done" });
}

async function note(
  transaction: Transaction,
  who: string,
  what: string,
  onWhat: string,
  details: Json = {},
): Promise<void> {
  await addAudit(transaction, { who, what, onWhat, details });
}
