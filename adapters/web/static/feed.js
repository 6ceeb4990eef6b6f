import { loadHistory, loadMessage } from "./api.js";
import { emptyTimeline, takeEarlier, takeIn, takeNewest } from "./timeline.js";

/** @typedef {import("./api.js").MessageView} MessageView */
/** @typedef {import("./timeline.js").Timeline} Timeline */

/** The messages of a member's chats, as far as this page has them. @param {string} member @param {() => void} changed */
export function createFeed(member, changed) {
  /** @type {Map<string, Timeline>} */
  const timelines = new Map();
  /** Quoted messages outside of the timelines; undefined while unknown or not visible. @type {Map<string, MessageView | undefined>} */
  const quoted = new Map();

  /** @param {string} space */
  const timelineOf = (space) => {
    const timeline = timelines.get(space) ?? emptyTimeline();
    timelines.set(space, timeline);
    return timeline;
  };

  /** @param {string} id */
  const askFor = async (id) => {
    quoted.set(id, undefined);
    try {
      quoted.set(id, (await loadMessage(member, id)).message);
      changed();
    } catch {
      // Not visible to this member, or not reachable now: the quote says that it cannot be shown.
    }
  };

  return {
    timelineOf,

    /** Takes in a message from the live connection; true when it is new. @param {MessageView} view */
    add(view) {
      const timeline = timelineOf(view.space);
      const isNew = !timeline.messages.some(({ id }) => id === view.id);
      // A chat that was never opened has no messages here: they come when it is.
      if (timeline.loaded) takeIn(timeline, [view]);
      return isNew;
    },

    /** @param {string} space */
    async loadNewest(space) {
      const { messages } = await loadHistory(member, space);
      takeNewest(timelineOf(space), messages);
      changed();
    },

    /** @param {string} space */
    async loadEarlier(space) {
      const timeline = timelineOf(space);
      const oldest = timeline.messages[0];
      if (!oldest || !timeline.hasEarlier || timeline.loadingEarlier) return;
      timeline.loadingEarlier = true;
      changed();
      try {
        takeEarlier(timeline, (await loadHistory(member, space, oldest.id)).messages);
      } finally {
        timeline.loadingEarlier = false;
        changed();
      }
    },

    /** A message by id; one that isn't here is asked for once. @param {string} space @param {string} id */
    find(space, id) {
      const here = timelineOf(space).messages.find((message) => message.id === id);
      if (!here && !quoted.has(id)) void askFor(id);
      return here ?? quoted.get(id);
    },
  };
}
