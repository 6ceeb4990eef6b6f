/** Why a message is sent. */
export type Purpose =
  | "reply"
  | "notice"
  | "alert"
  | "reminder"
  | "receipt"
  | "amendment"
  | "broadcast";

/** Replies to people go before everything else, announcements after it; what is taken back goes before what is new. */
export const PRIORITY: Readonly<Record<Purpose, number>> = {
  reply: 30,
  notice: 20,
  alert: 20,
  reminder: 20,
  receipt: 20,
  amendment: 15,
  broadcast: 10,
};
