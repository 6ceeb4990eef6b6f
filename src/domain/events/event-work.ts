import { databaseNow } from "../../store/counts.ts";
import { earlierAnswers } from "../../store/events/answers.ts";
import { findEvent, findEvents } from "../../store/events/read.ts";
import { rosterOf, seatsOf } from "../../store/events/seat-views.ts";
import { answerOffer } from "./answer-offer.ts";
import { parseAnswer } from "./answers.ts";
import { applicant } from "./applicant.ts";
import { givePoster, removePoster } from "./change-poster.ts";
import { changeEventState } from "./change-state.ts";
import { checkInHere, checkInPass, checkInSeat, onSiteCode } from "./check-in.ts";
import { decide } from "./decide.ts";
import { moveSession } from "./move-session.ts";
import { changeAnswers, confirmSeat, giveFeedback, mySeat, remindMe } from "./own-seat.ts";
import { saveEvent } from "./save-event.ts";
import { signUp } from "./sign-up.ts";
import { walkIn } from "./walk-in.ts";
import { withdraw, withdrawSeat } from "./withdraw.ts";
import type { EventWork } from "./work.ts";
import { beginning, draftOfEvent } from "./writing/drafts.ts";
import { createEvent, editEvent } from "./writing/write.ts";

/** All use cases of events; `zone` is that of events that name none. */
export function eventWork({ zone }: { readonly zone: string }): EventWork {
  return {
    listEvents: (transaction, staff = false) =>
      findEvents(transaction, { by: "ahead", unpublished: staff }),
    viewEvent: findEvent,
    async viewEventOfSession(transaction, session) {
      const [event] = await findEvents(transaction, { by: "session", session });
      return event;
    },
    mySeats: (transaction, person) => seatsOf(transaction, { person }),
    mySeat,
    async earlierAnswers(transaction, person, code) {
      const event = await findEvent(transaction, code);
      return event ? earlierAnswers(transaction, person, event.id) : {};
    },
    async roster(transaction, code) {
      const event = await findEvent(transaction, code);
      return event && rosterOf(transaction, { event: event.id });
    },
    parseAnswer,
    applicant,
    onSiteCode,
    signUp: (transaction, request) => signUp(transaction, request),
    withdraw,
    withdrawSeat,
    answerOffer,
    confirmSeat,
    changeAnswers,
    decide,
    remindMe,
    giveFeedback,
    checkInHere,
    checkInPass,
    checkInSeat,
    walkIn,
    async saveEvent(transaction, staff, event) {
      const { now } = await databaseNow(transaction);
      return saveEvent(transaction, staff, event, { zone, now, state: "draft" });
    },
    createEvent: (transaction, staff, draft) => createEvent(transaction, staff, draft, zone),
    editEvent: (transaction, staff, edit) => editEvent(transaction, staff, edit, zone),
    beginning: (transaction) => beginning(transaction, zone),
    draftOf: draftOfEvent,
    givePoster,
    removePoster,
    setEventState: changeEventState,
    moveSession,
  };
}
