import type {
  ChangeResult,
  ChatAct,
  ChatActResult,
  ChatTalk,
  OtherWords,
  SubmitResult,
  Told,
} from "../flows/announce/services.ts";
import { shownCopies } from "./broadcast-preview.ts";
import { standingOf } from "./broadcast-standing.ts";
import type { Preview } from "./console/parts.ts";
import type { Broadcast } from "./domain/broadcasts/content.ts";
import { estimate } from "./domain/broadcasts/estimate.ts";
import type { BroadcastAct } from "./domain/broadcasts/machine.ts";
import { type NudgeParts, nudgeMissing } from "./domain/broadcasts/nudge.ts";
import { type BroadcastStatus, statusOf } from "./domain/broadcasts/status.ts";
import { sendTest } from "./domain/broadcasts/test-send.ts";
import {
  type ActParts,
  type ActResult,
  actOnBroadcast,
  type Wish,
} from "./domain/broadcasts/work.ts";
import type { ProgrammeBook } from "./domain/cases/programme.ts";
import { may, permitted } from "./domain/permissions.ts";
import { leaveUncertainOf } from "./domain/uncertain-messages.ts";
import type { Transaction } from "./engine/terms.ts";
import { localeOfTag } from "./i18n/locale.ts";
import { pageRecipients } from "./store/broadcasts/recipients.ts";
import { describePerson, hasAccount } from "./store/people.ts";
import { operators } from "./store/staff.ts";

/** What acting from a chat needs to know: also whether the person is of the playground. */
export interface ChatParts extends ActParts, NudgeParts {
  readonly playground: boolean;
  readonly programmes: ProgrammeBook;
  readonly preview: Preview;
}

/** Submits a draft that was written in a chat. */
export async function submitFromChat(
  transaction: Transaction,
  person: string,
  id: string,
  parts: ChatParts,
): Promise<SubmitResult> {
  const result = await actOnBroadcast(transaction, "submit", { id, by: person }, parts);
  if (result.kind === "nobody" || result.kind === "past") return { kind: result.kind };
  if (result.kind === "not_allowed") return { kind: "not_staff" };
  const status = await statusOf(transaction, id, parts.now);
  if (result.kind !== "done" || !status) return { kind: "moved_on" };
  const { broadcast } = status;
  return {
    kind: "submitted",
    ...(await estimate(transaction, broadcast, parts.rateOf)),
    standing: await standingOf(transaction, status, person),
    body: bodyOf(broadcast),
    approvers: await approversOf(transaction, broadcast, parts),
  };
}

function bodyOf({ content: { body } }: Broadcast) {
  return { zh: body.zh, en: body.en };
}

/** Who can approve it, while it waits for that. */
async function approversOf(
  transaction: Transaction,
  { author, state }: Broadcast,
  { playground }: ChatParts,
): Promise<Told> {
  if (state !== "awaiting_approval") return [];
  const staff = await operators(transaction, playground);
  return staff
    .filter(({ person }) => person !== author)
    .map(({ person, locale, localeTag }) => ({
      person,
      locale: locale ?? localeOfTag(localeTag) ?? "zh-CN",
    }));
}

/** What a button asks for of which announcement. */
interface Asked {
  readonly act: ChatAct;
  readonly id: string;
}

/** Other words for an announcement, or its end; with what is posted where a copy cannot be deleted. */
interface Change {
  readonly act: ChatTalk;
  readonly id: string;
  readonly words?: OtherWords | undefined;
}

/** Corrects an announcement everywhere or takes it back. */
export async function changeFromChat(
  transaction: Transaction,
  person: string,
  change: Change,
  parts: ChatParts,
): Promise<ChangeResult> {
  const { act, id, words } = change;
  const before = await statusOf(transaction, id, parts.now);
  if (before?.broadcast.playground !== parts.playground) return { kind: "gone" };
  if (!(await permitted(transaction, person, "broadcasts.look"))) return { kind: "not_staff" };
  const content = words && (act === "recall" ? { correction: words } : { body: words });
  const result = await actOnBroadcast(transaction, act, { id, by: person, content }, parts);
  switch (result.kind) {
    case "too_long":
      return { kind: "too_long", most: result.most, length: result.length };
    case "nobody":
    case "past":
    case "own":
      throw new Error(`No ${act} comes to “${result.kind}”: that is for what is not sent yet`);
    case "done":
    case "not_now":
    case "not_found":
    case "not_allowed":
      return standsOf(transaction, person, change, result, parts);
  }
}

/** Does what a button under an announcement's card asks for. */
export async function actFromChat(
  transaction: Transaction,
  person: string,
  asked: Asked,
  parts: ChatParts,
): Promise<ChatActResult> {
  const before = await statusOf(transaction, asked.id, parts.now);
  // The playground's staff act in the playground only, and nobody else does there.
  if (before?.broadcast.playground !== parts.playground) return { kind: "gone" };
  const position = await permitted(transaction, person, "broadcasts.look");
  if (!position) return { kind: "not_staff" };
  switch (asked.act) {
    case "leave":
      if ((await leaveUncertainOf(transaction, asked.id, person)).kind !== "left")
        return { kind: "not_staff" };
      return doneWith(transaction, person, asked, before, parts);
    case "status":
      return doneWith(transaction, person, asked, before, parts);
    case "preview":
      return { kind: "shown", copies: await shownCopies(parts.preview, before.broadcast) };
    case "test":
      if (!may(position.role, "broadcasts.write")) return { kind: "not_staff" };
      return { kind: "tested", isSent: await sendTest(transaction, asked.id, person) };
    case "uncertain":
      if (!may(position.role, "broadcasts.send")) return { kind: "not_staff" };
      return uncertainOf(transaction, before);
    case "nudge":
      return nudgeFromChat(transaction, person, before, parts);
    case "again":
    case "submit":
    case "approve":
    case "return":
    case "pause":
    case "resume":
    case "cancel":
    case "retry": {
      const act: BroadcastAct = asked.act === "again" ? "retry" : asked.act;
      const result = await actOnBroadcast(transaction, act, wishOf(person, asked), parts);
      return outcomeOf(transaction, person, asked, result, parts);
    }
  }
}

function wishOf(person: string, { act, id }: Asked): Wish {
  const wish = { id, by: person };
  return act === "again" ? { ...wish, onlyUncertain: true } : wish;
}

async function nudgeFromChat(
  transaction: Transaction,
  person: string,
  before: BroadcastStatus,
  parts: ChatParts,
): Promise<ChatActResult> {
  const result = await nudgeMissing(transaction, before.broadcast.id, person, parts);
  switch (result.kind) {
    case "nudged":
    case "quiet":
      return result;
    case "not_now":
      return { kind: "not_now", standing: await standingOf(transaction, before, person) };
    case "not_found":
      return { kind: "gone" };
    case "not_allowed":
      return { kind: "not_staff" };
  }
}

async function outcomeOf(
  transaction: Transaction,
  person: string,
  asked: Asked,
  result: ActResult,
  parts: ChatParts,
): Promise<ChatActResult> {
  switch (result.kind) {
    case "too_long":
      throw new Error("Only other words can be too long, and a tap brings none");
    case "nobody":
    case "past":
    case "own":
      return { kind: result.kind };
    case "done":
    case "not_now":
    case "not_found":
    case "not_allowed":
      return standsOf(transaction, person, asked, result, parts);
  }
}

type Standing = Extract<
  ActResult,
  { readonly kind: "done" | "not_now" | "not_found" | "not_allowed" }
>;

async function standsOf(
  transaction: Transaction,
  person: string,
  asked: Asked | Change,
  result: Standing,
  parts: ChatParts,
): Promise<ChangeResult & ChatActResult> {
  const status = await statusOf(transaction, asked.id, parts.now);
  if (!status || result.kind === "not_found") return { kind: "gone" };
  switch (result.kind) {
    case "done":
      return doneWith(transaction, person, asked, status, parts);
    case "not_now":
      return { kind: "not_now", standing: await standingOf(transaction, status, person) };
    case "not_allowed":
      return { kind: "not_staff" };
  }
}

async function doneWith(
  transaction: Transaction,
  person: string,
  { act }: Asked | Change,
  status: BroadcastStatus,
  parts: ChatParts,
): Promise<Extract<ChatActResult, { kind: "done" }>> {
  const { broadcast } = status;
  const isDecided = (act === "approve" || act === "return") && broadcast.author !== person;
  return {
    kind: "done",
    act,
    standing: await standingOf(transaction, status, person),
    body: bodyOf(broadcast),
    author: isDecided ? await authorOf(transaction, broadcast) : [],
    approvers: act === "submit" ? await approversOf(transaction, broadcast, parts) : [],
  };
}

/** The author, unless they write from the command line, where nobody can be told anything. */
async function authorOf(transaction: Transaction, { author }: Broadcast): Promise<Told> {
  const described = await describePerson(transaction, author);
  if (!described || !(await hasAccount(transaction, author))) return [];
  const locale = described.locale ?? localeOfTag(described.localeTag) ?? "zh-CN";
  return [{ person: author, locale }];
}

/** Names of so many are shown; the console shows all. */
const MOST_NAMES = 20;

async function uncertainOf(
  transaction: Transaction,
  { broadcast: { id }, uncertain }: BroadcastStatus,
): Promise<ChatActResult> {
  const page = { after: 0, limit: MOST_NAMES, state: "uncertain" } as const;
  const rows = await pageRecipients(transaction, id, page);
  const names = rows.map(({ name }) => (name?.kind === "unsealed" ? name.value : ""));
  return { kind: "listed", id, names, count: uncertain };
}
