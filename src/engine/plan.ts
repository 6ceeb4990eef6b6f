import type { IncomingFile } from "./event.ts";
import type { Run } from "./state.ts";
import type { TimerName } from "./turn.ts";
import type { Verb } from "./verbs.ts";

/** What is to be done about an event; decided before anything is loaded. */
export type Plan =
  | { readonly kind: "ignore" }
  | { readonly kind: "greet" }
  | { readonly kind: "file" }
  | { readonly kind: "files"; readonly run: number; readonly files: readonly IncomingFile[] }
  /** A file that a question waits for, sent where others see it. */
  | { readonly kind: "exposedFile"; readonly run: number }
  | { readonly kind: "forged" }
  | { readonly kind: "notYours" }
  | { readonly kind: "stale"; readonly run?: number }
  | { readonly kind: "timer"; readonly run: number; readonly name: TimerName }
  | { readonly kind: "option"; readonly run: number; readonly option: string }
  | { readonly kind: "verb"; readonly run: number; readonly verb: Verb }
  | { readonly kind: "nothingOpen" }
  | {
      readonly kind: "start";
      readonly started: Run;
      readonly said: string;
      /** The run that asks for what was now said along with its command. */
      readonly replaces?: number;
    }
  | {
      readonly kind: "text";
      readonly run: number;
      readonly said: string;
      /** What takes the text if it is no answer; absent for unaddressed group talk. */
      readonly digression?: Run;
    };
