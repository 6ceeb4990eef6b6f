import type { Receive } from "../../src/engine/adapter.ts";
import type { Event } from "../../src/engine/event.ts";
import { cleanText } from "../../src/engine/normalize.ts";
import { publishHome } from "./home.ts";
import type { Incoming, Team } from "./incoming.ts";
import { modalErrors } from "./modal.ts";
import { checkToken } from "./standing.ts";
import type { Workspace } from "./workspace.ts";

/** What Slack is told when a delivery is taken; nothing for most. */
export type Acknowledgement = object | undefined;

/** Hands what came in to the service; nothing is acknowledged before it is committed. */
export interface Intake {
  /** Resolves when it is safe to acknowledge; rejects when Slack must deliver again. */
  take(incoming: Incoming): Promise<Acknowledgement>;
  /** Opens for a workspace's events. */
  open(workspace: Workspace, receive: Receive): void;
  /** Takes nothing more of a workspace, and waits for what is under way. */
  close(workspace: Workspace): Promise<void>;
}

/** The service is starting or stopping: Slack delivers again. */
export class NotOpen extends Error {
  override readonly name = "NotOpen";
}

interface Opened {
  readonly workspace: Workspace;
  readonly receive: Receive;
}

/** `onNothing` counts what is of no concern, by why. */
export function createIntake(onNothing: (why: string) => void): Intake {
  const open = new Map<string, Opened>();
  const underWay = new Set<Promise<unknown>>();

  async function track<Result>(work: Promise<Result>): Promise<Result> {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  }

  const openFor = ({ installation }: Team): Opened => {
    const found = open.get(installation);
    if (!found) throw new NotOpen("The service is starting or stopping");
    return found;
  };

  return {
    async take(incoming) {
      switch (incoming.kind) {
        case "challenge":
          return { challenge: incoming.challenge };
        case "nothing":
          onNothing(incoming.why);
          return undefined;
        case "event":
          return track(takeEvent(openFor(incoming.team), incoming));
        case "submission":
          return track(takeSubmission(openFor(incoming.team), incoming));
        case "home":
          void track(publishHome(openFor(incoming.team).workspace, incoming.user));
          return undefined;
        case "revoked":
          void track(checkRevoked(openFor(incoming.team).workspace));
          return undefined;
      }
    },
    open(workspace, receive) {
      open.set(workspace.team.installation, { workspace, receive });
    },
    async close({ team }) {
      open.delete(team.installation);
      await Promise.allSettled(underWay);
    },
  };
}

const WAY_BACK = { left: 5, forMs: 29 * 60_000 } as const;

async function takeEvent(
  { workspace, receive }: Opened,
  incoming: Extract<Incoming, { kind: "event" }>,
): Promise<undefined> {
  const event = incoming.toDirect ? await inDirect(workspace, incoming.event) : incoming.event;
  if (!event) return undefined;
  rememberOf(workspace, event, incoming);
  await receive(await introduced(workspace, event));
  return undefined;
}

/** A command typed in a chat the bot is not in belongs into its own chat with the person. */
async function inDirect({ directs }: Workspace, event: Event): Promise<Event | undefined> {
  const channel = event.account && (await directs.open(event.account.platformId));
  return channel === undefined
    ? undefined
    : { ...event, space: { platformId: channel, kind: "direct" } };
}

function rememberOf(
  { directs, triggers, memory, now }: Workspace,
  { space, account, thread, body }: Event,
  { triggerId, responseUrl }: Extract<Incoming, { kind: "event" }>,
): void {
  const channel = space.platformId;
  const user = account?.platformId;
  if (user !== undefined && space.kind === "direct") directs.seen(user, channel);
  if (thread !== undefined && "messageId" in body && body.messageId !== thread) {
    memory.activeThreads.set(`${channel}:${thread}`, true);
  }
  if (space.kind === "direct" || user === undefined) return;
  if (responseUrl !== undefined) {
    const { left, forMs } = WAY_BACK;
    memory.waysBack.set(channel, { url: responseUrl, left, until: now() + forMs });
  }
  if (triggerId === undefined) return;
  triggers.tapped(user, triggerId, now());
  // A form can be offered only for a chat whose person is known.
  directs.open(user).catch(() => undefined);
}

/** Events hold no names: they are looked up for what is said to the bot, never for talk among others. */
async function introduced({ profiles, now }: Workspace, event: Event): Promise<Event> {
  const { account, body } = event;
  const isForBot =
    body.kind === "command" ||
    body.kind === "tap" ||
    ((body.kind === "text" || body.kind === "file") && body.addressed);
  if (!account || !isForBot) return event;
  const profile = await profiles.of(account.platformId, now());
  return { ...event, account: { ...account, ...profile } };
}

async function takeSubmission(
  { workspace, receive }: Opened,
  { event, answer }: Extract<Incoming, { kind: "submission" }>,
): Promise<Acknowledgement> {
  if (cleanText(answer.text) === "") return modalErrors("empty", answer.locale);
  const newest = workspace.memory.questions.get(answer.channel);
  if (newest !== undefined && newest !== answer.questionTs) {
    return modalErrors("stale", answer.locale);
  }
  await receive(await introduced(workspace, event));
  return undefined;
}

/** The news may be about an older token: Slack itself says whether ours still works. */
async function checkRevoked({ client, standing, log }: Workspace): Promise<void> {
  const checked = await checkToken(client);
  if (checked.ok || checked.failure.kind !== "badToken") return;
  standing.revoked();
  log.warn({ reason: checked.failure.reason }, "the workspace took the bot token back");
}
