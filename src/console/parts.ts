import type { ConsoleSecrets } from "../domain/console-access.ts";
import type { Store } from "../store/store.ts";
import type { Logger } from "../telemetry/log.ts";

/** What the console is made of. */
export interface ConsoleParts {
  readonly store: Store;
  readonly secrets: ConsoleSecrets;
  /** The service is the playground alone, and so is what its console shows. */
  readonly isPlayground: () => boolean;
  /** The console is reached over https. */
  readonly secure: boolean;
  /** Somebody tried what their role does not allow. */
  readonly onRefused: () => void;
  readonly log: Pick<Logger, "error">;
}
