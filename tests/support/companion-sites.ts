import { createHmac } from "node:crypto";
import { settled } from "@/tests/support/arrivals";
import { openWordpress } from "@/tests/support/stub-wordpress";
import type { Answer } from "@/tests/support/stub-wordpress";

export const SECRET = "una-clave-larga";

/** A submission by number; of the first days of August 2024 unless it says when. */
export type Sent = { id: number; plugin?: string; form?: string; at?: string };
const timeOf = ({ id, at }: Sent) => at ?? `2024-08-0${id}T15:00:00+00:00`;
/** Each site at its own folder, with what it names. */
export type Sites = Record<string, Sent[]>;

/** `down`: what a site answers instead, if it does; `count`: how many it says there are, if it says so. */
type Manners = {
  kept?: (id: string) => boolean;
  most?: number;
  count?: (named: number) => number | undefined;
  down?: (folder: string, path: string) => Answer | undefined;
  redirect?: (url: string) => string | undefined;
};

export const numbers = (...ids: number[]): Sent[] => ids.map((id) => ({ id }));
const isAsked = (plugin = "contact-form-7", url: URL) => url.searchParams.get("plugin") === plugin;

/** WordPresses with our companion, one in each folder of a server. */
export async function openCompanions() {
  const wordpress = await openWordpress();

  const entryOf = (folder: string, sent: Sent) => ({
    companion: 1,
    plugin: sent.plugin ?? "contact-form-7",
    site: wordpress.url + folder,
    entry: { id: `lm-${sent.id}` },
    form: { id: sent.form ?? "9", name: "Contacto" },
    submittedAt: timeOf(sent),
    fields: [
      { id: "n", label: "Nombre", type: "name", value: `Persona ${sent.id} ${folder} ${sent.plugin ?? ""}` },
      {
        ...{ id: "m", label: "Correo", type: "email" },
        value: `c${sent.id}${folder.replaceAll("/", "")}${sent.plugin ?? ""}@example.com`,
      },
    ],
  });

  /** What these sites had: two entries a page, never more than `most` at once. Answers the questions they get. */
  function sites(all: Sites, { kept, most = Infinity, count = (named) => named, down, redirect }: Manners = {}) {
    const questions: { url: string; signature: string }[] = [];
    wordpress.answer((request): Answer => {
      const url = new URL(request.url ?? "", "http://x.test");
      const location = redirect?.(request.url ?? "");
      if (location) return { status: 301, headers: { location } };
      const [folder = "", path = ""] = url.pathname.split("/wp-json/");
      const instead = down?.(folder, path);
      if (instead) return instead;
      const sent = all[folder];
      if (!sent) return { status: 404, body: '{"code":"rest_no_route"}' };
      questions.push({ url: request.url ?? "", signature: String(request.headers["x-leads-manager-signature"]) });
      const one = /\/entries\/lm-(\d+)$/.exec(path)?.[1];
      if (one !== undefined) {
        const found = sent.find(({ id, plugin }) => String(id) === one && isAsked(plugin, url));
        if (!found || kept?.(one) === false) return { status: 404, body: '{"error":"gone"}' };
        return { body: JSON.stringify(entryOf(folder, found)) };
      }
      const [from, to] = ["from", "to"].map((key) => Date.parse(url.searchParams.get(key) ?? ""));
      const named = sent.filter(
        (each) => Date.parse(timeOf(each)) >= (from ?? 0) && Date.parse(timeOf(each)) < (to ?? 0),
      );
      if (named.length > most) return { status: 400, body: '{"error":"too many entries: ask for a shorter time"}' };
      const page = Number(url.searchParams.get("page"));
      const entries = named.slice((page - 1) * 2, page * 2).map((each) => ({
        ...{ id: `lm-${each.id}`, plugin: each.plugin ?? "contact-form-7", form: each.form ?? "9" },
        submittedAt: timeOf(each),
      }));
      const next = page * 2 < named.length ? page + 1 : null;
      return { body: JSON.stringify({ total: count(named.length), entries, next }) };
    });
    return questions;
  }

  /** As a companion sends it, signed. */
  async function sent(sourceId: string, values: object, secret = SECRET) {
    const body = JSON.stringify(values);
    const t = Math.floor(Date.now() / 1000);
    const v = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
    const headers = { "content-type": "application/json", "x-leads-manager-signature": `t=${t},v=${v}` };
    return settled(sourceId, values as Record<string, unknown>, { headers });
  }

  return {
    wordpress,
    entryOf,
    sites,
    sent,
    pushed: (sourceId: string, folder: string, one: Sent, secret?: string) =>
      sent(sourceId, entryOf(folder, one), secret),
    /** A site's address as it is compared. */
    home: (folder: string) => wordpress.url.replace("http://", "") + folder,
  };
}
export type Companions = Awaited<ReturnType<typeof openCompanions>>;
