import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { RETENTION_DAYS } from "../../src/config-lists.ts";
import { variables } from "../../src/config-variables.ts";
import { listFiles, readProjectFile } from "./tree.ts";

const service = z.object({
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  env_file: z.string().optional(),
});
const compose = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(readProjectFile("compose.yaml").source, { merge: true }));
const image = readProjectFile("Dockerfile").source;
const unit = readProjectFile("docs/juchang.service").source;
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readProjectFile("package.json").source));

const known = new Set(Object.keys(variables.shape));
/** Read by Node and the images of others, not by us. */
const OF_OTHERS = ["NODE_ENV", "POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB"];
const DATA = "/var/lib/juchang";
const OURS = ["web", "worker"];

/** The variables that are set to something in a text: `NAME=value`. */
const setIn = (text: string) =>
  [...text.matchAll(/(?<![\w$/-])([A-Z][A-Z0-9_]{2,})=(?=[^=\s])/gu)].map(([, name = ""]) => name);
const strangers = (names: readonly string[]) =>
  names.filter((name) => !known.has(name) && !OF_OTHERS.includes(name));

test("a variable nobody reads is found", () => {
  expect(strangers(setIn("PORT=1 REDIS_ADDRESS=x"))).toEqual(["REDIS_ADDRESS"]);
});

test("image, unit, compose file and guides set only what the service reads", () => {
  const texts = [
    image,
    unit,
    ...listFiles("docs", ".md").map((path) => readProjectFile(path).source),
  ];
  const examples = ["SECOND", "NAME", "JUCHANG_KEY"];
  expect(strangers(texts.flatMap(setIn)).filter((name) => !examples.includes(name))).toEqual([]);
  const composed = Object.values(compose.services).flatMap(({ environment = {} }) =>
    Object.keys(environment),
  );
  expect(strangers(composed)).toEqual([]);
});

test("the operators' guide names every variable and no other, with the default of each", () => {
  const guide = readProjectFile("docs/operating.md").source;
  const rows = guide.split("\n").flatMap((line) => {
    const [, names, otherwise] = /^\| (`[A-Z].*?`) \| (.*?) \|/u.exec(line) ?? [];
    return names === undefined ? [] : [{ names, otherwise }];
  });
  const named = rows.flatMap(({ names }) =>
    [...names.matchAll(/`([A-Z_]+)`/gu)].map(([, name = ""]) => name),
  );
  expect(named.toSorted()).toEqual([...known].toSorted());
  const defaultOf = (name: string) =>
    rows.find(({ names }) => names.includes(`\`${name}\``))?.otherwise;
  const kept = Object.entries(RETENTION_DAYS).map(([kind, days]) => `${kind}=${days}d`);
  expect(defaultOf("RETENTION")).toBe(`\`${kept.join(",")}\``);
  const { HOST, PORT, TZ_DEFAULT, LOCALE_DEFAULT, LOG_LEVEL, ROLE } = variables.shape;
  expect(defaultOf("HOST")).toBe(`${HOST.parse(undefined)}, ${PORT.parse(undefined)}`);
  expect(defaultOf("TZ_DEFAULT")).toBe(
    `${TZ_DEFAULT.parse(undefined)}, ${LOCALE_DEFAULT.parse(undefined)}`,
  );
  expect(defaultOf("LOG_LEVEL")).toBe(LOG_LEVEL.parse(undefined));
  expect(defaultOf("ROLE")).toBe(`\`${ROLE.parse(undefined)}\``);
});

test("image and unit start what `npm run start:built` starts", () => {
  const [, ...started] = (scripts["start:built"] ?? "").split(" ");
  const command: unknown = JSON.parse(/^CMD (\[.*\])$/m.exec(image)?.[1] ?? "[]");
  // The image holds what is in dist.
  expect(command).toEqual(["node", ...started.map((word) => word.replace(/^dist\//, ""))]);
  expect(unit).toContain(`ExecStart=/usr/bin/node ${started.join(" ")}\n`);
  expect(unit).toContain("RestartPreventExitStatus=78\n");
});

test("the image is healthy while its process is up, also when one of several platforms is not", () => {
  const check = /^HEALTHCHECK .*\\\n +CMD \["node", "-e", "(.*)"\]$/m.exec(image)?.[1];
  expect(check).toContain("/healthz");
  expect(check).not.toContain("/readyz");
});

test("neither runs as root, and each has a data folder that its user may write and that stays", () => {
  expect(image).toMatch(/^USER node$/m);
  expect(unit).toMatch(/^User=juchang$/m);
  expect(image).toMatch(new RegExp(`^ENV .*DATA_DIR=${DATA}$`, "m"));
  expect(image).toMatch(new RegExp(`^RUN install .*--owner=node .*${DATA}$`, "m"));
  for (const name of OURS) {
    expect(compose.services[name]?.volumes).toEqual([`erasures:${DATA}`]);
  }
  expect(compose.volumes).toHaveProperty("erasures");
  expect(unit).toMatch(new RegExp(`^Environment=.*DATA_DIR=${DATA}$`, "m"));
  expect(unit).toMatch(/^ProtectSystem=strict$/m);
  expect(unit).toMatch(/^StateDirectory=juchang$/m);
});

test("the roles of the compose file are roles of the service, on one database and one Redis", () => {
  const ours = OURS.map((name) => compose.services[name]?.environment ?? {});
  expect(ours.map(({ ROLE }) => variables.shape.ROLE.parse(ROLE))).toEqual(OURS);
  for (const { DATABASE_URL = "", REDIS_URL } of ours) {
    const url = DATABASE_URL.replace(/\$\{.*?\}/u, "secret");
    expect(variables.shape.DATABASE_URL.parse(url)).toBe(
      "postgres://juchang:secret@postgres:5432/juchang",
    );
    expect(variables.shape.REDIS_URL.parse(REDIS_URL)).toBe("redis://redis:6379");
  }
});
