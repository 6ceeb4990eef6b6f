import type { Config } from "../config.ts";
import { createQuestionPages } from "../delivery/question-pages.ts";
import type { PageOf } from "../delivery/sending/own-page.ts";
import type { Tokens } from "../delivery/tokens.ts";
import type { Receive } from "../engine/adapter.ts";
import type { Engine } from "../engine/engine.ts";
import type { Mount } from "../http/app.ts";
import { createQuestionPage, PAGES_PATH } from "../http/pages/question-page.ts";
import type { Store } from "../store/store.ts";
import type { Logger } from "../telemetry/log.ts";

interface Parts {
  readonly engine: Engine;
  readonly tokens: Tokens;
  readonly store: Store;
  readonly receive: Receive;
  readonly log: Logger;
}

/** Where a question is answered on a page of our own; undefined while PERSONAL_PAGE is off. */
export function pageAddress(
  { personalPage, publicUrl }: Config,
  tokens: Tokens,
): PageOf | undefined {
  if (!personalPage || publicUrl === undefined) return undefined;
  return (action) => {
    const token = tokens.encode(action);
    return token && `${publicUrl}${PAGES_PATH}/${token}`;
  };
}

/** The pages themselves; undefined while PERSONAL_PAGE is off. */
export function questionPages(config: Config, parts: Parts): Mount | undefined {
  if (!config.personalPage) return undefined;
  const { engine, tokens, store, receive, log } = parts;
  const app = createQuestionPage({
    pages: createQuestionPages({
      engine,
      tokens,
      receive,
      defaultLocale: config.locale,
      read: store.read,
    }),
    hash: store.keyedHash("question page"),
    secure: config.publicUrl?.startsWith("https:") === true,
    log: log.child({ room: "pages" }),
  });
  return { path: PAGES_PATH, app };
}
