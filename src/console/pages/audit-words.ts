import type { Localized } from "../../i18n/locale.ts";

/** What entries are about, by the first part of their names. */
export const AUDIT_AREAS: Readonly<Record<string, Localized>> = {
  broadcast: { zh: "群发", en: "Announcements" },
  event: { zh: "活动", en: "Events" },
  seat: { zh: "名额", en: "Seats" },
  ticket: { zh: "工单", en: "Tickets" },
  knowledge: { zh: "知识库", en: "Knowledge" },
  case: { zh: "申请", en: "Applications" },
  cases: { zh: "申请导入", en: "Imports" },
  person: { zh: "个人数据", en: "Personal data" },
  consent: { zh: "同意", en: "Consents" },
  erasure: { zh: "删除", en: "Erasures" },
  role: { zh: "角色", en: "Roles" },
  console: { zh: "控制台", en: "Console" },
  failure: { zh: "出错的消息", en: "Failures" },
  message: { zh: "不确定的消息", en: "Uncertain messages" },
  installation: { zh: "机器人", en: "Bots" },
  space: { zh: "群", en: "Groups" },
  key: { zh: "接口密钥", en: "API keys" },
  keys: { zh: "主密钥", en: "Encryption keys" },
  backup: { zh: "备份", en: "Backups" },
};
