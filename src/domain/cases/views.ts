import type { Turn } from "./programme.ts";

/** A text in both languages, as JSON has it. */
export type Words = { readonly zh: string; readonly en: string };

/** A file as its sender sees it; times are ms UTC. */
export type FileView = {
  readonly id: string;
  /** Null while it is on its way. */
  readonly receivedAt: number | null;
  /** Staff took it over: it cannot be taken back. */
  readonly isTaken: boolean;
};

/** A file its sender handed in and that is here; times are ms UTC. */
export type OwnFile = {
  readonly id: string;
  /** What it is for. */
  readonly label: Words;
  readonly programme: Words;
  readonly name: string;
  readonly receivedAt: number;
  /** Staff took it over. */
  readonly isTaken: boolean;
};

/** Something an application lacks, and what was handed in for it last. */
export type WantedItem = {
  /** Safe in a button. */
  readonly key: string;
  readonly case: string;
  readonly programme: Words;
  readonly label: Words;
  readonly file: FileView | null;
};

/** A case as its applicant sees it; values that survive JSON. Times are ms UTC. */
export type CaseView = {
  readonly id: string;
  readonly number: string;
  readonly programme: Words;
  readonly status: Words;
  readonly meaning: Words;
  readonly turn: Turn;
  readonly next: Words;
  readonly missing: readonly Words[];
  /** The same things one by one, with what was handed in for them. */
  readonly items: readonly WantedItem[];
  readonly dueAt: number | null;
  readonly updatedAt: number;
  readonly muted: boolean;
  /** How long others stayed in this status, in days; null when too few did. */
  readonly typicalDays: number | null;
  /** Earlier statuses, the newest first. */
  readonly history: readonly { readonly status: Words; readonly at: number }[];
};
