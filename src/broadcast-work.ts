import {
  type AnnounceServices,
  CHAT_ACTS,
  type ChatActResult,
  type ChatAudience,
  type Standing,
  type SubmitResult,
  type WrittenInChat,
} from "../flows/announce/services.ts";
import { stateNames } from "./console/broadcasts/messages.ts";
import { contentSchema } from "./domain/broadcasts/content.ts";
import { estimate } from "./domain/broadcasts/estimate.ts";
import { possibleActs } from "./domain/broadcasts/machine.ts";
import { type BroadcastStatus, statusOf } from "./domain/broadcasts/status.ts";
import type { NewBroadcast } from "./domain/broadcasts/work.ts";
import { type ActParts, actOnBroadcast, createBroadcast } from "./domain/broadcasts/work.ts";
import { permitted } from "./domain/permissions.ts";
import { readWallTime } from "./domain/wall-time.ts";
import type { Transaction } from "./engine/terms.ts";
import { localeOfTag } from "./i18n/locale.ts";
import { operators } from "./store/staff.ts";

/** What acting from a chat needs to know: also whether the person is of the playground. */
export interface ChatParts extends ActParts {
  readonly playground: boolean;
}

/** Writes an announcement as it came from a chat, and submits it. */
export async function submitFromChat(
  transaction: Transaction,
  person: string,
  written: WrittenInChat,
  parts: ChatParts,
): Promise<SubmitResult> {
  const wish = wishOf(written, parts);
  if (!wish) return { kind: "past" };
  const id = await createBroadcast(transaction, person, wish);
  if (id === undefined) return { kind: "not_staff" };
  const result = await actOnBroadcast(transaction, "submit", { id, by: person }, parts);
  if (result.kind === "nobody" || result.kind === "past") return { kind: result.kind };
  const status = await statusOf(transaction, id, parts.now);
  if (result.kind !== "done" || !status) return { kind: "not_staff" };
  const { people, groups, minutes } = await estimate(transaction, status.broadcast, parts.rateOf);
  const staff = await operators(transaction, parts.playground);
  const approvers = staff
    .filter((member) => member.person !== person)
    .map((member) => ({
      person: member.person,
      locale: member.locale ?? localeOfTag(member.localeTag) ?? ("zh-CN" as const),
    }));
  const standing = standingOf(status, false);
  return {
    kind: "submitted",
    standing,
    people,
    groups,
    minutes,
    body: { zh: written.body.zh, en: written.body.en },
    approvers: result.state === "awaiting_approval" ? approvers : [],
  };
}

function wishOf(
  { topic, audience, title, body, at }: WrittenInChat,
  { now, playground }: ChatParts,
): NewBroadcast | undefined {
  const scheduledAt = at === null ? undefined : readWallTime(at, now);
  if (at !== null && scheduledAt === undefined) return undefined;
  return {
    playground,
    topic,
    audience: partsOf(audience, topic),
    buttons: [{ kind: "read" }, { kind: "question" }],
    required: [],
    content: contentSchema.parse({ title, body }),
    scheduledAt,
  };
}

function partsOf(audience: ChatAudience, topic: WrittenInChat["topic"]): NewBroadcast["audience"] {
  switch (audience) {
    case "groups":
      return [{ kind: "groups" }];
    case "subscribers":
      return [{ kind: "topic", topic }];
    case "everyone":
      return [{ kind: "everyone" }, { kind: "groups" }];
  }
}

/** Does what a button under an announcement's card asks for. */
export async function actFromChat(
  transaction: Transaction,
  ...[person, act, id, parts]: [...ChatActArguments, ChatParts]
): Promise<ChatActResult> {
  const before = await statusOf(transaction, id, parts.now);
  // The playground's staff act in the playground only, and nobody else does there.
  if (before?.broadcast.playground !== parts.playground) return { kind: "gone" };
  const position = await permitted(transaction, person, "broadcasts.look");
  if (!position) return { kind: "not_staff" };
  const result =
    act === "status"
      ? ({ kind: "done" } as const)
      : await actOnBroadcast(transaction, act, { id, by: person }, parts);
  if (result.kind === "not_allowed") return { kind: "not_staff" };
  if (result.kind === "own") return { kind: "own" };
  const status = await statusOf(transaction, id, parts.now);
  if (!status) return { kind: "gone" };
  const standing = standingOf(status, status.broadcast.author !== person);
  return result.kind === "done" ? { kind: "done", standing } : { kind: "not_now", standing };
}

type ChatActArguments =
  Parameters<AnnounceServices["act"]> extends [Transaction, ...infer Rest] ? Rest : never;

/** How an announcement stands, and what its reader may do about it. */
function standingOf(status: BroadcastStatus, mayApprove: boolean): Standing {
  const { broadcast, audience, sent, failed, skipped, uncertain, queued, retracted } = status;
  const possible = new Set<string>(possibleActs(broadcast.state));
  const acts = CHAT_ACTS.filter((act) => {
    if (act === "status") return true;
    if (act === "approve") return mayApprove && possible.has(act);
    if (act === "retry") return failed > 0 && possible.has(act);
    return possible.has(act);
  });
  const name = stateNames[broadcast.state];
  const { title } = broadcast.content;
  return {
    id: broadcast.id,
    title: { zh: title.zh, en: title.en },
    state: broadcast.state,
    stateName: { zh: name.zh, en: name.en },
    audience,
    sent,
    failed,
    skipped,
    uncertain,
    queued,
    deleted: retracted.done,
    pastWindow: retracted.pastWindow,
    notDeleted: retracted.failed,
    acts,
  };
}
