import type { Localized } from "../../i18n/locale.ts";
import { defineMessages } from "../../i18n/messages.ts";
import type { CalculatorId } from "./calculation.ts";

const titles = defineMessages({
  rentRelief: { zh: "房租减免测算", en: "Rent relief, worked out" },
  fledgling: { zh: "雏鹰计划还款测算", en: "Fledgling Plan repayment, worked out" },
  guaranteeFee: { zh: "担保费测算", en: "Guarantee fee, worked out" },
  interestSubsidy: { zh: "贷款贴息测算", en: "Interest subsidy, worked out" },
  housingSubsidy: { zh: "租房补贴测算", en: "Subsidy for renting a home, worked out" },
  apartmentStays: { zh: "人才公寓入住测算", en: "Talent apartment stays, worked out" },
});

/** What each calculator's result is headed with. */
export const CALCULATOR_TITLES: Readonly<Record<CalculatorId, Localized>> = {
  "rent-relief": titles.rentRelief,
  fledgling: titles.fledgling,
  "guarantee-fee": titles.guaranteeFee,
  "interest-subsidy": titles.interestSubsidy,
  "housing-subsidy": titles.housingSubsidy,
  "apartment-stays": titles.apartmentStays,
};
