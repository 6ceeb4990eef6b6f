import { z } from "zod";
import type { Event } from "../engine/event.ts";

const files = z.array(
  z.object({
    reference: z.string(),
    name: z.string().optional(),
    size: z.number().optional(),
    type: z.string().optional(),
  }),
);

const body: z.ZodType<Event["body"]> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: z.string(),
    messageId: z.string(),
    addressed: z.boolean(),
    repliesToBot: z.string().optional(),
    answers: z.string().optional(),
    files: files.optional(),
  }),
  z.object({ kind: z.literal("command"), text: z.string(), messageId: z.string().optional() }),
  z.object({ kind: z.literal("tap"), token: z.string(), messageId: z.string().optional() }),
  z.object({
    kind: z.literal("file"),
    messageId: z.string(),
    addressed: z.boolean(),
    // Events kept by earlier versions tell of none.
    files: files.default([]),
  }),
  z.object({ kind: z.literal("edit"), messageId: z.string() }),
  z.object({ kind: z.literal("delete"), messageId: z.string() }),
  z.object({ kind: z.literal("moved"), fromPlatformId: z.string() }),
  z.object({ kind: z.literal("join") }),
  z.object({ kind: z.literal("leave") }),
]);

/** An event as it is kept after its turn failed. */
export const storedEvent: z.ZodType<Event> = z.object({
  installation: z.string(),
  deliveryKey: z.string(),
  contentKey: z.string().optional(),
  space: z.object({
    platformId: z.string(),
    kind: z.enum(["direct", "group", "channel"]),
    title: z.string().optional(),
  }),
  thread: z.string().optional(),
  account: z
    .object({
      platformId: z.string(),
      name: z.string().optional(),
      localeTag: z.string().optional(),
    })
    .optional(),
  at: z.number(),
  body,
});
