import type { NetworkInterfaceInfo } from "node:os";
import type { Settings } from "@/lib/core/env";

type Machine = { name: string; interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> };

/** Where people open the product, best first. */
export function addresses(settings: Pick<Settings, "HOST" | "PORT" | "PUBLIC_URL">, machine: Machine): string[] {
  if (settings.PUBLIC_URL) return [settings.PUBLIC_URL];
  return hosts(settings.HOST, machine).map((host) => `http://${host}:${settings.PORT}`);
}

function hosts(host: string, machine: Machine): string[] {
  const everywhere = host === "0.0.0.0" || host === "::";
  if (!everywhere) return [host.includes(":") ? `[${host}]` : host];
  const outside = Object.values(machine.interfaces)
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal);
  return ["localhost", machine.name, ...outside.map(({ address }) => address)];
}
