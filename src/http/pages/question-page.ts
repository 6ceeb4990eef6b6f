import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { QuestionPages } from "../../delivery/question-pages.ts";
import { sameText } from "../../domain/console-access.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { text } from "../../i18n/messages.ts";
import type { KeyedHash } from "../../store/sealing/keyring.ts";
import type { Logger } from "../../telemetry/log.ts";
import { dressed } from "./dressed.ts";
import { formPage, gonePage, STYLE_HASH, takenPage } from "./markup.ts";
import { pageMessages as messages } from "./messages.ts";

/** Where the pages are mounted. */
export const PAGES_PATH = "/q";

interface Parts {
  readonly pages: QuestionPages;
  /** Makes the proofs that forms carry. */
  readonly hash: KeyedHash;
  /** People reach us over https, so the cookie never travels otherwise. */
  readonly secure: boolean;
  readonly log: Pick<Logger, "error">;
}

const COOKIE = "juchang_page";

/**
 * The page on which one personal question is answered, at `/q/<token>`. Looking changes nothing, so that previews of
 * the link use nothing up. The token is in the path alone: it is logged nowhere and no other site is told of it.
 */
export function createQuestionPage({ pages, hash, secure, log }: Parts): Hono {
  const app = new Hono();
  app.use(dressed(POLICY));

  function proofFor(c: Context, token: string): string {
    const known = getCookie(c, COOKIE);
    const mark =
      known !== undefined && MARK.test(known) ? known : randomBytes(16).toString("base64url");
    const options = { path: PAGES_PATH, httpOnly: true, secure, sameSite: "Strict" } as const;
    setCookie(c, COOKIE, mark, { ...options, maxAge: 60 * 60 });
    return hash(`${token} ${mark}`);
  }

  function isOurs(c: Context, token: string, proof: string): boolean {
    const mark = getCookie(c, COOKIE) ?? "";
    const site = c.req.header("sec-fetch-site") ?? "same-origin";
    return MARK.test(mark) && site === "same-origin" && sameText(proof, hash(`${token} ${mark}`));
  }

  async function show(c: Context, token: string, more: Problem = {}): Promise<Response> {
    const page = await pages.look(token);
    if (!page) return c.html(gonePage(), 410);
    const { locale } = page.question;
    const { status = 200, why } = more;
    const problem = why && text(messages[why], locale);
    return c.html(formPage({ page, locale, problem, proof: proofFor(c, token) }), status);
  }

  app.get("/:token", (c) => show(c, c.req.param("token")));
  app.post("/:token", async (c) => {
    const token = c.req.param("token");
    const { said, proof } = await formOf(c);
    if (!isOurs(c, token, proof)) return show(c, token, { status: 403, why: "again" });
    const done = await pages.handIn(token, said);
    if (done.kind === "gone") return c.html(gonePage(), 410);
    if (done.kind === "taken") return c.html(takenPage(done.locale));
    const { page, why } = done;
    const locale: Locale = page.question.locale;
    const problem = localize(why, locale);
    return c.html(formPage({ page, locale, problem, proof: proofFor(c, token) }), 422);
  });
  app.onError((error, c) => {
    // Neither the path, which holds the token, nor anything that was written.
    log.error({ err: error, route: `${PAGES_PATH}/:token` }, "a question's page failed");
    return c.text(`${messages.away.zh}\n${messages.away.en}\n`, 503);
  });
  return app;
}

const MARK = /^[A-Za-z0-9_-]{22}$/;

interface Problem {
  readonly status?: 403;
  readonly why?: "again";
}

const LONGEST_FORM = 8_192;

async function formOf(c: Context): Promise<{ readonly said: string; readonly proof: string }> {
  const type = c.req.header("content-type") ?? "";
  const isForm = type.startsWith("application/x-www-form-urlencoded");
  const body = isForm ? await c.req.text() : "";
  const fields = new URLSearchParams(body.length > LONGEST_FORM ? "" : body);
  return { said: fields.get("said") ?? "", proof: fields.get("proof") ?? "" };
}

const POLICY =
  `default-src 'none'; style-src ${STYLE_HASH}; form-action 'self'; base-uri 'none'; ` +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
