import type { Event, EventBody } from "../../src/engine/event.ts";
import { isOfProgram, messageBody, threadOf } from "./decode-message.ts";
import type { FindTeam, Incoming, Team } from "./incoming.ts";
import { type EventEnvelope, type SlackEvent, type SlackMessage, slackEvent } from "./payloads.ts";
import { spaceOf, timeOf } from "./spaces.ts";

/** What the Events API tells; kinds this version does not know are nothing. */
export function decodeEvent(envelope: EventEnvelope, findTeam: FindTeam): Incoming {
  const authorizations = envelope.authorizations ?? [];
  const team = findTeam([
    ...authorizations.flatMap(({ team_id, enterprise_id }) => [team_id, enterprise_id]),
    envelope.team_id,
  ]);
  if (!team) return { kind: "nothing", why: "unknown workspace" };
  const read = slackEvent.safeParse(envelope.event);
  if (!read.success) return { kind: "nothing", why: "unknown event" };
  const botUser = team.botUser() ?? authorizations.find(({ is_bot }) => is_bot)?.user_id;
  return incomingOf({ team, botUser, deliveryKey: envelope.event_id }, read.data);
}

interface Context {
  readonly team: Team;
  readonly botUser: string | undefined;
  readonly deliveryKey: string;
}

function incomingOf(context: Context, event: SlackEvent): Incoming {
  switch (event.type) {
    case "app_mention":
      return said(context, event, event);
    case "message":
      if (event.subtype === "message_changed") return edited(context, event);
      if (event.subtype === "message_deleted") return deleted(context, event);
      return said(context, event, event);
    case "member_joined_channel":
    case "member_left_channel":
      if (event.user !== context.botUser) return { kind: "nothing", why: "others come and go" };
      return came(context, event, event.type === "member_joined_channel" ? "join" : "leave");
    case "channel_left":
    case "group_left":
      return came(context, event, "leave");
    case "app_home_opened":
      return event.tab === "home"
        ? { kind: "home", team: context.team, user: event.user }
        : { kind: "nothing", why: "another tab" };
    case "tokens_revoked":
      return (event.tokens.bot ?? []).length > 0
        ? { kind: "revoked", team: context.team }
        : { kind: "nothing", why: "a person's token" };
    case "app_uninstalled":
      return { kind: "revoked", team: context.team };
  }
}

interface Place {
  readonly channel: string;
  readonly channel_type?: string | undefined;
  readonly event_ts: string;
}

/** One message may come as a mention and as a message, and under several event ids: its time names it. */
function said(
  context: Context,
  place: Place & { readonly type: string },
  message: SlackMessage,
): Incoming {
  if (isOfProgram(message, context.botUser)) return { kind: "nothing", why: "a program's message" };
  const space = spaceOf(place.channel, place.channel_type);
  const isDirect = space.kind === "direct";
  const mentioned = place.type === "app_mention";
  const body = messageBody(message, { isDirect, botUser: context.botUser, mentioned });
  return eventOf(context, place, {
    contentKey: `${place.channel}:${message.ts}`,
    at: timeOf(message.ts),
    thread: threadOf(message, isDirect),
    user: message.user,
    body,
  });
}

/** Links that unfold and threads that grow change a message too; only its author's edit is one. */
function edited(context: Context, place: Place & { readonly message: SlackMessage }): Incoming {
  const { message } = place;
  if (!message.edited) return { kind: "nothing", why: "not an edit by a person" };
  if (isOfProgram(message, context.botUser)) return { kind: "nothing", why: "a program's message" };
  return eventOf(context, place, {
    contentKey: `${place.channel}:${message.ts}:edit:${message.edited.ts}`,
    at: timeOf(place.event_ts),
    user: message.user,
    body: { kind: "edit", messageId: message.ts },
  });
}

function deleted(
  context: Context,
  place: Place & {
    readonly deleted_ts: string;
    readonly previous_message?: SlackMessage | undefined;
  },
): Incoming {
  const before = place.previous_message;
  if (!before || isOfProgram(before, context.botUser)) {
    return { kind: "nothing", why: "a program's message" };
  }
  return eventOf(context, place, {
    contentKey: `${place.channel}:${place.deleted_ts}:delete`,
    at: timeOf(place.event_ts),
    user: before.user,
    body: { kind: "delete", messageId: place.deleted_ts },
  });
}

function came(context: Context, place: Place, kind: "join" | "leave"): Incoming {
  return eventOf(context, place, {
    contentKey: `${place.channel}:${place.event_ts}:${kind}`,
    at: timeOf(place.event_ts),
    body: { kind },
  });
}

function eventOf(
  { team, deliveryKey }: Context,
  { channel, channel_type }: Place,
  happened: Pick<Event, "contentKey" | "at" | "thread"> & {
    readonly user?: string | undefined;
    readonly body: EventBody;
  },
): Incoming {
  const { user, body, at, thread, contentKey } = happened;
  return {
    kind: "event",
    team,
    event: {
      installation: team.installation,
      deliveryKey,
      contentKey,
      space: spaceOf(channel, channel_type),
      thread,
      account: user === undefined ? undefined : { platformId: user },
      at,
      body,
    },
  };
}
