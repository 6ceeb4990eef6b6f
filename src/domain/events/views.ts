export type {
  EventView,
  QuestionView,
  QuotaView,
  RosterRow,
  SeatView,
  SessionView,
} from "../../store/events/views.ts";
