import { z } from "zod";
import type { OutgoingMessage } from "../../src/engine/adapter.ts";
import { fieldsOf } from "./failure.ts";
import { encodeModal } from "./modal.ts";
import type { Workspace } from "./workspace.ts";

const opened = z.object({ view: z.object({ id: z.string() }) });

/**
 * A typed question that follows a tap in a channel also opens as a form where the person is. The message in
 * the direct chat is there already: a form that cannot open, or is closed, loses nothing.
 */
export function offerModal(
  workspace: Workspace,
  { intent, space, locale }: OutgoingMessage,
  questionTs: string,
): void {
  const { client, directs, triggers, memory, log, now } = workspace;
  const channel = space.platformId;
  const asks = intent.kind === "ask" || intent.kind === "choose" || intent.kind === "review";
  if (asks) memory.questions.set(channel, questionTs);
  const user = directs.userOf(channel);
  if (intent.kind !== "ask" || user === undefined) return;
  const trigger = triggers.take(user, now());
  if (trigger === undefined) return;
  const view = encodeModal(intent, { channel, questionTs, locale });
  void client.call("views.open", { trigger_id: trigger, view }, opened).then((outcome) => {
    if (!outcome.ok) log.info(fieldsOf(outcome.failure), "a form could not be opened");
  });
}
