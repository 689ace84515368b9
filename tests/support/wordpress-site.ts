import type http from "node:http";
import type { Answer } from "@/tests/support/stub-wordpress";

/** Someone's submission at a site, by number; all at 12:00 UTC of consecutive days of August 2024, repeated. */
export type Sent = { id: number; message?: string; at?: string };

export const sentAt = ({ id, at }: Sent): string =>
  at ?? `2024-08-${String(((id - 1) % 28) + 1).padStart(2, "0")} 12:00:00`;
const local = (sent: Sent): string => sentAt(sent).replace(" 12:", " 09:");
const person = (sent: Sent) => ({
  name: `Persona ${sent.id}`,
  mail: `p${sent.id}@example.com`,
  text: sent.message ?? "Hola",
});

type Asked = { path: string; query: URLSearchParams };
type Site = (sent: readonly Sent[]) => (asked: Asked) => object | null;

const pageOf = (sent: readonly Sent[], page: number, size: number) => sent.slice((page - 1) * size, page * size);
const since = (sent: readonly Sent[], day: string | null, time: (one: Sent) => string) =>
  day === null ? sent : sent.filter((one) => time(one) >= day);

/** As Gravity Forms pages: ten unless asked for more, and search as JSON. */
const gravity: Site = (sent) => (asked) => {
  if (asked.path === "/wp-json/gf/v2/forms") return [{ id: "3", title: "Contacto", entries: String(sent.length) }];
  if (asked.path !== "/wp-json/gf/v2/forms/3/entries") return null;
  const search = JSON.parse(asked.query.get("search") ?? "{}") as { start_date?: string };
  const found = since(sent, search.start_date ?? null, local);
  const size = Number(asked.query.get("paging[page_size]") ?? 10);
  const entries = pageOf(found, Number(asked.query.get("paging[current_page]") ?? 1), size).map((one) => ({
    id: String(one.id),
    form_id: "3",
    date_created: sentAt(one),
    date_updated: sentAt(one),
    is_read: "0",
    status: "active",
    "1": person(one).name,
    "2": person(one).mail,
    "3": person(one).text,
  }));
  return { total_count: found.length, entries, _labels: { "1": "Nombre", "2": "E-Mail", "3": "Mensaje" } };
};

const fluent: Site = (sent) => (asked) => {
  if (asked.path === "/wp-json/fluentform/v1/forms")
    return { data: [{ id: "3", title: "Contacto", total_Submissions: sent.length }] };
  if (asked.path !== "/wp-json/fluentform/v1/submissions") return null;
  const found = since(sent, asked.query.get("date_range[0]"), local);
  const size = Number(asked.query.get("per_page"));
  const page = Number(asked.query.get("page"));
  const data = pageOf(found, page, size).map((one) => ({
    id: one.id,
    form_id: "3",
    response: JSON.stringify({ nombre: person(one).name, email: person(one).mail, mensaje: person(one).text }),
    status: "unread",
    created_at: local(one),
    updated_at: local(one),
  }));
  return { current_page: page, last_page: Math.max(1, Math.ceil(found.length / size)), total: found.length, data };
};

/** Never more than 25 a page, whatever is asked for. */
const formidable: Site = (sent) => (asked) => {
  if (asked.path !== "/wp-json/frm/v2/forms/3/entries") return null;
  const found = since(sent, asked.query.get("start_date"), sentAt);
  const rows = pageOf(found, Number(asked.query.get("page")), 25).map((one): [string, object] => [
    `k${one.id}`,
    {
      id: String(one.id),
      item_key: `k${one.id}`,
      name: "",
      form_id: "3",
      is_draft: "0",
      created_at: sentAt(one),
      meta: { nombre: person(one).name, correo: person(one).mail, mensaje: person(one).text },
    },
  ]);
  return rows.length === 0 ? [] : Object.fromEntries(rows);
};

/** Newest first, the main value only, and behind the last page the last page again. */
const elementor: Site = (sent) => (asked) => {
  const list = "/wp-json/elementor/v1/form-submissions";
  const row = (one: Sent, values: object[]) => ({
    id: one.id,
    element_id: "7d2c1b0",
    form: { name: "Contacto", element_id: "7d2c1b0", fields: [] },
    created_at_gmt: sentAt(one),
    created_at: local(one),
    is_read: false,
    values,
  });
  const value = (key: string, text: string) => ({ key, value: text });
  const one = sent.find(({ id }) => asked.path === `${list}/${id}`);
  if (one) {
    const { name, mail, text } = person(one);
    return { data: row(one, [value("nombre", name), value("email", mail), value("mensaje", text)]) };
  }
  if (asked.path !== list) return null;
  const found = since(sent, asked.query.get("after"), local).toReversed();
  const size = Number(asked.query.get("per_page"));
  const last = Math.max(1, Math.ceil(found.length / size));
  const page = Math.min(Number(asked.query.get("page")), last);
  const data = pageOf(found, page, size).map((each) => row(each, [value("email", person(each).mail)]));
  return { data, meta: { pagination: { current_page: page, per_page: size, total: found.length, last_page: last } } };
};

const predecessor: Site = (sent) => (asked) => {
  if (asked.path !== "/wp-json/custom/v1/form-submissions/3") return null;
  const form_submissions = sent.map((one) => ({
    id: one.id,
    created_at: local(one),
    Nombre: person(one).name,
    "E-Mail": person(one).mail,
    Mensaje: person(one).text,
  }));
  return { form_submissions };
};

/** A list of one's own: each way of paging at its own path. */
const list: Site = (sent) => (asked) => {
  const rows = sent.map((one) => ({
    uid: `s-${one.id}`,
    cuando: local(one),
    nombre: person(one).name,
    correo: person(one).mail,
    consulta: person(one).text,
  }));
  const size = Number(asked.query.get("limit") ?? 100);
  const from = Number(asked.query.get("offset") ?? asked.query.get("cursor") ?? 0);
  const part = rows.slice(from, from + size);
  const next = from + size < rows.length ? from + size : null;
  if (asked.path === "/list/none") return rows;
  if (asked.path === "/list/deaf") return { result: { rows: rows.slice(0, size) } };
  if (asked.path === "/list/page")
    return { result: { rows: pageOf(rows as never, Number(asked.query.get("p")), size) } };
  if (asked.path === "/list/offset") return { result: { rows: part } };
  if (asked.path === "/list/cursor")
    return { result: { rows: part }, meta: { next: next === null ? null : String(next) } };
  if (asked.path === "/list/next")
    return {
      result: { rows: part },
      links: { next: next === null ? null : `/list/next?offset=${next}&limit=${size}` },
    };
  return null;
};

const SITES = { predecessor, gravity, fluent, formidable, elementor, list };

/** A site with these submissions, read as one plugin's interface; what isn't there is 404 in WordPress's words. */
export function siteOf(kind: keyof typeof SITES, sent: () => readonly Sent[], folder = "") {
  return (request: http.IncomingMessage): Answer => {
    const url = new URL(request.url ?? "/", "http://site.test");
    const path = url.pathname.startsWith(folder) ? url.pathname.slice(folder.length) : url.pathname;
    const found = SITES[kind](sent())({ path, query: url.searchParams });
    if (found) return { body: JSON.stringify(found) };
    return { status: 404, body: '{"code":"rest_no_route","message":"No route","data":{"status":404}}' };
  };
}
