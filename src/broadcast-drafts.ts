import { createHash } from "node:crypto";
import type { DraftResult, SeatChoice, WrittenInChat } from "../flows/announce/services.ts";
import type { ChatParts } from "./broadcast-work.ts";
import { readAccountName } from "./domain/account-names.ts";
import {
  broadcastOf,
  contentSchema,
  lengthOf,
  MOST_CHARACTERS,
} from "./domain/broadcasts/content.ts";
import { type Estimate, estimate, needsApproval } from "./domain/broadcasts/estimate.ts";
import type { WrittenBroadcast } from "./domain/broadcasts/file.ts";
import { resolveBroadcast, type Unknown } from "./domain/broadcasts/resolve.ts";
import { createBroadcast, type NewBroadcast, rewriteBroadcast } from "./domain/broadcasts/work.ts";
import { readWallTime } from "./domain/wall-time.ts";
import type { Transaction } from "./engine/terms.ts";
import type { SeatGroup } from "./store/broadcasts/audience-parts.ts";
import { findBroadcast } from "./store/broadcasts/broadcasts.ts";
import { personNamed } from "./store/people.ts";

/** Writes down what a run has gathered in a chat, and counts whom it would reach. */
export async function draftFromChat(
  transaction: Transaction,
  person: string,
  run: string,
  written: WrittenInChat,
  parts: ChatParts,
): Promise<DraftResult> {
  const { now, playground, programmes, rateOf } = parts;
  const scheduledAt = written.at === null ? undefined : readWallTime(written.at, now);
  if (written.at !== null && (scheduledAt ?? 0) <= now) return { kind: "past" };
  const content = contentSchema.safeParse({ title: written.title, body: written.body });
  if (!content.success) {
    return { kind: "too_long", most: MOST_CHARACTERS, length: lengthOf(written) };
  }
  const wanted = { ...writtenOf(written), content: content.data, scheduledAt };
  const resolved = await resolveBroadcast(transaction, wanted, {
    programmes,
    personOf: ({ platform, team, account }) => personNamed(transaction, platform, team, account),
  });
  if (!resolved.ok) return refusalOf(resolved.unknown, written);
  const wish = { ...resolved.wish, playground };
  const counted = await estimate(transaction, wish, rateOf);
  if (counted.people + counted.groups === 0) return { kind: "nobody", ...counted };
  return keep(transaction, person, draftIdOf(run), wish, counted);
}

async function keep(
  transaction: Transaction,
  person: string,
  id: string,
  wish: NewBroadcast,
  counted: Estimate,
): Promise<DraftResult> {
  const kept = await findBroadcast(transaction, id);
  if (kept && kept.state !== "draft") return { kind: "moved_on" };
  const isKept = kept
    ? await rewriteBroadcast(transaction, person, broadcastOf(kept), wish)
    : (await createBroadcast(transaction, person, wish, id)) !== undefined;
  if (!isKept) return { kind: "not_staff" };
  return { kind: "counted", id, ...counted, needsSecond: needsApproval(wish, counted) };
}

/** A run writes one announcement: whatever is changed on the way, it is the same draft. */
function draftIdOf(run: string): string {
  return createHash("sha256").update(`announcement ${run}`).digest("hex").slice(0, 16);
}

function writtenOf(written: WrittenInChat): Omit<WrittenBroadcast, "content" | "scheduledAt"> {
  const signup = written.signup === null ? [] : [{ kind: "signup" as const, code: written.signup }];
  return {
    topic: written.topic,
    audience: partsOf(written),
    people: written.audience === "people" ? (written.people ?? []) : [],
    buttons: [{ kind: "read" }, { kind: "question" }, ...signup],
    required: written.required ?? [],
    override: written.reason ?? undefined,
  };
}

const SEATS: Readonly<Record<SeatChoice, SeatGroup>> = {
  seated: "seated",
  waiting: "waiting",
  "gave-up": "gave_up",
};

function partsOf(written: WrittenInChat): WrittenBroadcast["audience"] {
  const { audience, topic, tag, event = "", seats = "seated", session, programme = "" } = written;
  switch (audience) {
    case "groups":
      return [{ kind: "groups" }];
    case "tag":
      return [{ kind: "groups", tag }];
    case "subscribers":
      return [{ kind: "topic", topic }];
    case "everyone":
      return [{ kind: "everyone" }, { kind: "groups" }];
    case "event":
      return [{ kind: "event", code: event, seats: [SEATS[seats]], session: session ?? undefined }];
    case "case": {
      const { status } = written;
      return [{ kind: "case", programme, statuses: status ? [status] : [] }];
    }
    case "people":
      return [];
  }
}

function refusalOf(
  [first, ...others]: readonly Unknown[],
  { people = [] }: WrittenInChat,
): DraftResult {
  const unknown = [first, ...others].find((one) => one?.what === "account") ?? first;
  const name = unknown?.name ?? "";
  if (unknown?.what !== "account") return { kind: "gone", name };
  return { kind: people.includes(name) ? "no_person" : "no_reader", name };
}

/** Whether a word has the form of an account. */
export function isAccount(word: string): boolean {
  return readAccountName(word) !== undefined;
}
