import { type Context, Hono } from "hono";
import { disposition } from "../../domain/disposition.ts";
import type { Logger } from "../../telemetry/log.ts";
import { dressed } from "../pages/dressed.ts";
import { gonePage, STYLE_HASH } from "../pages/markup.ts";
import type { FileLinks } from "./file-links.ts";
import { createAddressLimit } from "./limit.ts";
import { handedInMessages as messages } from "./messages.ts";

/** Where people get the files back that they handed in. */
export const HANDED_IN_PATH = "/handed-in";

interface Parts {
  readonly links: FileLinks;
  /** Who handed a file in that is here. */
  readonly ownerOf: (file: string) => Promise<string | undefined>;
  readonly handOut: (claim: {
    readonly file: string;
    readonly person: string;
  }) => Promise<
    | { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }
    | undefined
  >;
  /** The address a request came from. */
  readonly addressOf: (c: Context) => string;
  /** ms UTC. */
  readonly now: () => number;
  readonly log: Pick<Logger, "error">;
}

/**
 * A file for whoever handed it in, at `/handed-in/<token>`, to be saved and never shown. Looking uses nothing up.
 * Whatever is wrong with a token, and whatever became of its file, the answer is the same.
 */
export function createHandedIn({ links, ownerOf, handOut, addressOf, now, log }: Parts): Hono {
  const app = new Hono();
  const mayAsk = createAddressLimit(now);
  app.use(dressed(POLICY));
  app.get("/:token", async (c) => {
    if (!mayAsk(addressOf(c))) {
      return c.text(`${messages.tooMany.zh}\n${messages.tooMany.en}\n`, 429, {
        "retry-after": "60",
      });
    }
    const token = c.req.param("token");
    const file = links.fileOf(token);
    const person = file === undefined ? undefined : await ownerOf(file);
    const isTheirs = links.isFor(token, person);
    if (!isTheirs || file === undefined || person === undefined)
      return c.html(gonePage(messages), 404);
    const found = await handOut({ file, person });
    if (!found) return c.html(gonePage(messages), 404);
    return c.body(found.bytes, 200, {
      "content-type": found.type,
      "content-disposition": disposition(found.name),
      "content-length": String(found.bytes.length),
    });
  });
  app.notFound((c) => c.html(gonePage(messages), 404));
  app.onError((error, c) => {
    // Never the path, which holds the token.
    log.error({ err: error, route: `${HANDED_IN_PATH}/:token` }, "a file could not be handed out");
    return c.text(`${messages.away.zh}\n${messages.away.en}\n`, 503);
  });
  return app;
}

/** What somebody made is to be saved; a browser that shows it all the same gives it no origin and no script. */
const POLICY = `default-src 'none'; style-src ${STYLE_HASH}; sandbox; base-uri 'none'; frame-ancestors 'none'`;
