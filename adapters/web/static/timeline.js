/** @typedef {import("../encode.ts").MessageView} MessageView */

/**
 * The messages of one chat that this page holds, oldest first, without a gap.
 * @typedef {object} Timeline
 * @property {MessageView[]} messages
 * @property {boolean} loaded the newest page is here
 * @property {boolean} hasEarlier
 * @property {boolean} loadingEarlier
 */

/** As many as a page of history holds; a shorter page is the first one. */
export const PAGE = 30;

/** @returns {Timeline} */
export const emptyTimeline = () => ({
  messages: [],
  loaded: false,
  hasEarlier: false,
  loadingEarlier: false,
});

/** Compares ids, which are decimal digits of any length. @param {string} a @param {string} b */
export function compareIds(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Takes in messages in any order; a newer version replaces the one held. @param {Timeline} timeline @param {readonly MessageView[]} views */
export function takeIn(timeline, views) {
  const byId = new Map(timeline.messages.map((message) => [message.id, message]));
  for (const view of views) {
    const held = byId.get(view.id);
    if (!held || (view.editedAt ?? 0) >= (held.editedAt ?? 0)) byId.set(view.id, view);
  }
  timeline.messages = [...byId.values()].sort((a, b) => compareIds(a.id, b.id));
}

/** Takes in the newest page after a break; what does not join up with it is let go. @param {Timeline} timeline @param {readonly MessageView[]} page */
export function takeNewest(timeline, page) {
  const held = new Set(timeline.messages.map(({ id }) => id));
  const joins = page.length < PAGE || page.some(({ id }) => held.has(id));
  if (!timeline.loaded || !joins) {
    timeline.messages = [];
    timeline.hasEarlier = page.length >= PAGE;
  }
  timeline.loaded = true;
  takeIn(timeline, page);
}

/** Takes in the page before the oldest message. @param {Timeline} timeline @param {readonly MessageView[]} page */
export function takeEarlier(timeline, page) {
  timeline.hasEarlier = page.length >= PAGE;
  takeIn(timeline, page);
}
