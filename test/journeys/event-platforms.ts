import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp } from "../../src/domain/events/sign-up.ts";
import { withdraw } from "../../src/domain/events/withdraw.ts";
import { findEvent } from "../../src/store/events/read.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { ascii, joined, pngChunk, pngPicture } from "../support/pictures.ts";
import { writeDownEvents } from "./event-stage.ts";

/** Who takes part: two who read Chinese, two who read English. */
export type Member = "lin" | "wu" | "kite" | "sky";
type Place = "group" | "direct";

/** The service on a platform that stands for a real one, and what people do and see there. */
export interface Platform {
  readonly databaseUrl: string;
  readonly masterKey: Uint8Array;
  says(member: Member, at: Place, words: string): Promise<unknown>;
  /** Taps the newest button with that label, as soon as it is there. */
  taps(member: Member, at: Place, label: string): Promise<unknown>;
  /** Waits until the bot has said something like it where the member sees it. */
  hears(member: Member, at: Place, words: RegExp, withinMs?: number): Promise<unknown>;
  /** What the bot has said where the member sees it, one below the other. */
  seen(member: Member, at: Place): string;
  /** What the platform calls the member, or the end of it. */
  account(member: Member): string;
  /** Sends a picture in the member's direct chat. */
  sendsPicture(member: Member, bytes: Uint8Array<ArrayBuffer>): Promise<unknown>;
  /** Names and bytes of the files the bot sent there. */
  files(
    member: Member,
    at: Place,
  ): readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Asks for an event's card in the group. */
  asksForCard(code: string): Promise<unknown>;
  /** Starts the service anew as a process of its own. */
  moveOut(): Promise<void>;
  /** kill -9 of that process: nothing is tidied up. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

const WORDS = {
  zh: { agree: "同意", confirm: "确认报名", asked: /称呼（1\/2）/, next: /（2\/2）/ },
  en: { agree: "I agree", confirm: "Confirm sign-up", asked: /\(1\/2\)/, next: /\(2\/2\)/ },
};

/** What people go through with events, the same on every platform. */
export function eventJourneys(open: () => Promise<Platform>): void {
  let opened: { readonly platform: Platform; readonly store: Store } | undefined;
  const stage = () => {
    if (!opened) throw new Error("The platform is open while tests run");
    return opened;
  };
  beforeAll(async () => {
    const platform = await open();
    const store = await openStore({
      url: platform.databaseUrl,
      masterKeys: [platform.masterKey],
    });
    opened = { platform, store };
    await writeDownEvents(store);
  });
  afterAll(async () => {
    await opened?.store.close();
    await opened?.platform.close();
  });

  /** Seats somebody nobody hears of; returns who. */
  async function fill(code: string, name: string, session?: string): Promise<string> {
    const { store } = stage();
    const office = await store.installations.ensure("web", "office");
    const person = await store.people.ensureAccount(office, `${code}-${name}`);
    const request = { person, code, name: undefined, locale: "zh-CN", session } as const;
    const answers = { name: "某人", phone: "13800000000" };
    await store.inTransaction((transaction) =>
      signUp(transaction, { ...request, answers, guest: undefined }),
    );
    return person;
  }

  /** From the first private question to the review card, for somebody never asked before. */
  async function fillIn(member: Member, name: string): Promise<void> {
    const { platform } = stage();
    const words = WORDS[member === "kite" || member === "sky" ? "en" : "zh"];
    await platform.taps(member, "direct", words.agree);
    await platform.hears(member, "direct", words.asked);
    await platform.says(member, "direct", name);
    await platform.hears(member, "direct", words.next);
    await platform.says(member, "direct", "+86 138 0000 0000");
  }

  test("two people tap at 57 of 60 at once, in two languages: both are in, the card says 59 and no name", async () => {
    const { platform } = stage();
    for (let each = 0; each < 57; each += 1) await fill("EV-01", String(each));
    await platform.asksForCard("EV-01");
    await platform.hears("lin", "group", /57\/60/);
    await Promise.all([
      platform.taps("lin", "group", "报名"),
      platform.taps("kite", "group", "Sign up"),
    ]);
    await Promise.all([fillIn("lin", "林小满"), fillIn("kite", "Blue Kite")]);
    await platform.hears("lin", "direct", /请核对/);
    await platform.hears("kite", "direct", /Please check/);
    await Promise.all([
      platform.taps("lin", "direct", "确认报名"),
      platform.taps("kite", "direct", "Confirm sign-up"),
    ]);
    await platform.hears("lin", "direct", /报名成功[\s\S]*[A-Z2-9]{8}/);
    await platform.hears("kite", "direct", /You're in[\s\S]*[A-Z2-9]{8}/);
    await platform.hears("lin", "group", /59\/60/);
    expect(platform.seen("wu", "group")).not.toMatch(/林小满|Blue Kite|1380000/);
  });

  test("a full group offers its waiting list and the other group", async () => {
    const { platform, store } = stage();
    const event = await store.inTransaction((transaction) => findEvent(transaction, "EV-05"));
    const [full] = event?.sessions ?? [];
    for (const name of ["a", "b"]) await fill("EV-05", name, full?.id);
    await platform.says("lin", "direct", "报名 EV-05");
    await platform.hears(
      "lin",
      "direct",
      /19:30组 · 已满，可候补（0 人在等）[\s\S]*20:30组 · 余 2/,
    );
    await platform.says("lin", "direct", "19:30组");
    await platform.hears("lin", "direct", /确认后进入候补/);
    await platform.taps("lin", "direct", "确认报名");
    await platform.hears("lin", "direct", /候补第 1 位[\s\S]*20:30组[\s\S]*余 2/);
  });

  test("a freed seat reaches the first who waits with its deadline; silence passes it on", async () => {
    const { platform, store } = stage();
    const seated = await fill("EV-02", "first");
    await platform.says("kite", "direct", "/signup EV-02");
    await platform.hears("kite", "direct", /Please check · Short drama salon/);
    await platform.taps("kite", "direct", "Confirm sign-up");
    await platform.hears("kite", "direct", /number 1 on the waiting list/);
    await platform.says("lin", "direct", "报名 EV-02");
    await platform.hears("lin", "direct", /请核对 · 微短剧沙龙/);
    await platform.taps("lin", "direct", "确认报名");
    await platform.hears("lin", "direct", /“微短剧沙龙”已满，你排在候补第 2 位/);
    await store.inTransaction((transaction) => withdraw(transaction, seated, "EV-02"));
    await platform.hears("kite", "direct", /A seat is free[\s\S]*yours until \w{3} \d+/, 60_000);
    expect(platform.seen("lin", "direct")).not.toContain("空出了位子");
    await lapse();
    await platform.hears("lin", "direct", /空出了位子[\s\S]*给你留到/, 90_000);
    await platform.taps("kite", "direct", "Take the seat");
    await platform.hears("kite", "direct", /gone to the next person/);
    await platform.taps("lin", "direct", "要这个位子");
    await platform.hears("lin", "direct", /报名成功 · 微短剧沙龙/);
  });

  test("a parking question in mid-sign-up is answered and the open question returns, though the process is killed", async () => {
    const { platform } = stage();
    await platform.moveOut();
    await platform.says("wu", "direct", "报名 EV-03");
    await platform.taps("wu", "direct", "同意");
    await platform.hears("wu", "direct", /称呼（1\/2）/);
    await platform.says("wu", "direct", "吴越");
    await platform.hears("wu", "direct", /（2\/2）/);
    await platform.says("wu", "direct", "停车怎么办");
    await platform.hears("wu", "direct", /停车[\s\S]*回到刚才的问题[\s\S]*联系电话（2\/2）/);
    await platform.asksForCard("EV-03");
    await platform.hears("sky", "group", /EV-03/);
    await platform.taps("sky", "group", "Sign up");
    await platform.taps("sky", "direct", "I agree");
    await platform.hears("sky", "direct", /Name \(1\/2\)/);

    const saying = platform.says("wu", "direct", "138 0000 0000");
    await platform.kill();
    await platform.restart();
    await saying;
    await platform.hears("wu", "direct", /请核对[\s\S]*吴越[\s\S]*\+8613800000000/);
    await platform.says("sky", "direct", "Where can I park?");
    await platform.hears("sky", "direct", /where to park[\s\S]*open question[\s\S]*Name \(1\/2\)/);
    await platform.says("sky", "direct", "Blue Sky");
    await platform.hears("sky", "direct", /\(2\/2\)/);
    await platform.says("sky", "direct", "+44 20 7946 0000");
    await platform.hears("sky", "direct", /Please check · Workshop[\s\S]*Blue Sky/);
    await platform.taps("wu", "direct", "确认报名");
    await platform.hears("wu", "direct", /报名成功 · 一小时工作坊[\s\S]*[A-Z2-9]{8}/);
    await platform.taps("sky", "direct", "Confirm sign-up");
    await platform.hears("sky", "direct", /You're in · Workshop[\s\S]*[A-Z2-9]{8}/);
    const times = (member: Member, words: RegExp) =>
      platform.seen(member, "direct").match(words)?.length;
    expect(times("wu", /报名成功 · 一小时工作坊/g)).toBe(1);
    expect(times("sky", /You're in · Workshop/g)).toBe(1);
    expect(await seatsOf("EV-03")).toEqual({ seats: 2, people: 2, passes: 2 });
    expect(platform.seen("lin", "group")).not.toMatch(/吴越|Blue Sky|1380000/);
  });

  test("a poster that staff send stands once ahead of the group's card, which goes on being edited, and with the details", async () => {
    const { platform, store } = stage();
    await platform.says("lin", "direct", "海报 EV-02");
    await platform.hears("lin", "direct", /只有活动工作人员能用/);
    const sql = postgres(platform.databaseUrl, { max: 1 });
    const [wu] = await sql`select person from accounts
      where platform_id like ${`%${platform.account("wu")}`}`;
    await sql.end();
    await store.staff.setPosition(String(wu?.["person"]), { role: "operator", desks: [] });
    await platform.says("wu", "direct", "海报 EV-02");
    await platform.hears("wu", "direct", /“微短剧沙龙”的海报/);
    const picture = pngPicture();
    const taken = pngChunk("tEXt", ascii("Taken\0by Wu, 31.2989N 121.5048E"));
    await platform.sendsPicture(
      "wu",
      joined([picture.subarray(0, -12), taken, picture.subarray(-12)]),
    );
    await platform.hears("wu", "direct", /EV-02 的海报换好了/);
    await platform.asksForCard("EV-02");
    await platform.hears("lin", "group", /EV-02 微短剧沙龙/);
    const inGroup = () =>
      platform
        .files("lin", "group")
        .filter(({ name }) => name === "poster.png")
        .map(({ bytes }) => Buffer.from(bytes));
    expect(inGroup()).toEqual([Buffer.from(picture)]);
    await fill("EV-02", "one-more-in-line");
    await platform.hears("lin", "group", /候补 \/ Waiting[^\n]*1/, 60_000);
    expect(inGroup()).toHaveLength(1);
    await platform.says("kite", "direct", "/event EV-02");
    await platform.hears("kite", "direct", /On short dramas|Short drama salon[\s\S]*EV-02/);
    expect(platform.files("kite", "direct").map(({ name }) => name)).toContain("poster.png");
  });

  test("the group's card follows its poster: another one in its place, none, and one again; also after a restart", async () => {
    const { platform } = stage();
    const pictures = () =>
      platform.files("lin", "group").map(({ bytes }) => Buffer.from(bytes).toString("hex"));
    const shows = (...expected: readonly Uint8Array[]) =>
      expect
        .poll(pictures, { timeout: 60_000, interval: 100 })
        .toEqual(expected.map((bytes) => Buffer.from(bytes).toString("hex")));
    const gives = async (picture: Uint8Array<ArrayBuffer>, times: number) => {
      await platform.says("wu", "direct", "海报 EV-02");
      await platform.hears("wu", "direct", /“微短剧沙龙”的海报/);
      await platform.sendsPicture("wu", picture);
      await platform.hears("wu", "direct", new RegExp(`(EV-02 的海报换好了[^]*){${times}}`));
    };
    const cards = () => platform.seen("lin", "group").match(/EV-02 微短剧沙龙/g)?.length;
    await shows(pngPicture());
    await gives(pngPicture(300), 2);
    await shows(pngPicture(300));
    await platform.restart();
    await gives(pngPicture(310), 3);
    await shows(pngPicture(310));
    await platform.says("wu", "direct", "海报 EV-02 删除");
    await shows();
    await gives(pngPicture(320), 4);
    await shows(pngPicture(320));
    await fill("EV-02", "yet-another-in-line");
    await platform.hears("lin", "group", /候补 \/ Waiting[^\n]*2/, 60_000);
    await shows(pngPicture(320));
    expect(cards()).toBe(1);
  });

  /** Every seat of an event, given back or not. */
  async function seatsOf(code: string) {
    const sql = postgres(stage().platform.databaseUrl, { max: 1 });
    const [row] = await sql<{ seats: number; people: number; passes: number }[]>`
      select count(*)::int as seats, count(distinct person)::int as people,
        count(distinct pass)::int as passes
      from seats where event = (select id from events where code = ${code})`;
    await sql.end();
    return row;
  }

  /** The time of every offer is over. */
  async function lapse(): Promise<void> {
    const sql = postgres(stage().platform.databaseUrl, { max: 1 });
    await sql`update seats set offered_until = now() - interval '1 second' where state = 'offered'`;
    await sql.end();
  }
}
