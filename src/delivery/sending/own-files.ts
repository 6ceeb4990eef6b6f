import type { Platform } from "../../engine/adapter.ts";
import type { Attachment, Button, Intent } from "../../engine/intent.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill } from "../../i18n/messages.ts";
import { pageMessages as messages } from "../page-messages.ts";

type HandedIn = Extract<Attachment, { kind: "handedIn" }>;

/** The address where a file can be had for a while; undefined where it goes with the message itself. */
export type FileLinkOf = (
  platform: Platform,
  claim: Pick<HandedIn, "file" | "person">,
) => string | undefined;

/**
 * A message with a file its reader handed in, as it goes out: in a direct chat alone, with the file where the
 * platform takes it, else with a link to it. Anywhere else it says its words only.
 */
export function withOwnFiles(
  intent: Intent,
  {
    platform,
    isPrivate,
    locale,
    linkOf,
  }: {
    readonly platform: Platform;
    readonly isPrivate: boolean;
    readonly locale: Locale;
    readonly linkOf: FileLinkOf | undefined;
  },
): Intent {
  const { attachments = [], buttons = [] } = intent;
  if (!attachments.some(({ kind }) => kind === "handedIn")) return intent;
  const links: Button[] = [];
  const kept = attachments.filter((one) => {
    if (one.kind !== "handedIn") return true;
    const url = isPrivate ? linkOf?.(platform, one) : undefined;
    if (url !== undefined) links.push(linkTo(one, url, locale));
    return isPrivate && url === undefined;
  });
  return { ...intent, attachments: kept, buttons: [...links, ...buttons] };
}

function linkTo({ name }: HandedIn, url: string, locale: Locale): Button {
  const label = fill(messages.download, locale, { name, minutes: FILE_MINUTES });
  return { label, action: { kind: "link", url }, style: "primary" };
}

/** How long such a link can be used, minutes. */
export const FILE_MINUTES = 10;
