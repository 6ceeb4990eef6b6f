import { defineMessages } from "../../src/i18n/messages.ts";

/** What the policy flow says around an answer. */
export const policyMessages = defineMessages({
  askDesk: { zh: "问窗口", en: "Ask the desk" },
  askNamedDesk: {
    zh: (p: { desk: string }) => `问${p.desk}`,
    en: (p: { desk: string }) => `Ask the ${p.desk}`,
  },
  startCalculation: { zh: "按我的数测算", en: "Work it out for me" },
  startFirstAid: { zh: "三个问题自查", en: "Answer three questions" },
  whichLabel: { zh: "哪一条", en: "which one" },
});
