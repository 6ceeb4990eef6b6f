export type {
  EventView,
  Openness,
  QuestionView,
  QuotaCounts,
  QuotaView,
  RosterRow,
  SeatView,
  SessionView,
} from "../../store/events/views.ts";
