import { z } from "zod";

/**
 * What Slack takes in blocks and views, with its limits (Block Kit reference). Strict: a field that Slack does
 * not know is refused too.
 */
const plainText = (max: number, min = 1) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(min).max(max),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
const textObject = (max: number) => z.union([plainText(max), mrkdwn(max)]);
const blockId = z.string().min(1).max(255).optional();

const button = z
  .strictObject({
    type: z.literal("button"),
    action_id: z.string().min(1).max(255),
    text: plainText(75),
    value: z.string().min(1).max(2000).optional(),
    url: z.url().max(3000).optional(),
    style: z.enum(["primary", "danger"]).optional(),
  })
  .refine(({ value, url }) => value !== undefined || url !== undefined);

const input = z.strictObject({
  type: z.literal("input"),
  block_id: blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  element: z.strictObject({
    type: z.literal("plain_text_input"),
    action_id: z.string().min(1).max(255),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    focus_on_load: z.boolean().optional(),
    initial_value: z.string().optional(),
    placeholder: plainText(150).optional(),
  }),
});

const slackFile = z.union([
  z.strictObject({ id: z.string().regex(/^F[A-Z0-9]{8,}$/) }),
  z.strictObject({ url: z.url() }),
]);

/** The picture is at a public address or a file of Slack's, and never both. */
const image = z
  .strictObject({
    type: z.literal("image"),
    block_id: blockId,
    alt_text: z.string().min(1).max(2000),
    title: plainText(2000).optional(),
    image_url: z.url().max(3000).optional(),
    slack_file: slackFile.optional(),
  })
  .refine(({ image_url, slack_file }) => (image_url === undefined) !== (slack_file === undefined));

const messageBlock = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), block_id: blockId, text: plainText(150) }),
  z.strictObject({
    type: z.literal("section"),
    block_id: blockId,
    text: textObject(3000).optional(),
    fields: z.array(textObject(2000)).min(1).max(10).optional(),
  }),
  z.strictObject({
    type: z.literal("context"),
    block_id: blockId,
    elements: z.array(textObject(3000)).min(1).max(10),
  }),
  z.strictObject({
    type: z.literal("actions"),
    block_id: blockId,
    elements: z.array(button).min(1).max(25),
  }),
  image,
  z.strictObject({ type: z.literal("divider"), block_id: blockId }),
]);

const viewBlock = z.union([messageBlock, input]);

const blocks = z.array(messageBlock).max(50).refine(hasUniqueActions, "action_id is not unique");

const modal = z.strictObject({
  type: z.literal("modal"),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  blocks: z.array(viewBlock).min(1).max(100),
});

const home = z.strictObject({
  type: z.literal("home"),
  private_metadata: z.string().max(3000).optional(),
  blocks: z.array(messageBlock).max(100),
});

function hasUniqueActions(list: readonly z.infer<typeof messageBlock>[]): boolean {
  const ids = list.flatMap((block) =>
    block.type === "actions" ? block.elements.map(({ action_id }) => action_id) : [],
  );
  return new Set(ids).size === ids.length;
}

/** What is wrong with blocks; undefined when Slack would take them. */
export function blocksProblem(value: unknown): string | undefined {
  return problemOf(blocks, value);
}

export function modalProblem(value: unknown): string | undefined {
  return problemOf(modal, value);
}

export function homeProblem(value: unknown): string | undefined {
  return problemOf(home, value);
}

function problemOf(schema: z.ZodType, value: unknown): string | undefined {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  return issue && `${issue.path.join("/")}: ${issue.message}`;
}

/** Whether a text rings somebody: a special mention or a user's, not escaped. */
export function pingsSomebody(text: string): boolean {
  return /<!(?:channel|here|everyone)|<@[UW]|<!subteam/.test(text);
}
