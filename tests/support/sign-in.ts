import fs from "node:fs";
import type { Page } from "@playwright/test";

/** The first admin, made by the journey that every other one waits for. */
export const ADMIN = {
  firstName: "Ana",
  lastName: "Primera",
  email: "ana@example.test",
  userName: "ana.primera",
  password: "tres camiones azules",
};
export const COMPANIES = ["INTRALOG", "INTRAPAL"] as const;

/** Where the first run is opened, as the server's log says; undefined when it was done before the server started. */
export function firstRunPath(): string | undefined {
  const log = fs.readFileSync(process.env["SERVER_LOG"] ?? "", "utf8");
  return /\/set-up\?token=\S+/.exec(log)?.[0];
}

export async function signIn(page: Page, login: string, password: string, next = "/profile"): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel("Usuario o correo").fill(login);
  await page.getByLabel("Contraseña", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Ingresar" }).click();
  await page.waitForURL(`**${next}`);
}
