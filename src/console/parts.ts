import type { RateOf } from "../domain/broadcasts/estimate.ts";
import type { ProgrammeBook } from "../domain/cases/programme.ts";
import type { ConsoleSecrets } from "../domain/console-access.ts";
import type { Platform } from "../engine/adapter.ts";
import type { Intent } from "../engine/intent.ts";
import type { SpaceKind } from "../engine/terms.ts";
import type { Locale } from "../i18n/locale.ts";
import type { Store } from "../store/store.ts";
import type { Logger } from "../telemetry/log.ts";

/** A message as one platform would show it. */
export interface PlatformPreview {
  readonly platform: Platform;
  /** More than one when the platform does not take that much at once. */
  readonly parts: readonly { readonly text: string; readonly buttons: readonly string[] }[];
}

/** Shows a message as each platform would. */
export type Preview = (
  intent: Intent,
  locale: Locale,
  kind: SpaceKind,
) => Promise<readonly PlatformPreview[]>;

/** What the console is made of. */
export interface ConsoleParts {
  readonly store: Store;
  readonly secrets: ConsoleSecrets;
  /** The service is the playground alone, and so is what its console shows. */
  readonly isPlayground: () => boolean;
  /** What an intent looks like on each platform, by the adapters' own encoders. */
  readonly preview: Preview;
  readonly rateOf: RateOf;
  /** What applications are for, their statuses by name, and which desk handles them. */
  readonly programmes: ProgrammeBook;
  /** IANA zone of events that name none. */
  readonly zone: string;
  /** `ok` or a reason, by the name of what the service needs. */
  readonly health: () => Promise<Readonly<Record<string, string>>>;
  /** The console is reached over https. */
  readonly secure: boolean;
  /** Somebody tried what their role does not allow. */
  readonly onRefused: () => void;
  readonly log: Pick<Logger, "error">;
}
