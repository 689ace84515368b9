import { fold } from "@/lib/core/text";
import { keyOf } from "@/lib/intake/fields";
import type { Field } from "@/lib/intake/fields";
import { automaticHeader, automaticHeaders } from "@/lib/intake/spam/automatic";
import { isAbsentText, textOf, yesNo } from "@/lib/intake/values";
import { wordsOf } from "@/lib/intake/words";
import type { Sign, Signs } from "@/lib/intake/spam/schema";

const MOST = 5;
const LONGEST = 200;

/** What a plugin keeps beside a trap, or about one. */
const BESIDE_TRAP =
  /\b(?:time|times|timer|start|timestamp|ts|token|hash|nonce|key|js|enabled|version|class|label|url hash)\b/;
const TRAP =
  /\bhoney ?(?:pot|bee|trap|field)s?\b|\b(?:spam|bot) ?traps?\b|\bgotcha\b|\bbot field\b|\bfluent checkme\b|\bfrm verify\b|\bnf field hp\b|\bby fax only\b|^(?:trampa|armadilha)(?: (?:para )?(?:bots?|spam))?(?: \d+)?$|^hny\b/;
const MAILCHIMP = /^b_[\da-f]{10,}_[\da-f]{6,}$/;
/** "Leave this field empty", in which nothing else may be said: "leave empty if you have no firm" is asked of people. */
const LEAVE_EMPTY =
  /^(?:(?:if you are (?:a )?human|si eres humano|si sos humano|se voce (?:e|for) humano) )?(?:please |por favor )?(?:(?:leave|keep) (?:this |it )?(?:field |input )?(?:blank|empty)|(?:deja|dejar|deje|deixe|deixar) (?:en blanco |vacio )?(?:(?:este|esse|o|el) )?(?:campo )?(?:en blanco|vacio|em branco|vazio)?|(?:no|nao) (?:llenar|llene|llenes|completar|complete|completes|rellenar|rellene|rellenes|preencher|preencha)(?: (?:este|esse|o|el)(?: campo)?)?|(?:do not|don t|dont) fill(?: (?:in|out|this|it))*(?: field)?)(?: (?:if you are (?:a )?human|si eres humano|si sos humano|se voce (?:e|for) humano))?(?: \d+)?$/;
const EMPTY_WORD =
  /\b(?:blank|empty|blanco|vacio|branco|vazio|fill|llenar|llenes?|completar|completes?|rellenar|rellenes?|preencher|preencha)\b/;
/** What stands beside `hp` in the name of a trap; a motor has horse powers. */
const BESIDE_HP = new Set(
  (
    "your my contact form field fields wp cf7 wpcf7 ak website web url site email mail name phone fax comment comments message textarea text input hidden " +
    "check nf ninja wpf wpforms et pb gf gform lead user first last address company empresa nombre correo telefono mensaje sitio"
  ).split(" "),
);

function isHp({ value }: Field, leaf: string, words: string): boolean {
  const tokens = words.split(" ").filter((token) => !/^\d+$/.test(token));
  if (!tokens.includes("hp") || leaf.includes("HP") || /^\d{1,5}$/.test(textOf(value) ?? "")) return false;
  return tokens.every((token) => token === "hp" || BESIDE_HP.has(token));
}

/** Whether it is a field that no visitor sees, by its kind, its name or its label. */
export function isTrap(field: Field): boolean {
  if (field.type === "honeypot") return true;
  const leaf = field.path.at(-1) ?? "";
  const [words, label] = [wordsOf(leaf), field.label === null ? "" : wordsOf(field.label)];
  if (BESIDE_TRAP.test(words)) return false;
  return (
    TRAP.test(words) ||
    TRAP.test(label) ||
    MAILCHIMP.test(leaf) ||
    isHp(field, leaf, words) ||
    [words, label].some((one) => EMPTY_WORD.test(one) && LEAVE_EMPTY.test(one))
  );
}

/** What a plugin writes of a trap that nobody fell into. */
const CLEAN = /^(?:ok|pass|passed|valid|clean|empty|none|success|human|vacio|vazio|not filled|no spam|ham)$/;
const isFilled = (text: string) => !isAbsentText(text) && yesNo(text) !== false && !CLEAN.test(fold(text));

const FLAG =
  /^(?:(?:is|es|e|marked|marked as|flagged|flagged as) )?spam(?: (?:status|flag|flagged|detected|result|verdict))?$|^akismet(?: (?:spam|status|result|verdict|is spam))?$|^(?:anti ?spam|cleantalk)(?: (?:result|status|verdict))$/;
const STATUS = /^(?:(?:entry|submission|post|form|feedback) )?status$/;
const FLAGGED = /^(?:spam|is spam|es spam|marked as spam|spam detected|spam_detected|blatant[-_ ]?spam|blocked|bot)$/;

function isFlag(words: string, text: string): boolean {
  if (FLAG.test(words)) return yesNo(text) === true || FLAGGED.test(fold(text));
  return STATUS.test(words) && fold(text) === "spam";
}

const SUBJECT =
  /^(?:(?:your|email|e mail|mail|message|form) )?(?:subject|asunto|assunto)(?: (?:line|del correo|do email))?$/;

const OPEN =
  /^(?:(?:form )?(?:time to (?:fill|fill in|complete|submit|submission)|fill(?:ing)? time|fill(?:ed)? (?:in )?seconds|time (?:spent|taken|elapsed|on form)|elapsed(?: time| seconds| ms)?|seconds (?:to (?:fill|submit|complete)|elapsed|spent)|form (?:completion time|time|duration|filling time))|(?:tiempo (?:de|en|para) (?:llenado|llenar|completar|completado|relleno|rellenar)|tiempo llenado|segundos (?:de llenado|para (?:llenar|completar|enviar)|transcurridos)|tempo (?:(?:de|para) )?(?:preenchimento|preencher)|segundos (?:de preenchimento|para preencher))(?: (?:del|do) formulario)?)(?: (?:ms|milliseconds|milisegundos|s|sec|secs|seconds|segundos))?$/;
const MILLISECONDS = /\b(?:ms|milliseconds|milisegundos)\b/;
const SHOWN =
  /^(?:ak js|ak bib|(?:wpcf7 )?ak js|(?:form )?(?:rendered|loaded|shown|opened|displayed|started)(?: at| on| time| ts)?|(?:form|page) (?:load|render|start|open)(?: time| timestamp| ts)?|(?:load|render|start|open)(?:ed)? (?:time|timestamp|ts)|(?:honeypot|hp|antispam|anti spam|cf7a|wpcf7|ct|apbct)(?: \d+)? (?:time start|timestamp|time|ts)|hora (?:de )?(?:carga|apertura|inicio)(?: (?:del|do) formulario)?|hora (?:de )?(?:carregamento|abertura)(?: do formulario)?)$/;
const SENT = /^(?:(?:form )?(?:end|ended|submit|submitted|sent)(?: time)? (?:timestamp|ts)|end timestamp|ak bfs)$/;

const YEAR_2015 = 1_420_070_400;

/** A moment that a program wrote: seconds or milliseconds since 1970, or ISO with its offset. */
function momentOf(text: string): number | null {
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return Number(text) > YEAR_2015 ? Math.floor(Number(text) * 1000) : null;
  if (/^\d{13}$/.test(text)) return Number(text) / 1000 > YEAR_2015 ? Number(text) : null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

const DURATION = /^(\d+(?:[.,]\d+)?)\s*(ms|s|sec|secs|seconds|segundos)?$/i;

/** A time in seconds: "1.4", "900 ms". */
function secondsOf(words: string, text: string): number | null {
  const [, number = "", unit = ""] = DURATION.exec(text) ?? [];
  if (number === "") return null;
  const value = Number(number.replace(",", "."));
  return MILLISECONDS.test(words) || /^ms$/i.test(unit) ? value / 1000 : value;
}

/** Gravity's `{"pages":{"1":[900]}}`: how long each page was looked at, in milliseconds. */
const SPEEDS = "submission_speeds";

/** Of the fields of one submission, whatever the plugin; `skip` are those somebody mapped by hand: visitors see them. */
export function signsIn(fields: Field[], skip: (field: Field) => boolean): Signs | undefined {
  const found = new Finder();
  for (const field of fields) {
    const text = textOf(field.value) ?? (typeof field.value === "string" ? field.value.trim() : "");
    if (text !== "" && !skip(field)) found.look(field, text);
  }
  return found.signs();
}

class Finder {
  private readonly lists: Record<"traps" | "flags" | "headers", Sign[]> = { traps: [], flags: [], headers: [] };
  private subject: string | undefined;
  private open: Signs["open"];
  private shown: { key: string; at: number } | undefined;
  private sent: number | undefined;

  look(field: Field, text: string): void {
    const leaf = field.path.at(-1) ?? "";
    const [words, label] = [wordsOf(leaf), field.label === null ? "" : wordsOf(field.label)];
    const key = keyOf(field);
    const add = (to: Sign[], value: string) => {
      if (to.length < MOST) to.push({ key, value: value.slice(0, LONGEST) });
    };
    if (isTrap(field)) {
      if (isFilled(text)) add(this.lists.traps, text);
      return;
    }
    if (isFlag(words, text)) add(this.lists.flags, text);
    if (automaticHeader(words, text) || (/\bheaders?\b/.test(words) && automaticHeaders(text))) {
      add(this.lists.headers, leaf);
    }
    if (SUBJECT.test(words) || SUBJECT.test(label)) this.subject ??= text.slice(0, LONGEST);
    if (field.path[0] === SPEEDS) this.addSpeed(text);
    else this.lookAtTime(key, words, text);
  }

  private addSpeed(text: string): void {
    const last = Number(text.split(",").at(-1));
    if (!Number.isFinite(last) || text === "") return;
    this.open = { key: SPEEDS, seconds: (this.open?.seconds ?? 0) + last / 1000 };
  }

  private lookAtTime(key: string, words: string, text: string): void {
    if (OPEN.test(words)) {
      const seconds = secondsOf(words, text);
      if (seconds !== null) this.open ??= { key, seconds };
    }
    if (!SHOWN.test(words) && !SENT.test(words)) return;
    const at = momentOf(text);
    if (at === null) return;
    if (SENT.test(words)) this.sent ??= at;
    else this.shown ??= { key, at };
  }

  signs(): Signs | undefined {
    const { shown, sent } = this;
    const between =
      shown && sent !== undefined && sent >= shown.at
        ? { key: shown.key, seconds: (sent - shown.at) / 1000 }
        : undefined;
    const open = this.open ?? between;
    const signs: Signs = {
      ...Object.fromEntries(Object.entries(this.lists).filter(([, list]) => list.length > 0)),
      ...(this.subject !== undefined && { subject: this.subject }),
      ...(open && { open }),
      ...(!open && shown && { shown: { key: shown.key, at: new Date(shown.at).toISOString() } }),
    };
    return Object.keys(signs).length > 0 ? signs : undefined;
  }
}
