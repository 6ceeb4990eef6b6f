import { type Fault, type Trial, tryFault } from "../row.ts";

/** Every update is delivered again after its acknowledgement. */
export const everythingTwice: Trial = {
  name: "every update twice",
  repeats: 0,
  async go({ telegram, balancer, creators }) {
    telegram.updates.manner = { ...telegram.updates.manner, times: 2 };
    await Promise.all(creators.map((creator) => creator.converse()));
    const acknowledged = balancer.passed.filter(({ answer }) => answer === 200).length;
    return { notes: [`${acknowledged} deliveries`] };
  },
};
export const twice: Fault = {
  name: everythingTwice.name,
  run: (setting) => tryFault(setting, everythingTwice),
};

const LONGEST_HELD_MS = 1_500;

/** The platform hears of no acknowledgement before the person has done the next thing. */
export const early: Fault = {
  name: "tap before acknowledgement",
  run: (setting) =>
    tryFault(setting, {
      name: early.name,
      repeats: 0,
      async go({ telegram, balancer, creators }) {
        telegram.updates.manner = { ...telegram.updates.manner, unordered: true };
        const next = new Map<number, () => void>();
        let earlier = 0;
        balancer.onPassing = ({ chat }) => next.get(chat)?.();
        balancer.onAcknowledged = ({ chat }) =>
          new Promise((resolve) => {
            const late = setTimeout(resolve, LONGEST_HELD_MS);
            next.set(chat, () => {
              next.delete(chat);
              clearTimeout(late);
              earlier += 1;
              resolve();
            });
          });
        await Promise.all(creators.map((creator) => creator.converse()));
        const steps = creators.length * 4;
        return {
          notes: [`${earlier} of ${steps} actions before the acknowledgement`],
          problems: earlier < steps ? [`only ${earlier} actions came early`] : [],
        };
      },
    }),
};

/** The desk is tapped and the question written in the same moment, on two connections. */
export function together(processes: 1 | 2): Fault {
  const name = `two at once, ${processes === 1 ? "one process" : "on two processes"}`;
  return {
    name,
    run: (setting) =>
      tryFault(setting, {
        name,
        processes,
        repeats: 1,
        async go({ telegram, creators }) {
          telegram.updates.manner = { ...telegram.updates.manner, unordered: true };
          await Promise.all(creators.map((creator) => creator.converse({ together: true })));
          const swapped = creators.filter(
            (creator) => creator.seen().filter((prompt) => prompt === "topic").length > 1,
          );
          return { notes: [`${swapped.length} applied the other way round`] };
        },
      }),
  };
}
