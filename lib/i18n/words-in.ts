import { createTranslator } from "next-intl";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import en from "@/lib/i18n/messages/en.json" with { type: "json" };
import es from "@/lib/i18n/messages/es.json" with { type: "json" };

const messages = { en, es };

/** The words of letters in somebody's language, where no page asks: in a job. */
export function lettersIn(locale: string) {
  const known = isLocale(locale) ? locale : defaultLocale;
  return createTranslator({ locale: known, messages: messages[known], namespace: "letters" });
}

/** Why a site couldn't be read, in the words of the screens. */
export function pullProblemIn(locale: string, reason: string): string {
  const known = isLocale(locale) ? locale : defaultLocale;
  const t = createTranslator({ locale: known, messages: messages[known], namespace: "intake.pullProblems" });
  const key = reason as "busy";
  return t.has(key) ? t(key) : reason;
}

/** What a verification of the log found, where no page asks: in the shell. */
export function auditIn(locale: "en" | "es") {
  return createTranslator({ locale, messages: messages[locale], namespace: "audit" });
}

/** What screens call a task's parts, where an answer names them. */
export function taskWordsIn(locale: string) {
  const known = isLocale(locale) ? locale : defaultLocale;
  return createTranslator({ locale: known, messages: messages[known], namespace: "tasks" });
}

/** What an import says, where its file is read in a job. */
export function importWordsIn(locale: string) {
  const known = isLocale(locale) ? locale : defaultLocale;
  return createTranslator({ locale: known, messages: messages[known], namespace: "imports" });
}

/** What an import's result is headed with before the file's own columns, in each language. */
export function resultHeads(): string[][] {
  return Object.values(messages).map(({ imports: { line, outcome, reason, lead } }) => [line, outcome, reason, lead]);
}

/** What the columns that every lead has are called. */
export function columnWords(locale: "en" | "es"): string[] {
  return Object.values(messages[locale].leads.column);
}
