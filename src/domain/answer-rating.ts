import type { EffectResult } from "../engine/command.ts";
import type { Transaction } from "../engine/terms.ts";
import type { Locale } from "../i18n/locale.ts";
import { type Feedback, keepFeedback } from "../store/feedback.ts";
import { findQuestion } from "../store/questions.ts";

/** Keeps what somebody thinks of an answer, if they could read it: its asker, and anybody when it was public. */
export async function rateAnswer(
  transaction: Transaction,
  feedback: Feedback,
): Promise<(EffectResult & { kind: "rated"; locale: Locale }) | (EffectResult & { kind: "gone" })> {
  const asked = await findQuestion(transaction, feedback.question);
  if (!asked || !(asked.public || asked.asker === feedback.person)) return { kind: "gone" };
  await keepFeedback(transaction, feedback);
  return { kind: "rated", locale: asked.locale };
}
