import type { z } from "zod";
import type { FindTeam, Incoming } from "./incoming.ts";
import { ANSWER_BLOCK, ANSWER_INPUT, MODAL, readQuestion } from "./modal.ts";
import { blockActions, otherInteraction, viewSubmission } from "./payloads.ts";
import { spaceOf, timeOf } from "./spaces.ts";

/** A tap, or a modal that was handed in; undefined when it is no interaction at all. `now` in ms UTC. */
export function decodeInteraction(
  body: unknown,
  findTeam: FindTeam,
  now: number,
): Incoming | undefined {
  const tap = blockActions.safeParse(body);
  if (tap.success) return tapped(tap.data, findTeam);
  const submission = viewSubmission.safeParse(body);
  if (submission.success) return submitted(submission.data, findTeam, now);
  return otherInteraction.safeParse(body).success
    ? { kind: "nothing", why: "unknown interaction" }
    : undefined;
}

function tapped(tap: z.infer<typeof blockActions>, findTeam: FindTeam): Incoming {
  const team = findTeam([tap.team?.id, tap.user.team_id]);
  if (!team) return { kind: "nothing", why: "unknown workspace" };
  const action = tap.actions.find(({ type, value }) => type === "button" && value !== undefined);
  if (!tap.channel || action?.value === undefined) return { kind: "nothing", why: "a link" };
  const messageId = tap.message?.ts ?? tap.container.message_ts;
  const user = tap.user.id;
  return {
    kind: "event",
    team,
    triggerId: tap.trigger_id,
    event: {
      installation: team.installation,
      deliveryKey: `tap:${user}:${messageId ?? ""}:${action.action_id}:${action.action_ts}`,
      space: spaceOf(tap.channel.id),
      thread: tap.container.thread_ts ?? tap.message?.thread_ts,
      account: { platformId: user },
      at: timeOf(action.action_ts),
      body: { kind: "tap", token: action.value, messageId },
    },
  };
}

function submitted(
  { view, team: ofTeam, user }: z.infer<typeof viewSubmission>,
  findTeam: FindTeam,
  now: number,
): Incoming {
  const team = findTeam([view.app_installed_team_id, ofTeam?.id, user.team_id]);
  if (!team) return { kind: "nothing", why: "unknown workspace" };
  const question = view.callback_id === MODAL ? readQuestion(view.private_metadata) : undefined;
  if (!question) return { kind: "nothing", why: "unknown modal" };
  const text = view.state.values[ANSWER_BLOCK]?.[ANSWER_INPUT]?.value ?? "";
  const { channel, questionTs, locale } = question;
  return {
    kind: "submission",
    team,
    answer: { text, locale, channel, questionTs },
    event: {
      installation: team.installation,
      deliveryKey: `view:${view.id}`,
      space: { platformId: channel, kind: "direct" },
      account: { platformId: user.id },
      at: now,
      body: {
        kind: "text",
        text,
        messageId: `view:${view.id}`,
        addressed: true,
        repliesToBot: questionTs,
      },
    },
  };
}
