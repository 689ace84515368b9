import fs from "node:fs";
import path from "node:path";
import { serverAccount } from "@/lib/core/cluster/account";
import { choosePlace } from "@/lib/core/cluster/place";
import { findPostmaster, stopPostmaster } from "@/lib/core/cluster/postmaster";

/** Stops what runs in this folder and throws its data away, wherever that is kept. */
export async function removeCluster(folder: string): Promise<void> {
  const home = path.resolve(folder);
  fs.mkdirSync(home, { recursive: true });
  const place = choosePlace(home, serverAccount(), () => undefined);
  const running = findPostmaster(place.data);
  if (running) await stopPostmaster(place, running.pid);
  fs.rmSync(place.data, { recursive: true, force: true });
  fs.rmSync(home, { recursive: true, force: true });
}
