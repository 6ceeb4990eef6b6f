import { cleanText } from "../../src/engine/normalize.ts";
import { decodeEvent } from "./decode-event.ts";
import { decodeInteraction } from "./decode-interaction.ts";
import { type Delivery, type FindTeam, type Incoming, UnreadableDelivery } from "./incoming.ts";
import { readText } from "./markup.ts";
import { eventEnvelope, slashCommand, urlVerification } from "./payloads.ts";
import { spaceOf } from "./spaces.ts";

/**
 * What a genuine delivery comes to; `now` in ms UTC, for what carries no time of its own. Throws
 * UnreadableDelivery when it is not of Slack's form.
 */
export function decode({ type, body }: Delivery, findTeam: FindTeam, now: number): Incoming {
  const incoming = incomingOf(type, body, findTeam, now);
  if (!incoming) throw new UnreadableDelivery(`Not readable as ${type}`);
  return incoming;
}

function incomingOf(
  type: Delivery["type"],
  body: unknown,
  findTeam: FindTeam,
  now: number,
): Incoming | undefined {
  switch (type) {
    case "events_api": {
      const asked = urlVerification.safeParse(body);
      if (asked.success) return { kind: "challenge", challenge: asked.data.challenge };
      const { data } = eventEnvelope.safeParse(body);
      return data && decodeEvent(data, findTeam);
    }
    case "interactive":
      return decodeInteraction(body, findTeam, now);
    case "slash_commands":
      return decodeCommand(body, findTeam, now);
  }
}

/** `/juchang <words>`: the words are the command, and no words ask for help. */
function decodeCommand(body: unknown, findTeam: FindTeam, now: number): Incoming | undefined {
  const { data } = slashCommand.safeParse(body);
  if (!data) return undefined;
  const team = findTeam([data.team_id]);
  if (!team) return { kind: "nothing", why: "unknown workspace" };
  const space = spaceOf(data.channel_id);
  const { text } = readText(data.text, team.botUser());
  return {
    kind: "event",
    team,
    responseUrl: data.response_url,
    ...(space.kind === "direct" ? { toDirect: true as const } : {}),
    event: {
      installation: team.installation,
      deliveryKey: `command:${data.trigger_id}`,
      space,
      account: { platformId: data.user_id },
      at: now,
      body: { kind: "command", text: cleanText(text) === "" ? "/help" : text },
    },
  };
}
