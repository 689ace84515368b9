import { isHarmlessBeside, isPerson } from "@/lib/intake/persons";
import { isAnothersName } from "@/lib/intake/whose";
import { isFiller } from "@/lib/intake/words";

const FIRM =
  "(?:empresas?|compania|company|companhia|organizacion|organi[sz]ation|organizacao|firma|firm|negocio|business|emprendimiento|institucion|instituicao|employer|employment|empleo|emprego)";
const NAMES_FIRM = new RegExp(`\\b(?:${FIRM}|(?:razon|razao) social)\\b`);

/** Whom they worked for, or who sent them. */
const BEFORE =
  /\b(?:anterior(?:es)?|anteriormente|antes|ultim[oa]s?|previ[oa]s?|previous|former|past|ex|trabajaste|trabajaba\w*|trabalh(?:ou|ava\w*)|worked|experiencia\w*|experience|antecedentes|recomend\w+|recommend\w+|last (?:employer|company|job|firm|business))\b/;
const NOW = /\b(?:actual(?:mente|es)?|current(?:ly)?|atual(?:mente)?|present)\b/;
/** Accents are gone from words: "trabajo" is one's own. */
const WORKED = /trabajó|trabalhou/i;

const GOES_TO = /\b(?:destin[oy]s?|destinad[oa]s?|destinations?|reclamad[oa]s?|denunciad[oa]s?|demandad[oa]s?)\b/;

const OF = new RegExp(
  `\\b${FIRM} (?:de|del|da|do|of)(?: (?:la|las|el|los|lo|a|o|tu|su|sua|seu|the|your))* ([a-z0-9]+)`,
);
/** What visitors are to the house, and what they do, in a form that asks for no other firm. */
const OWN =
  /^(?:transport\w*|logistic\w*|trabajo|trabalho|work|pertenencia|procedencia|origen|origem|origin|cual|qual|servicios?|servicos?)$/;

/** A trade or a part that firms have: "aseguradora", "destinataria", "transportista"; not what visitors often are. */
const DOES = new RegExp(
  `\\b(?:${FIRM}|(?:razon|razao) social)(?: (?:de|del|da|do))?(?: (?:la|el|a|o))? (?!import|export|distrib|produc|produt|compra|consulta)[a-z]{3,}(?:dora|taria|tario|ista)s?\\b`,
);
/** Who serves them: "¿Qué empresa te provee?" */
const SERVES = new RegExp(`\\b(?:(?:que|cual|qual|which|what) ${FIRM}|${FIRM} que) (?:te|le|les|lhe|lhes|os)\\b`);

const ENGLISH = "(?:company|business|firm|organi[sz]ation|employer)";
const ENGLISH_OF = new RegExp(`^(?:.+ )?([a-z0-9]+) ${ENGLISH}(?: names?)?$`);
const ENGLISH_THING = new RegExp(`^(?:your |the |our )?${ENGLISH} ([a-z0-9]+)$`);
const BESIDE =
  /^(?:client|customer|main|parent|trading|trade|registered|requesting|contracting|sending|small|family|name|names|title|optional|info|information|details?|data|is|in|for|to|you|which|what|whose|transport\w*|logistics?|company|business|firm|organi[sz]ation|employer|institution|school|personal|individual|work|user|lead|contact|type|here)$/;

/** In a key too these are a firm's trade, and what it does for the visitor. */
const TRADE =
  /^(?:insurance|insurer|security|cleaning|moving|courier|carrier|trucking|freight|telecom|telephone|internet|hosting|staffing|recruiting|leasing|towing|rental)$/;

const isHarmless = (word: string) => BESIDE.test(word) || isHarmlessBeside(word);

/** Alternatives and remarks: "Company / School", "Company (UK)". */
const APART = /[/|,(&+:–-]/;
/** As a program calls it, where a word before may be the form's or the site's. */
const KEY = /^[a-z0-9]+(?:[_-][a-z0-9]+)+$/;

/**
 * Whether a firm is another's than the visitor's: who insured them, where they worked, where their goods go. Somebody with
 * a car of the firm's isn't asked for the firm. A key says it less surely than a label.
 */
export function isAnothersFirm(label: string, words: string): boolean | "perhaps" {
  if (!NAMES_FIRM.test(words)) return false;
  if ((BEFORE.test(words) || WORKED.test(label)) && !NOW.test(words)) return true;
  if (GOES_TO.test(words) || isAnothersName(words) || DOES.test(words) || SERVES.test(words)) return true;
  const trade = OF.exec(words)?.[1] ?? "";
  if (trade !== "" && !OWN.test(trade) && !isPerson(trade) && !isFiller(trade) && !NAMES_FIRM.test(trade)) return true;
  const english = ENGLISH_OF.exec(words)?.[1] ?? ENGLISH_THING.exec(words)?.[1] ?? "";
  if (TRADE.test(english)) return true;
  if (english === "" || isHarmless(english)) return false;
  if (KEY.test(label)) return "perhaps";
  return !APART.test(label);
}
