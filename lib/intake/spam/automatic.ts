import { fold } from "@/lib/core/text";

/*
 * Mail that programs write. Everything is compared folded, so without accents and case; only the beginning of a subject
 * counts, since people write about offices and deliveries too.
 */

const PREFIX = /^(?:(?:re|rv|fw|fwd|aw|enc|res)[:.] ?|\[[^\]]{0,40}\] ?)*/;
const SUBJECTS = new RegExp(
  "^(?:" +
    [
      "auto(?:matic|mated)?[- ]?(?:repl(?:y|ies)|response|answer)",
      "(?:i am |i'm )?(?:currently )?out of (?:the )?office",
      "out-of-office",
      "ooo[: -]",
      "vacation (?:reply|response|notice)",
      "respuestas? automaticas?",
      "auto-?respuesta",
      "contestacion automatica",
      "contestador automatico",
      "(?:estoy |me encuentro )?fuera de (?:la )?oficina",
      "ausente de la oficina",
      "ausencia de la oficina",
      "respostas? automaticas?",
      "auto-?resposta",
      "(?:estou )?(?:fora|ausente) do (?:escritorio|trabalho)",
      "ausencia (?:temporaria|do escritorio)",
      "undeliver(?:ed|able)",
      "mail delivery (?:failed|failure|subsystem|system)",
      "mail system error",
      "delivery (?:status notification|failure|has failed|incomplete)",
      "returned mail",
      "failure notice",
      "no se (?:pudo|puede|ha podido) entregar",
      "(?:mensaje|correo) no (?:entregado|enviado)",
      "(?:error|fallo) (?:de|en la) entrega",
      "entrega fallida",
      "notificacion de estado de entrega",
      "correo devuelto",
      "nao foi possivel entregar",
      "(?:mensagem|email|e-mail) nao (?:entregue|enviad[ao])",
      "falha (?:na|de) entrega",
      "(?:notificacao|aviso) de (?:falha na|status de) entrega",
    ].join("|") +
    ")",
);

/** What the subject gives away, or null: "Re: Out of office: Ana". */
export function automaticSubject(subject: string): boolean {
  return SUBJECTS.test(fold(subject).replace(PREFIX, ""));
}

const SAYS_SO =
  /^(?:\W*(?:hi|hello|hola|ola|dear|estimad[oa]s?|prezad[oa]s?)\b[^.!\n]{0,60}[,.!: ])?\W*(?:this is an? (?:automatic|automated|auto)[- ](?:reply|response|message|mail|email)|(?:este|esta|isto) (?:es|e) (?:un|una|um|uma) (?:mensaje|mensagem|respuesta|resposta|correo|email|e-mail) automatic[oa]|(?:respuesta|resposta) automatica\b)/;
const AWAY =
  /^.{0,60}\b(?:(?:i am|i'm|i will be) (?:currently )?out of (?:the )?office|(?:estoy|estare|me encuentro|me encontrare) (?:\w+ )?(?:fuera|ausente) de (?:la |mi )?oficina|(?:estou|estarei|encontro-me) (?:\w+ )?(?:fora|ausente) do escritorio)\b/;

/** `sure`: it says itself that a program wrote it. `away`: somebody is out of office, which people write as well. */
export function automaticText(message: string): "sure" | "away" | null {
  const text = fold(message.slice(0, 600));
  if (SAYS_SO.test(text)) return "sure";
  return AWAY.test(text) ? "away" : null;
}

/** An `Auto-Submitted`, `X-Autoreply` or `Precedence` header, under its name as plain words. */
export function automaticHeader(name: string, value: string): boolean {
  const said = fold(value);
  if (name === "auto submitted") return said.startsWith("auto-");
  if (/^x ?auto ?(?:reply|respond|response|submitted)$/.test(name)) return !/^(?:no|0|false|)$/.test(said);
  if (name === "precedence" || name === "x precedence") return /^(?:auto[-_ ]?reply|bulk|junk)$/.test(said);
  return name === "return path" && said === "<>";
}

/** The same among all of a mail's headers in one text. */
export const automaticHeaders = (text: string): boolean =>
  /auto-submitted["',:\s]{1,6}auto-(?:replied|generated|notified)|x-auto(?:reply|respond)["',:\s]{1,6}(?:yes|true|1)/i.test(
    text.slice(0, 20_000),
  );

const NO_REPLY =
  /^(?:no|not|do[._-]?not|dont|nao|non?)[._-]?(?:reply|replay|respond(?:er|a|as)?|contest(?:ar|e|es)|answer|responda)(?:[._+-]|\d|$)/;
const ROBOT = /^(?:mailer[._-]?daemon|mail[._-]?delivery[._-]?(?:subsystem|system)|bounces?(?:[._+-].*)?|postmaster)$/;

/** Nobody reads an answer to this address: a program's, or a mail system's own. */
export function unansweredSender(email: string): "no_reply" | "mail_system" | null {
  const local = email.slice(0, email.lastIndexOf("@"));
  if (ROBOT.test(local)) return "mail_system";
  return NO_REPLY.test(local) ? "no_reply" : null;
}
