import { load } from "js-yaml";
import { z } from "zod";
import { PLATFORMS } from "../../engine/adapter.ts";
import { type AudiencePart, SEAT_GROUPS } from "../../store/broadcasts/audience-parts.ts";
import { readAccountName } from "../account-names.ts";
import { type Topic, topicNamed } from "../topics.ts";
import { readWallTime } from "../wall-time.ts";
import { reachesGroups } from "./applicants.ts";
import {
  type BroadcastButton,
  type BroadcastContent,
  checkLength,
  contentShape,
  LEAST_REASON,
  MOST_REASON,
} from "./content.ts";

/** An announcement as somebody wrote it down; accounts, programmes and statuses are names still. */
export interface WrittenBroadcast {
  readonly content: BroadcastContent;
  readonly topic: Topic;
  readonly audience: readonly Exclude<AudiencePart, { kind: "people" }>[];
  /** Accounts that the audience names one by one. */
  readonly people: readonly string[];
  readonly buttons: readonly BroadcastButton[];
  readonly required: readonly string[];
  /** ms UTC. */
  readonly scheduledAt: number | undefined;
  readonly override: string | undefined;
}

/** What was written, or every mistake in it, a sentence each. */
export type ReadBroadcast =
  | { readonly ok: true; readonly broadcast: WrittenBroadcast }
  | { readonly ok: false; readonly mistakes: readonly string[] };

const list = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item)]).default([]);

const topic = z.string().transform((words, context) => {
  const found = topicNamed(words);
  if (!found)
    context.addIssue({ code: "custom", message: "must be events, policy, compliance or service" });
  return found ?? "service";
});
const account = z
  .string()
  .refine((name) => readAccountName(name) !== undefined, "must be accounts such as telegram:123");

const eventCode = z
  .string()
  .regex(/^[A-Za-z0-9-]{2,20}$/)
  .transform((code) => code.toUpperCase());
const caseWord = z.string().trim().min(1).max(64);

const audienceSchema = z.strictObject({
  /** Everybody and every group. */
  all: z.boolean().optional(),
  everyone: z.boolean().optional(),
  platform: list(z.enum(PLATFORMS)),
  groups: z.union([z.boolean(), z.literal("all")]).optional(),
  tag: list(z.string().min(1).max(64)),
  topic: list(topic),
  people: list(account),
  received: list(z.string()),
  /** Whoever signed up: those with a seat unless it says otherwise. */
  event: list(
    z.union([
      eventCode.transform((code) => ({ code, seats: ["seated" as const], session: undefined })),
      z
        .strictObject({
          code: eventCode,
          seats: list(z.enum(SEAT_GROUPS)),
          /** YAML reads a bare date as one. */
          session: z.union([z.string().trim().min(1).max(64), z.date()]).optional(),
        })
        .transform(({ code, seats, session }) => ({
          code,
          seats: seats.length === 0 ? (["seated"] as const) : seats,
          session: session instanceof Date ? session.toISOString().slice(0, 10) : session,
        })),
    ]),
  ),
  /** Whoever has bound an application: of any status unless it says otherwise. */
  case: list(
    z.union([
      caseWord.transform((programme) => ({ programme, statuses: [] })),
      z
        .strictObject({ programme: caseWord, status: list(caseWord) })
        .transform(({ programme, status }) => ({ programme, statuses: status })),
    ]),
  ),
});

type GivenAudience = z.output<typeof audienceSchema>;

const buttonSchema = z.union([
  z.enum(["read", "question"]).transform((kind) => ({ kind })),
  z
    .strictObject({ signup: eventCode })
    .transform(({ signup }) => ({ kind: "signup" as const, code: signup })),
]);

const fileSchema = z
  .object({
    ...contentShape,
    topic,
    audience: z.preprocess(
      (given) => (given === "all" ? { all: true } : given === "groups" ? { groups: true } : given),
      audienceSchema.superRefine(checkAudience),
    ),
    at: z
      .union([z.string(), z.date()])
      .refine(
        (at) => timeOf(at, 0) !== "wrong",
        "must be like 2026-12-01 09:00 or +1d 09:00 (Shanghai)",
      )
      .optional(),
    buttons: z.array(buttonSchema).max(4).default([]),
    required: z.array(account).default([]),
    override: z.string().trim().min(LEAST_REASON).max(MOST_REASON).optional(),
  })
  .superRefine(checkLength);

/** Reads YAML or JSON; `now` is ms UTC. */
export function readBroadcastFile(source: string, now: number): ReadBroadcast {
  let given: unknown;
  try {
    given = load(source);
  } catch {
    return { ok: false, mistakes: ["the file is neither YAML nor JSON"] };
  }
  return readBroadcast(given, now);
}

/** Reads what a file or a form holds; `now` is ms UTC. */
export function readBroadcast(given: unknown, now: number): ReadBroadcast {
  const read = fileSchema.safeParse(given);
  if (!read.success) {
    const mistakes = read.error.issues.map(
      ({ path, message }) => `${path.join(".") || "the file"}: ${message}`,
    );
    return { ok: false, mistakes };
  }
  const { title, body, correction, topic: about, audience, at, ...rest } = read.data;
  const scheduledAt = at === undefined ? undefined : timeOf(at, now);
  if (scheduledAt === "wrong") throw new Error("A time that was read before cannot be read again");
  const { buttons, required, override } = rest;
  const content = { title, body, correction };
  const { parts, people } = partsOf(audience);
  return {
    ok: true,
    broadcast: {
      content,
      topic: about,
      audience: parts,
      people,
      buttons,
      required,
      scheduledAt,
      override,
    },
  };
}

/** Somebody must be named; applicants go with nobody else's groups, and a platform with what it can narrow. */
function checkAudience(given: GivenAudience, context: z.RefinementCtx): void {
  const { parts, people } = partsOf(given);
  if (parts.length + people.length === 0) {
    context.addIssue({
      code: "custom",
      message: "names nobody (all, groups, platform, tag, topic, people, received, event, case)",
    });
  }
  if (reachesGroups(parts) && parts.some(({ kind }) => kind === "case")) {
    context.addIssue({
      code: "custom",
      path: ["case"],
      message: "goes to people alone, so not together with groups, a tag or all",
    });
  }
  if (given.platform.length > 0 && namesOthers(given)) {
    context.addIssue({
      code: "custom",
      path: ["platform"],
      message: "narrows groups, a tag and everyone, so not together with what names people",
    });
  }
}

/** People who are on whatever platform they are on. */
function namesOthers({ topic: about, people, received, event, case: applicants }: GivenAudience) {
  return [about, people, received, event, applicants].some(({ length }) => length > 0);
}

function timeOf(at: string | Date, now: number): number | "wrong" {
  if (typeof at === "string") return readWallTime(at, now) ?? "wrong";
  // YAML reads a bare time as UTC; it was written by Shanghai's clock.
  return readWallTime(at.toISOString().slice(0, 16), now) ?? "wrong";
}

/** A platform by itself means everybody and every group there; beside other wishes it narrows them. */
function partsOf(given: GivenAudience) {
  const platforms = given.platform.length === 0 ? [undefined] : given.platform;
  const isBare =
    given.platform.length > 0 &&
    given.tag.length === 0 &&
    !given.groups &&
    !given.everyone &&
    !namesOthers(given);
  const wantsAll = given.all === true || isBare;
  const parts = platforms.flatMap((platform): WrittenBroadcast["audience"] => [
    ...(wantsAll || given.everyone ? [{ kind: "everyone" as const, platform }] : []),
    ...(wantsAll || given.groups ? [{ kind: "groups" as const, platform }] : []),
    ...given.tag.map((tag) => ({ kind: "groups" as const, platform, tag })),
  ]);
  return {
    parts: [
      ...parts,
      ...given.topic.map((each) => ({ kind: "topic" as const, topic: each })),
      ...given.received.map((broadcast) => ({ kind: "received" as const, broadcast })),
      ...given.event.map((event) => ({ kind: "event" as const, ...event })),
      ...given.case.map((one) => ({ kind: "case" as const, ...one })),
    ],
    people: given.people,
  };
}
