import { z } from "zod";
import type { Intent } from "../../src/engine/intent.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { LOCALES } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import { type Block, contextBlocks, type PlainTextObject, plain, sectionBlocks } from "./blocks.ts";
import { LIMITS } from "./limits.ts";
import { slackMessages } from "./messages.ts";
import { cutText } from "./split.ts";

/** The modal's name for its handing in, and where in it the answer stands. */
export const MODAL = "juchang-answer";
export const ANSWER_BLOCK = "answer";
export const ANSWER_INPUT = "words";

const questionSchema = z.object({
  channel: z.string().regex(/^D[A-Z0-9]+$/),
  questionTs: z.string().regex(/^\d{1,12}\.\d{1,10}$/),
  locale: z.enum(LOCALES),
});

/** The message in a direct chat that a modal repeats. */
export type ModalQuestion = z.infer<typeof questionSchema>;

/** A form for one typed answer, as views.open takes it. */
export interface ModalView {
  readonly type: "modal";
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: PlainTextObject;
  readonly submit: PlainTextObject;
  readonly close: PlainTextObject;
  readonly blocks: readonly (Block | InputBlock)[];
}

interface InputBlock {
  readonly type: "input";
  readonly block_id: string;
  readonly label: PlainTextObject;
  readonly hint?: PlainTextObject;
  readonly element: {
    readonly type: "plain_text_input";
    readonly action_id: string;
    readonly multiline: true;
    readonly max_length: number;
    readonly focus_on_load: true;
  };
}

/** A question as a form; it opens over whatever the person is looking at, and only they see it. */
export function encodeModal(
  intent: Extract<Intent, { kind: "ask" }>,
  question: ModalQuestion,
): ModalView {
  const { locale } = question;
  const words = (name: "modalTitle" | "modalSubmit" | "modalClose" | "modalLabel") =>
    plain(text(slackMessages[name], locale));
  return {
    type: "modal",
    callback_id: MODAL,
    private_metadata: JSON.stringify(question),
    title: words("modalTitle"),
    submit: words("modalSubmit"),
    close: words("modalClose"),
    blocks: [
      ...sectionBlocks(intent.text).slice(0, LIMITS.blocks),
      {
        type: "input",
        block_id: ANSWER_BLOCK,
        label: words("modalLabel"),
        ...(intent.hint === undefined
          ? {}
          : { hint: plain(cutText(intent.hint, LIMITS.inputHint)) }),
        element: {
          type: "plain_text_input",
          action_id: ANSWER_INPUT,
          multiline: true,
          max_length: LIMITS.modalInput,
          focus_on_load: true,
        },
      },
      ...contextBlocks(text(slackMessages.modalNote, locale)),
    ],
  };
}

/** The question a modal was opened for; undefined when it is none of ours. */
export function readQuestion(metadata: string): ModalQuestion | undefined {
  try {
    return questionSchema.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

/** Why an answer cannot be taken, beside the field it stands in (Modals, "Displaying errors in views"). */
export function modalErrors(why: "empty" | "stale", locale: Locale) {
  const message = why === "empty" ? slackMessages.modalEmpty : slackMessages.modalStale;
  return {
    response_action: "errors",
    errors: { [ANSWER_BLOCK]: text(message, locale) },
  } as const;
}
