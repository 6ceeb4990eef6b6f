import { defineMessages } from "../i18n/messages.ts";

/** Everything the answers say in their own words; the facts come from the clauses. */
export const knowledgeMessages = defineMessages({
  undated: { zh: "未注明日期", en: "undated" },
  toVerify: { zh: "，以现行文本为准", en: "; check against the text in force" },
  sourceSeed: {
    zh: ({ document, age }: Cited) => `${document}（${age}）`,
    en: ({ age }: Cited) => `the district's own reform-case article (${age})`,
  },
  sourceLaw: {
    zh: ({ document, age }: Cited) => `${document}（${age}）`,
    en: ({ document, age }: Cited) => `${document} (${age})`,
  },
  sourcePublic: {
    zh: ({ document, age }: Cited) => `公开报道（${document}；${age}）`,
    en: ({ document, age }: Cited) => `public reports (${document}; ${age})`,
  },
  sourceDesk: {
    zh: ({ document, age }: Cited) => `窗口说明：${document}（${age}）`,
    en: ({ document, age }: Cited) => `desk notice: ${document} (${age})`,
  },
  sourceLine: {
    zh: ({ sources }: { sources: readonly string[] }) => `来源：${sources.join("；")}`,
    en: ({ sources }: { sources: readonly string[] }) => `Source: ${sources.join("; ")}`,
  },
  conditions: {
    zh: ({ conditions }: { conditions: readonly string[] }) => `条件：${conditions.join("；")}。`,
    en: ({ conditions }: { conditions: readonly string[] }) =>
      `Conditions: ${conditions.join("; ")}.`,
  },
  related: {
    zh: ({ title, statement }: Related) => `${title}：${statement}`,
    en: ({ title, statement }: Related) => `${title}: ${statement}`,
  },
  wrongFigure: {
    zh: ({ claimed }: { claimed: string }) => `“${claimed}”和文本对不上，文本写的是：`,
    en: ({ claimed }: { claimed: string }) =>
      `"${claimed}" does not match the text, which says the following.`,
  },
  overCap: {
    zh: ({ claimed }: { claimed: string }) => `“${claimed}”超过了文本写的最高额，文本写的是：`,
    en: ({ claimed }: { claimed: string }) =>
      `"${claimed}" is more than the most the text gives, which says the following.`,
  },
  leftOut: {
    zh: "问题太多，没法一起答完，其余的请分开再问。",
    en: "That is more than I can answer at once; please ask the rest separately.",
  },
  notStated: {
    zh: ({ detail }: { detail: string }) => `公开的政策文本没写：${detail}。`,
    en: ({ detail }: { detail: string }) => `The published policy text does not say: ${detail}.`,
  },
  workingStep: { zh: (step: string) => `👉 ${step}`, en: (step: string) => `👉 ${step}` },
  estimated: {
    zh: ({ result }: { result: string }) => `估算：${result}`,
    en: ({ result }: { result: string }) => `Estimate: ${result}`,
  },
  estimateWhy: {
    zh: ({ detail }: { detail: string }) => `只是估算，文本没写：${detail}。以窗口核定为准。`,
    en: ({ detail }: { detail: string }) =>
      `Only an estimate: the text does not say ${detail}. The desk decides.`,
  },
  cannotCalculate: {
    zh: "这项测算依据的条款现在没有，或者写法变了，先不算。",
    en: "The clause this is worked out from is missing or has changed, so I won't work it out now.",
  },
  askedWords: {
    zh: ({ words }: { words: string }) => `你问的“${words}”`,
    en: ({ words }: { words: string }) => `your question about "${words}"`,
  },
  askedThis: { zh: "你问的这一点", en: "what you ask about" },
  whatIsStated: { zh: "文本写到的是：", en: "What it does say: " },
  suggestedDesk: {
    zh: ({ desk }: { desk: string }) =>
      `建议窗口：${desk}（V聚场一楼樱有尽有，以工作人员安排为准）。`,
    en: ({ desk }: { desk: string }) =>
      `Suggested desk: ${desk} (Yingyou Jinyou service centre, ground floor of V Juchang; staff may reassign).`,
  },
  handOver: {
    zh: "回复“人工”，我把问题转给窗口。",
    en: "Reply /desk and I will hand the question to the desk.",
  },
  askBack: { zh: "你想问的是哪一条？", en: "Which of these do you mean?" },
  unknown: {
    zh: "这个问题我在公开的政策文本里没有找到依据，不猜。可以换个说法再问。",
    en: "I found nothing in the published policy text to answer this from, and I won't guess. Please try asking in other words.",
  },
  unrelated: {
    zh: "这个我帮不上。我答的是杨浦创作者政策：房租减免、雏鹰计划、贷款贴息、人才补贴、V聚场和合规提示。",
    en: "I can't help with that. I answer questions about Yangpu's support for creators: rent relief, the Fledgling Plan, loans, talent support, V Juchang and compliance.",
  },
  needsText: {
    zh: "我只看得懂文字，请用一句话写出想问的政策，比如“入驻后房租怎么减”。",
    en: "I can only read words. Please write your question in one sentence, such as: how is rent reduced after moving in?",
  },
  tooLong: {
    zh: "这段太长，我怕答偏。请用一两句话写出最想问的那一点。",
    en: "That is too long for me to answer well. Please put the main point into a sentence or two.",
  },
  smallTalk: {
    zh: "我在。想问创作者政策，直接说就行。",
    en: "I'm here. Ask me anything about the support for creators.",
  },
  numberAlone: {
    zh: "只看到一个数，不知道要用它做什么。想测算就说“测算”，查申请就说“进度”，别的请写成一句话。",
    en: "I only see a number and can't tell what it is for. Say /calc to work something out, /status for an application, or put your question into a sentence.",
  },
  calm: {
    zh: "抱歉没帮上忙。请说说想问哪一条政策，我直接给依据和出处。",
    en: "Sorry I wasn't helpful. Tell me which policy you need and I will answer with its source.",
  },
  refusedInjection: {
    zh: "我的规则不能这样改，也不会照着念没有依据的话。想问创作者政策可以直接问。",
    en: "My rules can't be changed this way, and I don't repeat statements without a source. Questions about the support for creators are welcome.",
  },
  refusedOthers: {
    zh: "别人的信息和申请情况我不能查，也不能说有没有。本人的事请本人到窗口核实。",
    en: "I can't look up or confirm anything about other people. Each person asks about their own matters at the desk.",
  },
  refusedStaff: {
    zh: "这件事只有工作人员按流程能做，我做不了。",
    en: "Only staff can do that, through their own procedure; I can't.",
  },
  refusedForgery: {
    zh: "材料要真实，这个我不能帮。条件和流程可以问我，或到窗口问。",
    en: "Papers have to be genuine, so I can't help with that. Ask me or the desk about conditions and steps instead.",
  },
  elsewherePlace: {
    zh: "我手里只有杨浦这套创作者政策，别处的政策不在里面，没法比较。",
    en: "I only hold Yangpu's policy for creators; other places' policies are not in it, so I can't compare.",
  },
  elsewhereProgramme: {
    zh: "你说的这个项目不在我手里的杨浦创作者政策里，我没有它的依据。",
    en: "That programme is not part of the Yangpu policy for creators that I hold, so I have no source for it.",
  },
  statusMissing: {
    zh: "我这里还查不了申请进度，请本人到窗口核实。",
    en: "I can't look up applications yet; please check at the desk in person.",
  },
  flowMissing: {
    zh: "这件事我这里还办不了，请到窗口办理或咨询。",
    en: "I can't do that here yet; please turn to the desk.",
  },
  routedCalculation: {
    zh: "可以，回复“测算”就开始，也可以直接把数写进问题里。",
    en: "Sure: reply /calc to start, or just put your figures into a question.",
  },
  routedFirstAid: {
    zh: "可以，回复“急救”，先用几个问题自查，不作保证。",
    en: "Sure: reply /firstaid for a few questions and a first look, no promise.",
  },
  routedStatus: {
    zh: "申请进度只私下告诉本人。点下面的按钮，我们到私聊里说。",
    en: "I tell only you where your application stands. Tap below and we go on privately.",
  },
  routed: { zh: "好，这就转过去。", en: "All right, handing over now." },
  refusedFigures: {
    zh: "这一点我没有可靠的依据，不报数字。",
    en: "I have no reliable source for this, so I give no figures.",
  },
});

interface Cited {
  readonly document: string;
  readonly age: string;
}

interface Related {
  readonly title: string;
  readonly statement: string;
}
