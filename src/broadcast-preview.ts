import type { ShownCopy } from "../flows/announce/services.ts";
import type { Preview } from "./console/parts.ts";
import type { Broadcast } from "./domain/broadcasts/content.ts";
import { copyContent } from "./domain/broadcasts/copy.ts";

const NAMES = { web: "Web", telegram: "Telegram", slack: "Slack" } as const;

const FORMS = [
  { whom: "zh", to: "person", language: "zh-CN", space: "direct" },
  { whom: "en", to: "person", language: "en", space: "direct" },
  { whom: "group", to: "space", language: "both", space: "group" },
] as const;

/** An announcement as each platform shows it: to a person in each language, and in a group that chose none. */
export async function shownCopies(
  preview: Preview,
  broadcast: Broadcast,
): Promise<readonly ShownCopy[]> {
  const shown = await Promise.all(
    FORMS.map(async ({ whom, to, language, space }) => {
      const intent = { kind: "say" as const, ...copyContent(broadcast, to, language) };
      const platforms = await preview(intent, language === "en" ? "en" : "zh-CN", space);
      return platforms.map(({ platform, parts }) => ({ platform: NAMES[platform], whom, parts }));
    }),
  );
  return shown.flat();
}
