import { defineMessages } from "../../src/i18n/messages.ts";

/** What the calculation flow asks. */
export const calculateMessages = defineMessages({
  whichLabel: { zh: "测算项目", en: "calculation" },
  whichPrompt: {
    zh: "想算哪一项？也可以一句话说完，例如“月租8千，第二年每月付多少”。",
    en: "What shall I work out? You can also say it in one sentence, such as “rent is 8000 a month, what do I pay in year two”.",
  },
  rentRelief: { zh: "房租减免", en: "Rent relief" },
  fledgling: { zh: "雏鹰计划还款", en: "Fledgling Plan repayment" },
  guaranteeFee: { zh: "担保费", en: "Guarantee fee" },
  interestSubsidy: { zh: "贷款贴息", en: "Interest subsidy" },
  housingSubsidy: { zh: "租房补贴", en: "Subsidy for renting a home" },
  apartmentStays: { zh: "人才公寓免费入住", en: "Free talent apartment stays" },
  rentLabel: { zh: "房租", en: "rent" },
  rentPrompt: {
    zh: "房租多少元？写 8000、8千、1.5万 都行。",
    en: "How much is the rent, in yuan? 8000, 8k or 15,000 will do.",
  },
  perLabel: { zh: "按月还是按年", en: "month or year" },
  perPrompt: { zh: "这是每月的还是每年的？", en: "Is that for a month or for a year?" },
  perMonth: { zh: "每月", en: "A month" },
  perYear: { zh: "每年", en: "A year" },
  yearLabel: { zh: "哪一年", en: "which year" },
  yearPrompt: { zh: "算入驻后的哪一年？", en: "Which year after moving in?" },
  yearOption: {
    zh: ({ year }: { year: number }) => `第${year}年`,
    en: ({ year }: { year: number }) => `Year ${year}`,
  },
  allYears: { zh: "全部年份合计", en: "All years together" },
  amountLabel: { zh: "金额", en: "amount" },
  fundingPrompt: {
    zh: "雏鹰计划资助多少元？例如 30万。",
    en: "How much Fledgling Plan funding, in yuan? For example 300,000.",
  },
  guaranteedPrompt: {
    zh: "担保多少元？例如 100万。",
    en: "How much is guaranteed, in yuan? For example 1,000,000.",
  },
  interestLabel: { zh: "利息", en: "interest" },
  interestPrompt: {
    zh: "一年付多少利息（元）？例如 4万。",
    en: "How much interest do you pay in a year, in yuan? For example 40,000.",
  },
  subsidyLabel: { zh: "每月补贴", en: "monthly subsidy" },
  subsidyPrompt: {
    zh: "每月补贴按多少元算？不知道就跳过，按上限算。",
    en: "What monthly subsidy shall I use, in yuan? Skip if you don't know, and I take the cap.",
  },
  monthsLabel: { zh: "月数", en: "months" },
  monthsPrompt: {
    zh: "领多少个月？也可以写几年。",
    en: "For how many months? Years will do as well.",
  },
  staysLabel: { zh: "次数", en: "times" },
  staysPrompt: { zh: "一年来几次？", en: "How many times a year?" },
  daysLabel: { zh: "天数", en: "days" },
  daysPrompt: { zh: "每次住几天？", en: "How many days each time?" },
  again: { zh: "再算一项", en: "Work out another" },
  record: {
    zh: ({ title, result }: { title: string; result: string }) => `${title}：${result}`,
    en: ({ title, result }: { title: string; result: string }) => `${title}: ${result}`,
  },
});
