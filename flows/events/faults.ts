import type { SaveEventResult } from "../../src/domain/events/results.ts";
import type { Fault, FieldId } from "../../src/domain/events/writing/fields.ts";
import { type Localized, localize } from "../../src/i18n/locale.ts";
import { fill } from "../../src/i18n/messages.ts";
import { faultMessages as messages } from "./fault-messages.ts";
import { FIELD_WORDS } from "./fields.ts";

const REASONS: Readonly<Record<Fault["problem"], Localized>> = {
  both_languages: messages.bothLanguages,
  past: messages.past,
  when_first: messages.whenFirst,
  bad_time: messages.badTime,
  ends_before_start: messages.endsBeforeStart,
  unknown_zone: messages.unknownZone,
  capacity_too_small: messages.tooSmall,
  quota_too_large: messages.quotaTooLarge,
  duplicate_code: messages.duplicate,
  duplicate_id: messages.duplicate,
  unknown_question: messages.unknownQuestion,
  bad_repetition: messages.badRepetition,
  bad_reminder: messages.badReminder,
  same_reminder: messages.sameReminder,
  too_many: messages.tooMany,
  missing: messages.missing,
  in_use: messages.inUse,
  below_taken: messages.invalid,
  unreadable: messages.invalid,
  unknown_field: messages.invalid,
  invalid: messages.invalid,
};

/** Why something typed for a field does not do; another field that no longer fits is named. */
export function reasonOf({ problem, field }: Fault, typed: FieldId): Localized {
  const reason = REASONS[problem];
  if (field === typed) return reason;
  const { label } = FIELD_WORDS[field];
  const other = (locale: "zh-CN" | "en") =>
    fill(messages.otherField, locale, {
      field: localize(label, locale),
      reason: localize(reason, locale),
    });
  return { zh: other("zh-CN"), en: other("en") };
}

/** Why an event could not be written as it was confirmed. */
export function refusalOf(
  result: Extract<SaveEventResult, { kind: "invalid" | "in_use" | "below_taken" }>,
): Localized {
  switch (result.kind) {
    case "in_use":
      return result.field === "repeats" ? messages.firstDateInUse : messages.inUse;
    case "below_taken": {
      const { taken } = result;
      return {
        zh: fill(messages.belowTaken, "zh-CN", { taken }),
        en: fill(messages.belowTaken, "en", { taken }),
      };
    }
    case "invalid":
      return REASONS[result.problems[0]?.problem ?? "invalid"];
  }
}
