/** What a program is given: whom to write to, how fast, and where. */
export const API = {
  token: process.env["TELEGRAM_BOT_TOKEN"] ?? "",
  root: process.env["TELEGRAM_API_ROOT"] ?? "",
};
export const PER_SECOND = Number(process.env["PER_SECOND"]);
const first = Number(process.env["FIRST_CHAT"]);
export const CHATS = Array.from({ length: Number(process.env["CHATS"]) }, (_, at) => first + at);
export const TEXT = process.env["TEXT"] ?? "";
