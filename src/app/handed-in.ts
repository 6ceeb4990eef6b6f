import type { Config } from "../config.ts";
import type { FileLinkOf } from "../delivery/sending/own-files.ts";
import { handOut, ownerOfFile } from "../domain/cases/own-files.ts";
import type { Mount } from "../http/app.ts";
import { clientAddress } from "../http/client-address.ts";
import { createFileLinks } from "../http/handed-in/file-links.ts";
import { createHandedIn, HANDED_IN_PATH } from "../http/handed-in/handed-in.ts";
import type { Store } from "../store/store.ts";
import type { Logger } from "../telemetry/log.ts";

/**
 * Where people get the files back that they handed in: on our own pages by a link of the service's own; on other
 * platforms in the chat, unless the operator keeps what is personal on pages of our own.
 */
export function fileLinks({ personalPage, publicUrl }: Config, store: Store): FileLinkOf {
  const links = linksOf(store);
  const base = personalPage ? publicUrl : undefined;
  return (platform, claim) => {
    const path = () => `${HANDED_IN_PATH}/${links.tokenOf(claim)}`;
    if (platform === "web") return path();
    return base === undefined ? undefined : `${base}${path()}`;
  };
}

/** What these links lead to. */
export function handedInFiles({ trustProxy }: Config, store: Store, log: Logger): Mount {
  const app = createHandedIn({
    links: linksOf(store),
    ownerOf: (file) => store.read((transaction) => ownerOfFile(transaction, file)),
    handOut: (claim) => store.read((transaction) => handOut(transaction, claim)),
    addressOf: clientAddress(trustProxy),
    now: Date.now,
    log: log.child({ room: "handed-in" }),
  });
  return { path: HANDED_IN_PATH, app };
}

function linksOf(store: Store) {
  return createFileLinks(store.keyedHash("handed-in file"), Date.now);
}
