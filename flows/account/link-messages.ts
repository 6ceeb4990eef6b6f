import { defineMessages } from "../../src/i18n/messages.ts";

/** What the flows that join accounts say. */
export const linkMessages = defineMessages({
  made: {
    zh: (p: { code: string }) =>
      `绑定代码：${p.code}\n\n十分钟内，用你在另一个平台上的账号私聊我：绑定 ${p.code}。那边确认之后，我会回到这里再请你确认一次。\n\n代码只能用一次，别发给别人：谁的账号绑进来，就能看到你的工单。`,
    en: (p: { code: string }) =>
      `Link code: ${p.code}\n\nWithin ten minutes, write to me from your account on the other platform: /link ${p.code}. Once you confirm there, I will ask you here once more.\n\nThe code works once. Don't give it to anybody: whoever's account is linked can see your tickets.`,
  },
  refused: {
    zh: "这个代码不能用：可能写错了、过期了或者用过了。在另一个平台上再发一次“绑定”，换一个新的。",
    en: "This code can't be used: it may be mistyped, expired or used already. Send “/link” on the other platform again for a new one.",
  },
  claimReview: {
    zh: (p: { account: string }) =>
      `要把你现在的账号和 ${p.account} 合成同一个人吗？合并之后，两边看到同样的工单、同意和进度，办到一半的事可以换平台接着办。`,
    en: (p: { account: string }) =>
      `Link the account you are using now with ${p.account}? Both will then see the same tickets, consents and progress, and what you start on one goes on on the other.`,
  },
  confirmClaim: { zh: "确认绑定", en: "Confirm and link" },
  claimed: {
    zh: "好的。我去另一边再请你确认一次，那边点了“确认”就绑好了。",
    en: "All right. I have asked you on the other platform; once you confirm there, the two are linked.",
  },
  acceptAsk: {
    zh: (p: { account: string }) =>
      `${p.account} 输入了你的绑定代码，要和你合成同一个人。不是你本人就不用管，十分钟后自动作废。`,
    en: (p: { account: string }) =>
      `${p.account} typed your link code and wants to be the same person as you. If that isn't you, do nothing: it is void after ten minutes.`,
  },
  acceptButton: { zh: "是我，继续", en: "That's me, go on" },
  acceptReview: {
    zh: (p: { account: string }) =>
      `确认之后，${p.account} 就能看到你的工单、同意和进度，也能替你操作。`,
    en: (p: { account: string }) =>
      `Once you confirm, ${p.account} can see your tickets, consents and progress, and act for you.`,
  },
  confirmAccept: { zh: "确认是我", en: "Confirm, that's me" },
  agreed: {
    zh: "好的，马上绑好。以后两边是同一个你；要拆开，找人工。",
    en: "All right, they are being linked. From now on both are you; to separate them again, ask the desk.",
  },
});
