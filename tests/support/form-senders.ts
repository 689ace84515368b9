import type { RawRequest } from "@/lib/intake/schema";
import { send } from "@/tests/support/wordpress";

/** One field of an invented form: what the visitor reads, the key an admin or a plugin gave it, its type, the answer. */
export type SentField = [label: string, key: string, type: string, answer: string];
export type SentForm = SentField[];

const SITE_AGENT = "WordPress/6.9; https://sitio.test";
const URLENCODED = "application/x-www-form-urlencoded";

const encoded = (pairs: [string, string][]) => new URLSearchParams(pairs).toString();

/** As PHP's json_encode writes it. */
const phpJson = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll("/", "\\/")
    .replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

const byKey = (form: SentForm) => form.map(([, key, , answer]): [string, string] => [key, answer]);
const byLabel = (form: SentForm) => form.map(([label, , , answer]): [string, string] => [label, answer]);
const wordPress = (type: string, body: string | Uint8Array, agent = SITE_AGENT) =>
  send({ headers: { "user-agent": agent, "content-type": type }, body });

const plainLabel = (label: string) => label.replace(/<[^>]*>|&\w+;/g, "").replace(/[\s:*]+$/, "");
const idOfLabel = (label: string) =>
  plainLabel(label)
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "");

function elementorAdvanced(form: SentForm): RawRequest {
  const fields = form.flatMap(([label, , type, answer], index): [string, string][] => {
    const id = `field_${(index * 7919 + 4096).toString(16)}`;
    const about = { id, type, title: label, value: answer, raw_value: answer, required: "1" };
    return Object.entries(about).map(([name, text]) => [`fields[${id}][${name}]`, text]);
  });
  return wordPress(URLENCODED, encoded([["form[id]", "7ab12cd"], ["form[name]", "Contacto"], ...fields]));
}

/** What each family of plugins makes of a form, none of it in the fixtures. */
export const SENDERS: Record<string, (form: SentForm) => RawRequest> = {
  "Contact Form 7": (form) => wordPress("application/json; charset=UTF-8", phpJson(Object.fromEntries(byKey(form)))),
  "Elementor, simple": (form) =>
    wordPress(
      URLENCODED,
      encoded([
        ...byLabel(form),
        ["Fecha", "23 noviembre, 2026"],
        ["Hora", "10:15 am"],
        ["URL de la página", "https://sitio.test/contacto/?utm_source=google"],
        ["Agente de usuario", "Mozilla/5.0 (X11; Linux x86_64)"],
        ["IP remota", "203.0.113.7"],
        ["form_id", "7ab12cd"],
        ["form_name", "Contacto"],
      ]),
    ),
  "Elementor, advanced": elementorAdvanced,
  WPForms: (form) =>
    wordPress(
      "application/json; charset=utf-8",
      phpJson(Object.fromEntries(byLabel(form).map(([label, answer]) => [plainLabel(label), answer]))),
      "wpforms-webhooks/1.5.0",
    ),
  "Gravity Forms": (form) =>
    wordPress(
      "application/json",
      phpJson({
        form_title: "X",
        entry_id: "991",
        source_url: "https://sitio.test/",
        ...Object.fromEntries(byKey(form)),
      }),
    ),
  "Fluent Forms": (form) =>
    wordPress(
      "application/json",
      phpJson({
        ...Object.fromEntries(byKey(form)),
        __submission: { id: 88, form_id: "5", created_at: "2026-11-23 10:00:00", source_url: "https://sitio.test/" },
      }),
    ),
  "Ninja Forms": (form) => wordPress(URLENCODED, phpJson(Object.fromEntries(byKey(form)))),
  Formidable: (form) =>
    wordPress(
      "application/json",
      phpJson([
        {
          id: "14",
          item_key: "q1w2e",
          name: "Contacto",
          form_id: "3",
          is_draft: "0",
          created_at: "2026-11-23 13:00:00",
          ...Object.fromEntries(byKey(form)),
        },
      ]),
    ),
  Jetpack: (form) =>
    wordPress(
      "application/json",
      JSON.stringify(Object.fromEntries(byLabel(form).map(([label, answer]) => [`g44-${idOfLabel(label)}`, answer]))),
      "WordPress/6.9 | Jetpack/15.2; https://sitio.test",
    ),
  "a list of fields": (form) =>
    wordPress(
      "application/json",
      JSON.stringify({ form_id: 6, fields: form.map(([label, , type, value], id) => ({ id, label, type, value })) }),
    ),
  "lines of text": (form) =>
    wordPress(
      "text/plain",
      byLabel(form)
        .map(([label, answer]) => `${plainLabel(label)}: ${answer}`)
        .join("\n"),
    ),
  "a GET": (form) => send({ method: "GET", query: `?${encoded(byKey(form))}` }),
};
