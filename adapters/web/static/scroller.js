import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { text } from "./locale.js";

const NEAR_END = 120;
const NEAR_BEGINNING = 80;

/**
 * Keeps a log at its end while new lines come, leaves it alone while someone reads further up,
 * and offers the way back down.
 * @param {HTMLElement} log
 * @param {() => void} onBeginning called when the reader nears the first line
 */
export function createScroller(log, onBeginning) {
  const jump = h("button", { class: "jump", type: "button", hidden: true, onclick: toEnd });
  let unseen = 0;
  let stuck = true;

  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;

  function toEnd() {
    log.scrollTop = log.scrollHeight;
    unseen = 0;
    stuck = true;
    drawJump();
  }

  function drawJump() {
    jump.hidden = stuck;
    const label = unseen > 0 ? text("newMessages", { count: unseen }) : text("toLatest");
    if (jump.textContent !== label) fill(jump, icon("down"), label);
  }

  log.addEventListener("scroll", () => {
    stuck = isAtEnd();
    if (stuck) unseen = 0;
    drawJump();
    if (log.scrollTop < NEAR_BEGINNING) onBeginning();
  });
  // The composer grows and phones turn: whoever was at the end stays there.
  new ResizeObserver(() => stuck && toEnd()).observe(log);
  // A picture has no height before it is there.
  log.addEventListener("load", () => stuck && toEnd(), { capture: true });

  return {
    jump,
    toEnd,

    /** Draws lines, and then moves as that asks for. @param {() => { added: number, prepended: boolean, toEnd: boolean }} draw */
    around(draw) {
      const wasStuck = isAtEnd();
      const fromEnd = log.scrollHeight - log.scrollTop;
      const drawn = draw();
      if (drawn.toEnd || (wasStuck && !drawn.prepended)) return toEnd();
      if (drawn.prepended) log.scrollTop = log.scrollHeight - fromEnd;
      unseen += drawn.added;
      stuck = isAtEnd();
      drawJump();
    },
  };
}
