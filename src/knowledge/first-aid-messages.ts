import { defineMessages } from "../i18n/messages.ts";

/** What the first-aid questions come to, in words; the conditions themselves are the clauses'. */
export const firstAidMessages = defineMessages({
  title: { zh: "免罚急救：先自查", en: "No-penalty first aid: a first look" },
  mightFit: {
    zh: "按你的回答，可能符合免罚条件，仍需窗口判断。",
    en: "Going by your answers, the conditions may be met; the desk still has to judge.",
  },
  deskJudges: {
    zh: "按你的回答，需窗口判断：",
    en: "Going by your answers, the desk has to judge:",
  },
  notFirst: {
    zh: "条件里有“初次违法”，而你说不是头一回。",
    en: "The conditions name a first violation, and you said it isn't the first.",
  },
  firstUnsure: {
    zh: "是不是初次违法，你还不确定。",
    en: "You aren't sure whether it is a first violation.",
  },
  notMinor: {
    zh: "条件里有“危害后果轻微”，而你说后果不轻。",
    en: "The conditions name minor harm, and you said the harm isn't minor.",
  },
  minorUnsure: {
    zh: "后果轻不轻微，你还不确定；文本也没写怎么认定。",
    en: "You aren't sure whether the harm is minor, and the text doesn't say how that is determined.",
  },
  notFixed: {
    zh: "条件里有“及时改正”，你还没改完：越早改越好。",
    en: "The conditions name prompt correction, and it isn't put right yet: the sooner the better.",
  },
  doNow: { zh: "现在就做：", en: "What to do now:" },
  stop: { zh: "停发：先停止发布和投放。", en: "Stop: take it offline and stop promoting it." },
  correct: {
    zh: "补标：更正内容，补上广告标识或数据来源。",
    en: "Correct: put the content right and add the missing ad label or data source.",
  },
  keep: {
    zh: "留痕：保留修改前后的截图和时间。",
    en: "Keep a record: screenshots from before and after, with their times.",
  },
  contact: {
    zh: "联系窗口：主动说明情况。",
    en: "Contact the desk: explain the matter of your own accord.",
  },
  noPromise: {
    zh: "这里不作任何保证：个案罚不罚由执法部门决定。",
    en: "This is no promise: whether a case is penalised is for the authorities to decide.",
  },
  withdrawn: {
    zh: "免罚条件的条款现在查不到，先不判断，请直接问窗口。",
    en: "The clause with the conditions can't be found at the moment, so I make no judgement. Please ask the desk.",
  },
  selfCheck: {
    zh: "想先自查，回复“急救”。",
    en: "To take a first look yourself, reply /firstaid.",
  },
});
