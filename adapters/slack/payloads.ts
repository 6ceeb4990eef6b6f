import { z } from "zod";

const id = z.string().regex(/^[A-Z0-9]{2,40}$/);
/** Slack's name of a message in its channel, which is also its time: seconds and six digits. */
const ts = z.string().regex(/^\d{1,12}\.\d{1,10}$/);
const words = z.string().max(100_000);

/** A file in a message; of one that is gone, or that the app may not see, only the id is told. */
const file = z.object({
  id,
  name: z.string().max(500).nullish(),
  mimetype: z.string().max(200).nullish(),
  size: z.number().int().nonnegative().nullish(),
});

const message = z.object({
  ts,
  user: id.optional(),
  text: words.optional(),
  thread_ts: ts.optional(),
  parent_user_id: id.optional(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  files: z.array(file).optional(),
  edited: z.object({ ts, user: z.string().optional() }).nullish(),
});

/** A message somebody wrote, as Slack's events hold it. */
export type SlackMessage = z.infer<typeof message>;

const channelMessage = message.extend({
  channel: id,
  event_ts: ts,
  channel_type: z.string().optional(),
});

/** What happens inside the Events API's envelope; only what the service looks at. */
export const slackEvent = z.union([
  channelMessage.extend({ type: z.literal("app_mention") }),
  channelMessage.extend({
    type: z.literal("message"),
    subtype: z.enum(["file_share", "thread_broadcast", "me_message"]).optional(),
  }),
  z.object({
    type: z.literal("message"),
    subtype: z.literal("message_changed"),
    channel: id,
    channel_type: z.string().optional(),
    event_ts: ts,
    message,
  }),
  z.object({
    type: z.literal("message"),
    subtype: z.literal("message_deleted"),
    channel: id,
    channel_type: z.string().optional(),
    event_ts: ts,
    deleted_ts: ts,
    previous_message: message.optional(),
  }),
  z.object({
    type: z.enum(["member_joined_channel", "member_left_channel"]),
    user: id,
    channel: id,
    event_ts: ts,
  }),
  z.object({ type: z.enum(["channel_left", "group_left"]), channel: id, event_ts: ts }),
  z.object({ type: z.literal("app_home_opened"), user: id, tab: z.string().optional() }),
  z.object({
    type: z.literal("tokens_revoked"),
    tokens: z.object({ bot: z.array(z.string()).optional() }),
  }),
  z.object({ type: z.literal("app_uninstalled") }),
]);
export type SlackEvent = z.infer<typeof slackEvent>;

/** The envelope of an event (Events API, "Callback field"). */
export const eventEnvelope = z.object({
  type: z.literal("event_callback"),
  event_id: z.string().min(1).max(100),
  team_id: z.string().nullish(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        user_id: id,
        is_bot: z.boolean(),
      }),
    )
    .optional(),
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }),
});
export type EventEnvelope = z.infer<typeof eventEnvelope>;

/** Slack asks once whether the address is ours. */
export const urlVerification = z.object({
  type: z.literal("url_verification"),
  challenge: z.string().max(500),
});

const team = z.object({ id: z.string() }).nullish();
const user = z.object({
  id,
  team_id: z.string().nullish(),
});

/** A tap on a button under a message. */
export const blockActions = z.object({
  type: z.literal("block_actions"),
  team,
  user,
  trigger_id: z.string().min(1).max(500),
  container: z.object({ message_ts: ts.optional(), thread_ts: ts.optional() }),
  channel: z.object({ id }).optional(),
  message: z.object({ ts, thread_ts: ts.optional() }).optional(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        action_ts: ts,
        value: z.string().optional(),
      }),
    )
    .min(1),
});

/** A modal that was filled in. */
export const viewSubmission = z.object({
  type: z.literal("view_submission"),
  team,
  user,
  view: z.object({
    id: z.string().min(1).max(100),
    callback_id: z.string(),
    private_metadata: z.string(),
    app_installed_team_id: z.string().nullish(),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(z.string(), z.looseObject({ value: z.string().nullish() })),
      ),
    }),
  }),
});

/** Another interaction, such as a closed modal: nothing to do. */
export const otherInteraction = z.looseObject({ type: z.string() });

/** What somebody typed behind the slash command. */
export const slashCommand = z.object({
  team_id: z.string(),
  channel_id: id,
  user_id: id,
  command: z.string().max(100),
  text: words.default(""),
  trigger_id: z.string().min(1).max(500),
  response_url: z.string().max(1000).optional(),
});
