/** Why a message is sent. */
export type Purpose = "reply" | "notice" | "alert" | "reminder" | "receipt" | "broadcast";

/** Replies to people go before everything else, announcements after it. */
export const PRIORITY: Readonly<Record<Purpose, number>> = {
  reply: 30,
  notice: 20,
  alert: 20,
  reminder: 20,
  receipt: 20,
  broadcast: 10,
};
