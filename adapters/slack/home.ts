import { z } from "zod";
import { LOCALES } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { type Block, contextBlocks, sectionBlocks, titleBlocks } from "./blocks.ts";
import { fieldsOf } from "./failure.ts";
import { slackMessages } from "./messages.ts";
import type { Workspace } from "./workspace.ts";

/** The page behind the bot's name. */
export interface HomeView {
  readonly type: "home";
  readonly blocks: readonly Block[];
}

/** What the bot can do, in both languages: the page is the same for everybody. */
export const HOME: HomeView = {
  type: "home",
  blocks: LOCALES.flatMap((locale) => [
    ...titleBlocks(text(slackMessages.homeTitle, locale)),
    ...sectionBlocks(text(slackMessages.homeText, locale)),
    ...contextBlocks(text(slackMessages.homeCommands, locale)),
  ]),
};

/** Shows the page to somebody who opened it. */
export async function publishHome({ client, log }: Workspace, user: string): Promise<void> {
  const outcome = await client.call("views.publish", { user_id: user, view: HOME }, z.object({}));
  if (!outcome.ok) log.info(fieldsOf(outcome.failure), "the home page could not be shown");
}
