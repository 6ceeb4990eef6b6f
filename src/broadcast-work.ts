import type {
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
import type { Transaction } from "./engine/terms.ts";
import { localeOfTag } from "./i18n/locale.ts";
import { pageRecipients } from "./store/broadcasts/recipients.ts";
import { describePerson, hasAccount } from "./store/people.ts";
import { operators } from "./store/staff.ts";

/** What acting from a chat needs to know: also whether the person is of the playground. */
export interface ChatParts extends ActParts {
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

/** What a button asks for of which announcement, with other words where it needs some. */
export interface Asked {
  readonly act: ChatAct | ChatTalk;
  readonly id: string;
  readonly words?: OtherWords | undefined;
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
    case "status":
    case "leave":
      return doneWith(transaction, person, asked, before, parts);
    case "preview":
      return { kind: "shown", copies: await shownCopies(parts.preview, before.broadcast) };
    case "test":
      if (!may(position.role, "broadcasts.write")) return { kind: "not_staff" };
      return { kind: "tested", isSent: await sendTest(transaction, asked.id, person) };
    case "uncertain":
      if (!may(position.role, "broadcasts.send")) return { kind: "not_staff" };
      return uncertainOf(transaction, before);
    case "again":
    case "submit":
    case "approve":
    case "return":
    case "pause":
    case "resume":
    case "cancel":
    case "retry":
    case "edit":
    case "recall": {
      const act: BroadcastAct = asked.act === "again" ? "retry" : asked.act;
      const result = await actOnBroadcast(transaction, act, wishOf(person, asked), parts);
      return outcomeOf(transaction, person, asked, result, parts);
    }
  }
}

function wishOf(person: string, { act, id, words }: Asked): Wish {
  const wish = { id, by: person };
  if (act === "again") return { ...wish, onlyUncertain: true };
  if (words === undefined) return wish;
  return { ...wish, content: act === "recall" ? { correction: words } : { body: words } };
}

async function outcomeOf(
  transaction: Transaction,
  person: string,
  asked: Asked,
  result: ActResult,
  parts: ChatParts,
): Promise<ChatActResult> {
  const status = await statusOf(transaction, asked.id, parts.now);
  if (!status) return { kind: "gone" };
  switch (result.kind) {
    case "done":
      return doneWith(transaction, person, asked, status, parts);
    case "not_now":
      return { kind: "not_now", standing: await standingOf(transaction, status, person) };
    case "not_found":
      return { kind: "gone" };
    case "not_allowed":
      return { kind: "not_staff" };
    case "too_long":
      return { kind: "too_long", most: result.most, length: result.length };
    case "nobody":
    case "past":
    case "own":
      return { kind: result.kind };
  }
}

async function doneWith(
  transaction: Transaction,
  person: string,
  { act }: Asked,
  status: BroadcastStatus,
  parts: ChatParts,
): Promise<ChatActResult> {
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
