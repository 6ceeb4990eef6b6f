import { type BinariesChoice, chooseInstallation } from "./choose-installation.ts";
import { findRunning } from "./find-running.ts";
import { initialise } from "./initialise.ts";
import { type Installation, inspectBin } from "./installation.ts";
import { launchServer, type Server } from "./launch.ts";
import { copyBinaries, isPackaged } from "./package-binaries.ts";
import { findWay, type Start } from "./privileges.ts";
import { withStartLock } from "./start-lock.ts";

/** Where and how an embedded server is to run. */
export interface Place {
  /** Real path. */
  readonly dataDir: string;
  readonly binaries: BinariesChoice | undefined;
  /** False for databases that are thrown away: nothing is forced to disk. */
  readonly durable: boolean;
}

/** A running server and where it came from. */
export interface Ensured {
  readonly server: Server;
  readonly binaries: "adopted" | Installation["origin"];
  /** Set when its database was made just now. */
  readonly made?: Start;
}

async function reachableCopy(
  { bin, origin }: Installation,
  dataDir: string,
): Promise<Installation | undefined> {
  if (!(await isPackaged(bin))) return undefined;
  return inspectBin(await copyBinaries(bin, dataDir), origin);
}

async function start(place: Place, port: number | undefined): Promise<Ensured | undefined> {
  const { dataDir, durable } = place;
  const { installation, cluster, exists } = await chooseInstallation(dataDir, place.binaries);
  const reachable = (unreachable: Installation) => reachableCopy(unreachable, dataDir);
  const find = (folder: string) => findWay({ installation, folder, dataDir, reachable });
  const found = exists ? await find(cluster.folder) : await initialise(cluster, dataDir, find);
  const server = await launchServer({ start: found, cluster, durable, port });
  if (server === undefined) return undefined;
  return { server, binaries: installation.origin, ...(exists ? {} : { made: found }) };
}

async function adopt(place: Place): Promise<Ensured | undefined> {
  const server = await findRunning(place.dataDir);
  return server === undefined ? undefined : { server, binaries: "adopted" };
}

/** Adopts the server running from the data folder, or starts one, on `port` if that is free. */
export async function ensureServer(place: Place, port: number | undefined): Promise<Ensured> {
  const running = await adopt(place);
  if (running !== undefined) return running;
  return withStartLock(place.dataDir, async () => {
    for (;;) {
      const ensured = (await adopt(place)) ?? (await start(place, port));
      if (ensured !== undefined) return ensured;
    }
  });
}
