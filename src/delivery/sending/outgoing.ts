import type { Adapter, OutgoingMessage, SendResult } from "../../engine/adapter.ts";
import type { SpaceKind } from "../../engine/terms.ts";
import { unreachable } from "../../engine/terms.ts";
import type { ClaimedMessage } from "../../store/outbound/claim.ts";
import type { Settlement } from "../../store/outbound/settle.ts";
import { filesOf, type HandedInOf, type PosterOf, posterIn } from "./files.ts";
import { type FileLinkOf, withOwnFiles } from "./own-files.ts";
import { type PageOf, withOwnPage } from "./own-page.ts";

/** What messages refer to instead of carrying it. */
export interface OutgoingParts {
  /** Finds the pictures that messages refer to. */
  readonly posterOf?: PosterOf | undefined;
  readonly handedInOf?: HandedInOf | undefined;
  /** Where personal questions of foreign platforms are answered, when it is on a page of our own. */
  readonly pageOf?: PageOf | undefined;
  /** Where people get the files back that they handed in, when it is by a link. */
  readonly fileLinkOf?: FileLinkOf | undefined;
}

/** A message as its adapter takes it; undefined when there is no place for it. */
export async function outgoingOf(
  adapter: Adapter,
  message: ClaimedMessage,
  { pageOf, fileLinkOf, posterOf, handedInOf }: OutgoingParts = {},
): Promise<OutgoingMessage | undefined> {
  const space = message.space ?? (await directSpaceOf(adapter, message));
  if (!space) return undefined;
  const { id, locale, thread, replyTo, edits, shown, account, destination } = message;
  const intent = withOwnFiles(message.intent, {
    platform: adapter.platform,
    isPrivate: space.kind === "direct" && destination !== "onlyYou",
    locale,
    linkOf: fileLinkOf,
  });
  const { attachments } = intent;
  return {
    outbound: id,
    space: { platformId: space.platformId, kind: space.kind },
    intent: withOwnPage(intent, adapter.platform, locale, pageOf),
    locale,
    thread,
    replyTo,
    edits,
    shown,
    files: attachments && (await filesOf(attachments, handedInOf)),
    // The web's pages fetch a poster themselves.
    poster:
      attachments && posterOf && adapter.platform !== "web"
        ? posterIn(attachments, posterOf)
        : undefined,
    onlyFor: destination === "onlyYou" ? account?.platformId : undefined,
  };
}

async function directSpaceOf(adapter: Adapter, { account, destination }: ClaimedMessage) {
  if (destination !== "person" || !account) return undefined;
  const platformId = await adapter.directSpace(account.platformId);
  return platformId === undefined ? undefined : { platformId, kind: "direct" as const };
}

/**
 * The chat whose pace a message keeps, by the platform's id of where it goes. An account counts beside it: its direct
 * chat may have been written to before its own id was known, and a hint for one member of a group may be told there.
 */
export function paceOf(
  { space }: Pick<OutgoingMessage, "space">,
  { account }: Pick<ClaimedMessage, "account">,
): { readonly chat: string; readonly kind: SpaceKind; readonly direct?: string | undefined } {
  return { chat: space.platformId, kind: space.kind, direct: account?.platformId };
}

const LONGEST_WAIT_MS = 5 * 60_000;
const FIRST_WAIT_MS = 100;

/** What a result comes to for the message; waits grow with the tries, but not beyond what the platform asked. */
export function settlementOf({ id, attempts }: ClaimedMessage, result: SendResult): Settlement {
  switch (result.kind) {
    case "sent":
      return { id, kind: "sent", messageId: result.messageId, shown: result.shown };
    case "later": {
      const backOff = Math.min(2 ** attempts * FIRST_WAIT_MS, LONGEST_WAIT_MS);
      return { id, kind: "later", afterMs: Math.max(result.afterMs, backOff) };
    }
    case "moved":
      return { id, kind: "later", afterMs: 0, reason: "space moved" };
    case "unreachable":
    case "refused":
    case "uncertain":
      return { id, kind: result.kind, reason: result.reason };
    default:
      return unreachable(result, "send result");
  }
}
