import type { Desk } from "../../engine/terms.ts";
import type { Localized } from "../../i18n/locale.ts";

/** Whose move it is. */
export type Turn = "applicant" | "office" | "nobody";

/** What a status means to the applicant. */
export interface ProgrammeStatus {
  readonly id: string;
  readonly name: Localized;
  /** In plain words. */
  readonly meaning: Localized;
  readonly turn: Turn;
  /** The next step, unless the source told one of its own. */
  readonly next: Localized;
  /** What is typically missing, unless the source told. */
  readonly missing: readonly Localized[];
  /** Not handed in yet: shown to nobody. */
  readonly draft: boolean;
}

/** A kind of application, with the statuses it can have. */
export interface Programme {
  readonly id: string;
  readonly name: Localized;
  /** The window that handles it. */
  readonly desk: Desk;
  readonly statuses: readonly ProgrammeStatus[];
  /** The status a source means, by id, name or another way of writing it. */
  status(written: string): ProgrammeStatus | undefined;
}

/** All kinds of application there are. */
export interface ProgrammeBook {
  /** The programme a source means, by id, name or another way of writing it. */
  find(written: string): Programme | undefined;
  readonly all: readonly Programme[];
}
