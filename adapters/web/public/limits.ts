import { type Allowance, createLimiter, type Limiter } from "../../../src/engine/limiter.ts";

/** How much anyone may do, in one process. */
export interface PublicLimits {
  /** Messages and taps of one visitor. */
  readonly visitor: Allowance;
  /** Messages and taps from one address: a desk's visitors may share one. */
  readonly address: Allowance;
  /** Messages and taps of everybody. */
  readonly everybody: Allowance;
  /** Files of one visitor, and from one address: each may be large. */
  readonly visitorFiles: Allowance;
  readonly addressFiles: Allowance;
  /** First messages of visitors never seen before, from one address. */
  readonly newFromAddress: Allowance;
  /** First messages of visitors never seen before. */
  readonly newVisitors: Allowance;
  /** Pages read from one address. */
  readonly pages: Allowance;
}

const perMinute = (burst: number, count: number): Allowance => ({ burst, perSecond: count / 60 });

export const PUBLIC_LIMITS: PublicLimits = {
  visitor: perMinute(8, 12),
  address: perMinute(40, 120),
  everybody: perMinute(100, 600),
  visitorFiles: perMinute(4, 4),
  addressFiles: perMinute(12, 20),
  newFromAddress: perMinute(10, 20),
  newVisitors: perMinute(30, 60),
  pages: perMinute(120, 600),
};

/** Whether one more is allowed. */
export interface PublicGate {
  act(visitor: string, address: string): boolean;
  /** Asked before anything of the file is read. */
  sendFile(visitor: string, address: string): boolean;
  beNew(address: string): boolean;
  read(address: string): boolean;
}

/** The allowances of one process; `now` in ms. */
export function createGate(limits: PublicLimits, now: () => number): PublicGate {
  const limiterOf = (allowance: Allowance): Limiter => createLimiter(allowance, now, MOST_NAMES);
  const visitor = limiterOf(limits.visitor);
  const address = limiterOf(limits.address);
  const everybody = limiterOf(limits.everybody);
  const visitorFiles = limiterOf(limits.visitorFiles);
  const addressFiles = limiterOf(limits.addressFiles);
  const newFromAddress = limiterOf(limits.newFromAddress);
  const newVisitors = limiterOf(limits.newVisitors);
  const pages = limiterOf(limits.pages);
  return {
    // The narrowest first: whoever is too fast alone takes nothing from the others.
    act: (who, from) => visitor(who) && address(from) && everybody(ALL),
    sendFile: (who, from) => visitorFiles(who) && addressFiles(from),
    beNew: (from) => newFromAddress(from) && newVisitors(ALL),
    read: (from) => pages(from),
  };
}

const ALL = "all";
const MOST_NAMES = 10_000;
