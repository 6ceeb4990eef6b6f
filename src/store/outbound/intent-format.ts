import { z } from "zod";
import type { Action, Attachment, Intent } from "../../engine/intent.ts";

const action: z.ZodType<Action> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("answer"),
    lane: z.string(),
    run: z.number(),
    question: z.number(),
    option: z.string(),
  }),
  z.object({ kind: z.literal("open"), command: z.string(), args: z.string() }),
  z.object({ kind: z.literal("link"), url: z.string() }),
]);

const button = z.object({
  label: z.string(),
  action,
  style: z.enum(["primary", "danger"]).optional(),
});

const attachment: z.ZodType<Attachment> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("qr"), label: z.string(), text: z.string() }),
  z.object({
    kind: z.literal("calendar"),
    label: z.string(),
    name: z.string(),
    text: z.string(),
  }),
  z.object({ kind: z.literal("poster"), label: z.string(), version: z.string() }),
  z.object({
    kind: z.literal("handedIn"),
    label: z.string(),
    name: z.string(),
    file: z.string(),
    person: z.string(),
  }),
]);

const content = z.object({
  title: z.string().optional(),
  text: z.string(),
  rows: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  footnote: z.string().optional(),
  buttons: z.array(button).optional(),
  attachments: z.array(attachment).optional(),
});

const option = z.object({ id: z.string(), label: z.string(), action });

/** An intent as it is stored: today's, or one that an older version of the service left behind. */
export const storedIntent: z.ZodType<Intent> = z.discriminatedUnion("kind", [
  content.extend({ kind: z.literal("say") }),
  content.extend({ kind: z.literal("ask"), hint: z.string().optional(), page: action.optional() }),
  content.extend({ kind: z.literal("choose"), options: z.array(option) }),
  content.extend({ kind: z.literal("review") }),
  content.extend({ kind: z.literal("card"), key: z.string().optional() }),
  content.extend({ kind: z.literal("notice"), leadsTo: z.literal("direct").optional() }),
]);
