/** What a virtual user does next: writes, or taps the button whose label matches. */
export type Move =
  | { readonly kind: "says"; readonly text: string }
  | { readonly kind: "taps"; readonly label: RegExp };

/** One update of a dialogue, and what must be read in its answer. */
export interface Step {
  readonly move: Move;
  readonly answer: RegExp;
}

const BEGINNING: readonly Step[] = [
  { move: { kind: "says", text: "/desk" }, answer: /窗口/ },
  { move: { kind: "taps", label: /税务/ }, answer: /写清楚/ },
  { move: { kind: "says", text: "印花税的发票章丢了怎么办？" }, answer: /同意/ },
  { move: { kind: "taps", label: /^同意/ }, answer: /确认|核对|无误/ },
];

/** A question is handed to a desk. */
export const OPENED: readonly Step[] = [
  ...BEGINNING,
  { move: { kind: "taps", label: /^确认/ }, answer: /T-\d+/ },
];

/** As many updates, but the last look ends in a change of mind. */
export const CANCELLED: readonly Step[] = [
  ...BEGINNING,
  { move: { kind: "taps", label: /^取消/ }, answer: /取消/ },
];

/** Every so many dialogues one is cancelled. */
export const CANCELLED_EVERY = 10;
