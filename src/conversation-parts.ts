import { announceServices, type Site } from "./announce-services.ts";
import type { ConversationParts } from "./conversation.ts";
import type { RateOf } from "./domain/broadcasts/estimate.ts";
import { eventWork } from "./domain/events/event-work.ts";
import { eventServices } from "./event-services.ts";
import { clauseSource } from "./knowledge/overlay/clause-source.ts";
import { dayInShanghai } from "./knowledge/overlay/validity.ts";
import { knowledgeServices, similarClauses } from "./knowledge-work.ts";
import { type Knowledge, suggestDesk } from "./open-knowledge.ts";
import { policyServices } from "./policy-services.ts";
import { createPreview } from "./previews.ts";
import type { Retention } from "./store/retention.ts";
import type { Store } from "./store/store.ts";
import type { Metrics } from "./telemetry/metrics.ts";

interface Parts extends Knowledge {
  /** IANA zone of events that name none, of quiet hours, and of the times people are told. */
  readonly zone?: string | undefined;
  /** Whether one-time codes can be sent to phones. */
  readonly sendsCodes?: boolean | undefined;
  readonly store: Store;
  readonly site: Site;
  readonly rateOf: RateOf;
  /** Whether announcements are held at an instant (ms UTC); the service's quiet hours when not given. */
  readonly isHeld?: ((at: number) => boolean) | undefined;
  readonly metrics: Pick<Metrics, "rating" | "staffRefusal">;
  readonly retention: Retention;
}

/** Stands for the tokens in a preview, of which only the labels are shown. */
const TAP = "preview";

const DEFAULT_ZONE = "Asia/Shanghai";

/** The services behind the conversation: on a store, over the knowledge as staff left it. */
export function conversationParts({
  folder,
  files,
  live,
  programmes,
  store,
  site,
  rateOf,
  isHeld,
  metrics,
  retention,
  zone = DEFAULT_ZONE,
  sendsCodes,
}: Parts): ConversationParts {
  const read: ConversationParts["read"] = store.read;
  const source = clauseSource(folder, files);
  return {
    read,
    retention,
    zone,
    onRefused: metrics.staffRefusal,
    programmes,
    sendsCodes,
    desk: {
      desks: () => live.current().base.desks,
      suggestDesk: (question) => suggestDesk(live, question),
      similarClauses: (question) => similarClauses(live, question),
    },
    policy: policyServices({
      live,
      answeredBefore: store.questions.answeredBefore,
      onRated: metrics.rating,
    }),
    announce: announceServices({
      store,
      site,
      rateOf,
      programmes,
      preview: createPreview(() => TAP),
      isHeld,
      onRefused: metrics.staffRefusal,
    }),
    events: eventServices({ work: eventWork({ zone }), read, now: Date.now, retention }),
    knowledge: knowledgeServices({
      live,
      editor: { files, source, today: () => dayInShanghai(Date.now()) },
      read,
      onRefused: metrics.staffRefusal,
    }),
  };
}
