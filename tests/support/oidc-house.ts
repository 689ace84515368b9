import { fork } from "node:child_process";
import { once } from "node:events";
import { CLIENT } from "./provider-server";

type People = Record<string, Record<string, unknown>>;

/** A real identity provider on this machine, at which everybody is who they say. */
export type OidcHouse = { issuer: string; knows: (people: People) => Promise<void>; close: () => Promise<void> };

export async function openOidc(redirectUri: string): Promise<OidcHouse> {
  const program = fork("tests/support/oidc-program.ts", [CLIENT.id, CLIENT.secret, redirectUri], {
    execArgv: ["--import", "./scripts/aliases.mjs"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const [{ issuer }] = (await once(program, "message")) as [{ issuer: string }];
  return {
    issuer,
    knows: async (people) => {
      const heard = once(program, "message");
      program.send(people);
      await heard;
    },
    close: async () => {
      const gone = once(program, "exit");
      program.disconnect();
      await gone;
    },
  };
}
