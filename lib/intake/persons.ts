import { isFirm } from "@/lib/intake/firm-names";
import { PERSON } from "@/lib/intake/values";
import { isFiller, isOpaque } from "@/lib/intake/words";

/** Who has, asks for or sends something: whatever it is, that is a person. */
const HOLDER =
  "titular|propietari[oa]|proprietari[oa]|duen[oa]|don[oa]|responsable|responsavel|encargad[oa]|encarregad[oa]|solicitante|requirente|requerente|requester|applicant|remitente|remetente|sender|firmante|interesad[oa]|interessad[oa]|" +
  "contratante|locatari[oa]|locador[a]?|arrendatari[oa]|holder|apoderad[oa]|representante|representative";
const KIND =
  "cliente|client|customer|huesped|hospede|paciente|patient|postulante|candidat[oa]|candidate|aspirante|inquilin[oa]|tenant|comprador[a]?|buyer|purchaser|pagador[a]?|payer|pasajer[oa]|passageir[oa]|passenger|viajer[oa]|viajante|traveller|traveler|" +
  "estudiante|estudante|soci[oa]|afiliad[oa]|associad[oa]|asegurad[oa]|segurad[oa]|participante|participant|attendee|asistente|denunciante|reclamante|consumidor[a]?|consumer|consultante|visitante|visitor|morador[a]?|" +
  "inscript[oa]|inscrit[oa]|emprendedor[a]?|empreendedor[a]?|suscriptor[a]?|subscriber|registrant|member|donante|doador[a]?|donor|ciudadan[oa]|cidada[o]?|vecin[oa]";
/** Only behind "name of": alone they ask for more than a name, or for another's. */
const NAMED =
  "persona|pessoa|person|acudiente|senor[a]?|sr|sra|senhor[a]?|people|individuo|individual|contacto|contact|contato|quien|quem|who|whom|usted|ustedes|voce|you|guest|invitad[oa]|convidad[oa]|alumn[oa]|alun[oa]|student|referente|lead|requestor|inquirer|caller|" +
  "visitante|author|autor[a]?|owner|homeowner|landlord|employee|emplead[oa]|empregad[oa]|funcionari[oa]|colaborador[a]?|tutor[a]?|adult|adult[oa]|profesional|profissional|docente|professor[a]?|profesor[a]?|teacher|gerente|manager|" +
  "padre|madre|pai|mae|parent|mother|father|guardian|novi[oa]|noiv[oa]|bride|groom|director[a]?|diretor[a]?|president[ea]?|usuari[oa]|user|beneficiari[oa]|familiar|signer|signatory|delegate|delegad[oa]|vendor|supervisor[a]?|supplier|proveedor[a]?|fornecedor[a]?|chofer|conductor[a]?|driver|motorista|despachante|" +
  "organizador[a]?|organizer|organiser|coordinador[a]?|coordenador[a]?|coordinator|importador[a]?|importer|exportador[a]?|exporter|embarcador[a]?|shipper|cargador[a]?|consignee|consignatari[oa]|jugador[a]?|jogador[a]?|player|capitan(?:a)?|capitao|captain|damnificad[oa]|claimant|complainant|franquiciad[oa]|franquead[oa]|demandante|plaintiff|victima|vitima|victim|resident|residente|ocupante|occupant|sindic[oa]|administrador[a]?|consorcista|condomin[oa]|portero|porteir[oa]|conserje|zelador[a]?|" +
  "productor[a]?|produtor[a]?|producer|agricultor[a]?|farmer|ganader[oa]|criador[a]?|breeder|distribuidor[a]?|distributor|revendedor[a]?|reseller|comerciante|merchant|empresari[oa]|freelancer|instalador[a]?|installer|contratista|contractor|subcontratista|constructor[a]?|builder|arquitect[oa]|arquitet[oa]|architect|ingenier[oa]|engenheir[oa]|engineer|tecnic[oa]|technician|operador[a]?|operator|operari[oa]|trabajador[a]?|trabalhador[a]?|worker|obrer[oa]|emplead(?:or|ora)|empregador[a]?|employer|reclutador[a]?|recruiter|" +
  "medic[oa]|doctor[a]?|physician|enfermer[oa]|enfermeir[oa]|nurse|psicolog[oa]|terapeuta|therapist|dentista|dentist|odontolog[oa]|veterinari[oa]|veterinarian|vet|abogad[oa]|advogad[oa]|lawyer|attorney|escriban[oa]|contador[a]?|accountant|corredor[a]?|broker|perit[oa]|auditor[a]?|inspector[a]?|inspetor[a]?|" +
  "coach|entrenador[a]?|treinador[a]?|trainer|instructor[a]?|instrutor[a]?|maestr[oa]|mestre|profe|preceptor[a]?|rector[a]?|reitor[a]?|decan[oa]|investigador[a]?|pesquisador[a]?|researcher|cientific[oa]|cientista|becari[oa]|bolsista|pasante|estagiari[oa]|intern|aprendiz|egresad[oa]|graduad[oa]|alumni|alumnus|" +
  "atleta|athlete|corredor[a]?|runner|competidor[a]?|competitor|ciclista|nadador[a]?|socorrista|voluntari[oa]|volunteer|disertante|orador[a]?|palestrante|speaker|panelista|panelist|expositor[a]?|exhibitor|artista|artist|music[oa]|musician|cantante|cantor[a]?|actor|actriz|bailarin[a]?|escritor[a]?|writer|periodista|jornalista|journalist|fotograf[oa]|photographer|" +
  "votante|voter|militante|feligres|pastor[a]?|sacerdote|padrin[oa]|madrin[oa]|anfitrion(?:a)?|anfitria[o]?|host|agasajad[oa]|homenajead[oa]|cumpleaner[oa]|aniversariante|quinceanera|celebrant|honoree|" +
  "fiador[a]?|garante|guarantor|codeudor[a]?|deudor[a]?|devedor[a]?|debtor|acreedor[a]?|credor[a]?|creditor|cosigner|cesionari[oa]|cedente|heder[oa]|hereder[oa]|herdeir[oa]|heir|albacea|executor|inversor[a]?|inversionista|investidor[a]?|investor|accionista|acionista|shareholder|vendedor[a]?|arrendador[a]?|lessee|lessor|renter|coinquilin[oa]|roommate|flatmate|neighbor|neighbour|vizinh[oa]|tercer[oa]s?|terceir[oa]s?|" +
  "denunciad[oa]|querellante|imputad[oa]|declarante|declarant|peticionante|petitioner|compareciente|poderdante|mandante|mandatari[oa]|otorgante|outorgante|grantor|grantee|adherente|contribuyente|contribuinte|taxpayer|beneficiad[oa]|ganador[a]?|vencedor[a]?|winner|finder|rider|pilot[oa]?|piloto|crew|tripulante|marinero|patron(?:a)?|skipper|camioner[oa]|caminhoneir[oa]|transportista|trucker|repartidor[a]?|entregador[a]?|courier|mensajer[oa]|" +
  "jefe|jefa|chefe|boss|lider|leader|coordinador[a]?|ejecutiv[oa]|executiv[oa]|executive|agente|agent|asistente|assistant|assistente|secretari[oa]|secretary|recepcionista|receptionist|cuidador[a]?|caregiver|carer|niner[oa]|baba|nanny";

/** To whom something is done, in English: "franchisee", "licensee". */
const DONE_TO_THEM = "(?!committee|guarantee|jubilee|marquee|pedigree|chimpanzee)[a-z]{5,}ee";

const only = (words: string) => new RegExp(`^(?:${words})$`);
const person = only(`(?:${HOLDER}|${KIND}|${NAMED}|${DONE_TO_THEM})s?`);

export const isPerson = (word: string): boolean => person.test(word);

/** What stands beside a name without saying whose it is: the form it is in, how the name is meant or written. */
const BESIDE = only(
  "elementor|gravity|fluent|ninja|forminator|formidable|jetpack|hubspot|mailchimp|mautic|zoho|crm|form\\w*|formulario|popup|modal|footer|header|sidebar|home|hero|quote\\w*|inquiry|enquiry|request\\w*|booking|reservation|registration|signup|sign|cta|landing|step|web|checkout|order|widget|main|entry|" +
    "consulta|consulting|cotizacion|cotacao|orcamento|presupuesto|reserva|reservas|turno|solicitud|solicitacao|pedido|registro|inscripcion|inscricao|matricula|factura\\w*|fatura\\w*|billing|invoice|certificado|certificate|badge|credencial|diploma|" +
    "real|legal|preferred|preferid[oa]|preferencia|artistico|social|oficial|official|birth|nacimiento|nascimento|soltera|casada|propi[oa]|own|actual|current|verdader[oa]|corto|short|given|personal|pila|middle|maiden|complet[oa]s?|complete|full|first|last|second|family|christian|" +
    "cargo|puesto|funcion|funcao|role|position|posicao|ocupacion|occupation|" +
    "dni|documento|cedula|pasaporte|passaporte|passport|identidad|identidade|" +
    "write|add|provide|tell|give|print|state|use|put|share|confirm|valid[oa]?|correct[oa]?|debajo|abajo|below|aca|ahi|preferably|datos|dados|" +
    "y|e|o|u|ou|and|or|con|com|with|if|si|se|s|it|their|his|her|this|este|esta|any|each|cada|of",
);
const NAMING = /^(?:nombres?|nomes?|names?|fullname|apellidos?|sobrenomes?|surnames?)$/;
const ENGLISH = /^(?:names?|fullname|surnames?)$/;
const OF = /^(?:de|del|da|do|das|dos|of|para|for)$/;

const ARTICLE =
  /^(?:el|la|los|las|lo|un|una|o|a|os|as|um|uma|the|an|tu|tus|su|sus|mi|mis|teu|tua|seu|sua|meu|minha|your|our|my)$/;
/** Elsewhere a form's word for its own; behind "name of", what is named. */
const FIELD = /^(?:campo|field|cargo|puesto|funcion|funcao|role|position|posicao|ocupacion|occupation)$/;
/** What the house does with a name: "contactarte", "llamarlo". */
const DONE_TO = /^[a-z]{3,}[aei]r(?:te|l[aeo]s?|nos|lhe)$/;

/** A program's own letters in a key: `txt`, `frm`, `wp`. */
const isShortForm = (word: string) => word.length <= 3 && !/[aeiou]/.test(word);
/** What is the form's, or how an answer is meant, and says of nobody whose it is. */
export const isOfForm = (word: string): boolean => BESIDE.test(word) || isShortForm(word) || DONE_TO.test(word);
export const isHarmlessBeside = (word: string): boolean =>
  isPerson(word) || isOfForm(word) || NAMING.test(word) || isFiller(word) || isOpaque(word);

/**
 * Whether a name is asked for that no person has: "Nombre del hotel", "Room name", "Nome do condomínio". There are more things
 * with a name than any list has, and few words for people: what isn't known to be one is a thing.
 */
export function isNameOfThing(words: string): boolean {
  const tokens = words.split(" ");
  const at = tokens.findIndex((token) => NAMING.test(token));
  if (at === -1) return false;
  const rest = tokens.slice(endOfNaming(tokens, at));
  const [next = ""] = rest;
  if (OF.test(next)) {
    const of = rest.slice(1).filter((token) => !ARTICLE.test(token) && !OF.test(token));
    // "Account holder": in English the person comes last.
    const noun = /^(?:of|for)$/.test(next) && of.slice(0, 3).some(isPerson) ? undefined : of[0];
    return noun !== undefined && (FIELD.test(noun) || !isHarmlessBeside(noun));
  }
  if (ENGLISH.test(tokens[at] ?? "")) {
    const before = tokens.slice(0, at).filter((token) => token !== "s" && !/^\d+$/.test(token));
    const last = before.at(-1) ?? "";
    return before.length > 0 && (FIELD.test(last) || !isHarmlessBeside(last));
  }
  return rest.length === 1 && !isHarmlessBeside(next);
}

/** Behind "nombre y apellido", "name 2", "full names". */
function endOfNaming(tokens: string[], at: number): number {
  let end = at + 1;
  for (;;) {
    const [one = "", two = ""] = tokens.slice(end, end + 2);
    if (NAMING.test(one) || /^(?:complet[oa]s?|\d+)$/.test(one)) end += 1;
    else if (/^(?:y|e|o|and|or|s)$/.test(one) && NAMING.test(two)) end += 2;
    else return end;
  }
}

const TITLE = "(?:(?:(?:datos|dados) (?:del?|do|da)|nuev[oa]|nov[oa]|new|the|el|la|o|a|tu|su|seu|sua|your) )*";
const HOLDS = new RegExp(
  `^${TITLE}(?:(?:account|policy|card|contract) )?(?:${HOLDER})(?: (?:de|del|da|do|das|dos|of) .{1,60})?$`,
);
const IS = new RegExp(`^${TITLE}(?:${KIND})(?: (?:principal|titular|responsable|responsavel))?$`);
const CONTACT =
  /^(?:contacto|contato) (?:comercial|administrativo|tecnico|operativo|operacional|legal|principal|directo|direto|responsable|responsavel)$|^(?:commercial|business|administrative|technical|primary|main|sales|legal) contact$/;

/** Whether a label is but a word for a person: "Huésped", "Titular de la cuenta", "Contacto comercial". */
export const asksWho = (words: string): boolean => HOLDS.test(words) || IS.test(words) || CONTACT.test(words);

const ONE_NAME = /^\p{Lu}[\p{Ll}'’-]{1,30}$/u;
/** Who sends a mail is often the site. */
const SENDER = /^(?:remitente|remetente|sender)/;

/** What is called so, and not what kind of one it is: "Cliente: Consumidor Final". */
export function isWho(words: string, text: string): boolean {
  const said = text.trim();
  if (isFirm(said) || said.split(/\s+/).some((word) => isPerson(plain(word)) || NO_NAME.test(plain(word))))
    return false;
  return PERSON.test(said) || (HOLDS.test(words) && !SENDER.test(words) && ONE_NAME.test(said));
}

const plain = (word: string) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const NO_NAME =
  /^(?:final|nuev[oa]|nov[oa]|new|existente|existing|actual|current|potencial|mayorista|minorista|particular|empresa|company|business|otr[oa]|outr[oa]|other|yo|eu|si|sim|yes|no|nao|mism[oa]|mesm[oa]|juridic[oa]|fisica)$/;
