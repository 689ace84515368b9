import { emailsIn } from "@/lib/core/email";
import { fold } from "@/lib/core/text";
import type { Candidate } from "@/lib/intake/candidates";
import { isFirm } from "@/lib/intake/firm-names";
import { isMailLine } from "@/lib/intake/labels";
import { mayBeName, ownerIn, reaches, stem } from "@/lib/intake/owner";
import { isPerson } from "@/lib/intake/persons";
import { asksSupplier } from "@/lib/intake/supplier";
import { PERSON } from "@/lib/intake/values";
import { isAnothersName, isAsker } from "@/lib/intake/whose";
import { keywordsOf, wordsOf } from "@/lib/intake/words";

const wordsOfLabel = ({ field }: Candidate) => wordsOf(field.label ?? field.path.join(" "));

const ONE_NAME = /^\p{Lu}[\p{Ll}'’-]{1,30}$/u;
const isCalled = (one: Candidate) => PERSON.test(one.text ?? "") && !isFirm(one.text ?? "");
const isCalledShortly = (one: Candidate) => isCalled(one) || (ONE_NAME.test(one.text ?? "") && mayBeName(one));

const NAME = /^(?:nombres?|nomes?|names?|full|fullname|complet[oa]|apellidos?|sobrenomes?|surnames?)$/;
const SOMEBODY = /^(?:contact\w*|contat\w*|persona|pessoa|person)$/;
/** Alone these are asked for as firms. */
const TRADER =
  /^(?:import|export|distribu|revend|resell|suppl|prove|fornec|vendor|transport|carrier|ship|embarc|cargador|consign|merchant|comerci|employer|contract|contrat|constru|build|produc|produt|broker|despach)/;

/** Whether a label asks, of those whom the words name, who they are: "Claimant", "Importer contact", "callback_name". */
function asksNameOf(owners: ReadonlySet<string>, one: Candidate): boolean {
  if (isAnothersName(wordsOfLabel(one))) return false;
  const words = keywordsOf(wordsOfLabel(one));
  const theirs = words.filter((word) => owners.has(stem(word)));
  const beside = words.filter((word) => !owners.has(stem(word)));
  if (theirs.length === 0 || !beside.every((word) => NAME.test(word) || SOMEBODY.test(word))) return false;
  if (beside.some((word) => SOMEBODY.test(word))) return isCalledShortly(one);
  const isTheirs = theirs.every((word) => (isPerson(word) && !TRADER.test(word)) || reaches(word));
  return isTheirs && (beside.length > 0 ? isCalledShortly(one) : isCalled(one));
}

const FROM_NAME = /^(?:(?:headers?|email|mail|correo) )?(?:from name|name from)$/;

/** By whose name a mail was sent, where it is sent from nobody else's address and the name isn't the site's. */
function senderIn(free: Candidate[], reaching: readonly Candidate[], hosts: readonly string[]): Candidate | null {
  const isLine = ({ field }: Candidate) => isMailLine(field.label ?? field.path.at(-1) ?? "");
  if (!reaching.some(isLine)) return null;
  const known = new Set(reaching.flatMap(({ text }) => emailsIn(text ?? "")));
  if (free.some((one) => isLine(one) && emailsIn(one.text ?? "").some((email) => !known.has(email)))) return null;
  const isSites = (text: string) => hosts.some((host) => host.includes(fold(text).replace(/[^a-z\d]/g, "")));
  return free.find((one) => FROM_NAME.test(wordsOfLabel(one)) && isCalled(one) && !isSites(one.text ?? "")) ?? null;
}

/** Who is asked for under the word under which the mail or the number was taken: "Claimant" beside "Claimant email". */
export function nameOfReached(
  free: Candidate[],
  reaching: readonly Candidate[],
  hosts: readonly string[],
): Candidate | null {
  const unread = free.filter(({ concept, text }) => concept === null && text !== null);
  const owners = new Set(reaching.flatMap((one) => [...ownerIn(one)]));
  return unread.find((one) => asksNameOf(owners, one)) ?? senderIn(free, reaching, hosts);
}

const OFFICER =
  "gerente|manager|director[a]?|diretor[a]?|president[ea]|owner|founder|fundador[a]?|ceo|representante|representative|responsable|responsavel|encargad[oa]|encarregad[oa]|apoderad[oa]";
const OF_WHAT =
  "general|geral|comercial|legal|administrativ[oa]|operativ[oa]|operacional|tecnic[oa]|logistic[oa]|financier[oa]|financeir[oa]|(?:de|del|da|do|of) .{2,40}";
const WHAT =
  "general|managing|business|company|purchasing|procurement|logistics|operations|legal|authori[sz]ed|office|plant|warehouse";
/** Who speaks for a firm, and who asks on its behalf. */
const SPEAKS_FOR = new RegExp(`^(?:(?:${OFFICER})(?: (?:${OF_WHAT}))?|(?:${WHAT}) (?:${OFFICER}|officer)|solicita)$`);
/** Who is the house's as often. */
const SELLS = /\b(?:ventas?|vendas?|sales|sucursal|branch|cuentas?|accounts?|lead|record|deal)\b/;

const asksName = ({ asked }: Candidate) => asked === "name" || asked === "first_name" || asked === "last_name";

/** Who is only called by what they are for the firm that writes, or for sending something, where the form asks for nobody else. */
export function onlyPerson(free: Candidate[], all: readonly Candidate[]): Candidate | null {
  if (all.some(asksName)) return null;
  const isOfFirm = all.some((one) => one.text !== null && (one.asked === "firm" || asksSupplier(one)));
  const isSomebody = (one: Candidate) => {
    const words = wordsOfLabel(one);
    const speaks = isOfFirm && SPEAKS_FOR.test(words) && !SELLS.test(words);
    return one.concept === null && isCalled(one) && (speaks || isAsker(words));
  };
  const [first, ...others] = free.filter(isSomebody);
  return first && others.length === 0 ? first : null;
}
