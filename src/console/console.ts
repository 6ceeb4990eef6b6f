import { type Context, Hono } from "hono";
import { routePath } from "hono/route";
import { addBroadcastPages } from "./broadcasts/pages.ts";
import { addEventPages } from "./events/pages.ts";
import { chooseLanguage } from "./language.ts";
import { addOverview } from "./overview/overview.ts";
import { addSimplePages } from "./pages/pages.ts";
import type { ConsoleParts } from "./parts.ts";
import { refuse } from "./refusal.ts";
import { type ConsoleRoute, type ConsoleRouter, createConsoleRouter } from "./router.ts";
import { guardConsole } from "./security.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { addSignIn } from "./sign-in.ts";
import { addStaticFiles } from "./static-files.ts";
import { addUncertainPages } from "./uncertain/pages.ts";

/** The staff's pages, to be mounted at `/console`. */
export interface Console {
  readonly app: Hono;
  /** Every route there is, with who may use it. */
  readonly routes: readonly ConsoleRoute[];
  /** The same app for signed-in staff only; others are sent to sign in. */
  forStaffOnly(app: Hono): Hono;
}

export function createConsole(parts: ConsoleParts): Console {
  const sessions = createSessions(parts);
  const router = createConsoleRouter(sessions, parts.onRefused);
  router.app.use(guardConsole);
  addSignIn(router, parts, sessions);
  addLanguage(router, parts.secure);
  addStaticFiles(router);
  addOverview(router, parts);
  addBroadcastPages(router, parts);
  addEventPages(router, parts);
  addUncertainPages(router, parts);
  addSimplePages(router, parts);
  // Not `notFound`: an app that is mounted in another loses it.
  router.app.all("*", (c) => refuse(c, "not-found"));
  router.app.onError((error, c) => {
    const { method } = c.req;
    parts.log.error({ err: error, method, route: routePath(c, -1) }, "a console request failed");
    return c.text("failed", 500);
  });
  return { app: router.app, routes: router.routes, forStaffOnly: (app) => gate(app, sessions) };
}

function addLanguage(router: ConsoleRouter, secure: boolean): void {
  router.open("GET", "/language/:tag", (c) => {
    chooseLanguage(c, c.req.param("tag") ?? "", secure);
    return c.redirect(cameFrom(c), 303);
  });
}

/** The page of the console on which the language was chosen; its start when the browser does not say. */
function cameFrom(c: Context): string {
  const referrer = c.req.header("referer") ?? "";
  if (!URL.canParse(referrer)) return "/console";
  const { host, pathname, search } = new URL(referrer);
  const isOurs = host === c.req.header("host") && /^\/console(?:\/|$)/.test(pathname);
  return isOurs ? pathname + search : "/console";
}

function gate(app: Hono, sessions: Sessions): Hono {
  const gated = new Hono();
  for (const path of ["/", "/playground/*"]) {
    gated.use(path, async (c, next) => {
      if (!(await sessions.visitor(c))) return c.redirect("/console/sign-in", 303);
      await next();
      return undefined;
    });
  }
  return gated.route("/", app);
}
