import type { AnnounceServices } from "../flows/announce/services.ts";
import { consoleLinkUrl } from "./console-address.ts";
import { createConsoleSecrets, LINK_MINUTES, makeLink } from "./domain/console-access.ts";
import type { Transaction } from "./engine/terms.ts";
import { describePerson } from "./store/people.ts";
import type { Store } from "./store/store.ts";

/** Where the service is reached, and whether it is the playground alone. */
export interface Site {
  /** Without a slash at its end. */
  address(): string;
  isPlayground(): boolean;
}

/** What the announcements' services are made of. */
export interface AnnounceParts {
  readonly store: Pick<Store, "keyedHash">;
  readonly site: Site;
  /** Somebody who is not staff tried. */
  readonly onRefused: () => void;
}

/** What the flows of announcements ask of the service. */
export function announceServices({ store, site, onRefused }: AnnounceParts): AnnounceServices {
  const secrets = createConsoleSecrets(store.keyedHash("console"));

  return {
    async consoleLink(transaction, person) {
      const link = (await isAtHome(transaction, site, person))
        ? await makeLink(transaction, secrets, person)
        : undefined;
      if (link !== undefined) {
        const url = consoleLinkUrl(site.address(), link);
        return { kind: "made", url, minutes: LINK_MINUTES };
      }
      onRefused();
      return { kind: "not_staff" };
    },
  };
}

/** The playground's staff have rights in the playground only; beside real chats they see no console. */
async function isAtHome(transaction: Transaction, site: Site, person: string): Promise<boolean> {
  if (site.isPlayground()) return true;
  const described = await describePerson(transaction, person);
  return described !== undefined && !described.playground;
}
