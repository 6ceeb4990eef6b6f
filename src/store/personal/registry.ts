import { accountData } from "./accounts.ts";
import { announcementData, consoleData } from "./announcements.ts";
import { caseFileData } from "./case-files.ts";
import { caseData } from "./cases.ts";
import { consentData } from "./consents.ts";
import { conversationData, messageData } from "./conversation.ts";
import { linkData } from "./links.ts";
import { playgroundData } from "./playground.ts";
import { feedbackData, questionData } from "./questions.ts";
import { seatData } from "./seats.ts";
import { auditData, staffData } from "./staff.ts";
import { ticketData } from "./tickets.ts";

/**
 * Every kind of personal data there is, in the order in which a person is told of them and in which they are
 * erased. Accounts come last: others find by them what is theirs.
 */
export const PERSONAL_DATA = [
  conversationData,
  messageData,
  questionData,
  feedbackData,
  ticketData,
  seatData,
  caseData,
  caseFileData,
  consentData,
  staffData,
  auditData,
  linkData,
  announcementData,
  consoleData,
  playgroundData,
  accountData,
] as const;

/** The name of a kind of personal data. */
export type PersonalDataName = (typeof PERSONAL_DATA)[number]["name"];
