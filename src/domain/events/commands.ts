/** Commands behind the buttons of what the domain says; the event flows answer them. */
export const COMMANDS = {
  acceptOffer: "offer-accept",
  declineOffer: "offer-decline",
  keepSeat: "seat-keep",
  giveSeatBack: "seat-withdraw",
  showSeat: "seat",
  signUp: "signup",
  feedback: "event-feedback",
  remindMe: "remindme",
  decide: "seat-decide",
} as const;
