import { RETENTION_DAYS } from "../../src/config-lists.ts";
import {
  CONSENT_PURPOSES,
  PERSONAL_DESCRIPTIONS,
  withDays,
} from "../../src/domain/personal-descriptions.ts";
import type { Localized } from "../../src/i18n/locale.ts";
import { PERSONAL_DATA } from "../../src/store/personal/registry.ts";

type Language = keyof Localized;

const KEPT: Readonly<Record<"until_deleted" | "proof", Localized>> = {
  until_deleted: { zh: "到本人删除为止", en: "until the person deletes it" },
  proof: { zh: "作为凭证保留", en: "kept as proof" },
};

function kept(rule: keyof typeof RETENTION_DAYS | keyof typeof KEPT, language: Language): string {
  if (rule === "until_deleted" || rule === "proof") return KEPT[rule][language];
  const days = RETENTION_DAYS[rule];
  return language === "zh" ? `${days} 天（${rule}）` : `${days} days (${rule})`;
}

/** The rows that the data-protection sheet must hold: one for each kind of personal data, as the code has it. */
export function dataRows(language: Language): readonly string[] {
  return PERSONAL_DATA.map(({ name }) => {
    const { title, fields, why, who, kept: rule, deleted } = PERSONAL_DESCRIPTIONS[name];
    const shown = [title, withDays(fields, RETENTION_DAYS), why, who];
    const words = shown.map((one) => one[language]);
    return `| ${[...words, kept(rule, language), deleted[language]].join(" | ")} |`;
  });
}

/** The rows for the purposes that people consent to. */
export function purposeRows(language: Language): readonly string[] {
  return Object.values(CONSENT_PURPOSES).map(
    ({ title, stops }) => `| ${title[language]} | ${stops[language]} |`,
  );
}
