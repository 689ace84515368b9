import fs from "node:fs";
import path from "node:path";

const USUAL_PLACES = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** A browser that the machine has, or the one named by CHROMIUM_PATH. */
export function installedBrowser(): string | undefined {
  return [process.env["CHROMIUM_PATH"], ...USUAL_PLACES].find((place) => place && fs.existsSync(place));
}

/** A folder of this user and version: another user's is closed to us, another version would be used unasked. */
export function freePlaceForBrowser(temporary: string, uid: number): string {
  const manifest = fs.readFileSync("node_modules/@sparticuz/chromium/package.json", "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const name = `leads-manager-chromium-${uid}-${version}`;
  return temporary.endsWith(name) ? temporary : path.join(temporary, name);
}
