/** Cards nobody pays with. */
export const OTHER_CARD =
  "soci[oa]s?|member\\w*|miembr\\w*|membro|gift|regalo|presente|sube|club|loyalty|fidel\\w*|puntos|pontos|points|reward\\w*|benefici\\w*|descuento|desconto|discount|sim|chip|transporte|bus|metro|identi\\w*|cidadao|ciudadan\\w*|business|visit\\w*|presentacion|green|verde|azul|amarilla|circulacion|embarque|boarding|library|biblioteca|memor\\w*|sd|video|graphics?|grafica|sound|sonido|health|sanitaria|salud|saude|sus|obra social|afiliad\\w*|estudiant\\w*|student";
export const IS_OTHER_CARD = new RegExp(
  `(?:tarjetas?|cartao|cartoes) (?:(?:de|del|da|do|la|el|tu|su) ){0,2}(?:${OTHER_CARD})\\b|(?:tarjetas?|cartao|cartoes) de clientes?\\b|\\b(?:${OTHER_CARD}) cards?\\b`,
);

/** What moves, and has a number that its carrier's name may follow. */
const SENT =
  "guia|tracking|rastreo|rastreio|rastreamento|rastreabilidade|seguimiento|waybill|a[. /]?w[. /]?b\\.?|[hm]awb|b[. /]?l\\.?|[hm]bl|bill of lading|conocimiento de embarque|conhecimento de (?:embarque|transporte)|contenedor|container|conteiner|shipment|consignment|cte";
/** What else has a number as long as a card's. */
const KEPT =
  "booking|reserva|reservation|envio|shipping|precinto|seal|lacre|despacho|dispatch|pedido|encomenda|encomienda|paquete|package|parcel|pacote|bulto|orden|order|ordem|p[. /]?o\\.?|factura|fatura|invoice|notas? (?:fiscal|de (?:credito|debito))|credit note|remito|romaneio|remessa|remesa|recibo|receipt|comprobante|comprovante|" +
  "ticket|(?<!ese |este |todo |tal |cualquier |any |that |this |nesse |qualquer )(?:caso|case)|chamado|reclamo|claim|siniestro|sinistro|protocolo|expediente|processo|poliza|policy|apolice|(?<!en )cuenta|conta|account|c[. ]?[bv][. ]?u\\.?|iban|clabe|cui[tl]|dni|rg|cpf|cnpj|nif|rut|ruc|passport|pasaporte|passaporte|documento?|cedula|" +
  "serie|serial|s[. /]n\\.?|imei|iccid|chasis|chassis|vin|sku|codigo|code|ean|gtin|upc|barcode|producto?|produto|articulo|article|artigo|lote|lot|batch|soci[oa]|afiliad[oa]|cliente?|customer|member|membership|membro|miembro|matricula|legajo|contrato?|cotizacion|quote|orcamento|presupuesto|voucher|cupon|cupom|coupon|" +
  "transaction|transaccion|transacao|transferencia|operacion|operacao|referencia|reference|medidor|suministro";
const ELSE = `(?:${SENT}|${KEPT})(?:e?s)?`;

const NUMBER = "(?:n|nr|nro|nros|num|nums|numeros?|numbers?|no|nos|nbr|id|cod|codigo|code|ref|referencia|reference)";
const MADE_OF = "(?:(?:de|del|do|da|of|la|el|tu|su|your|seu|sua|mi|my) ){0,3}";
const NAMED = new RegExp(`\\b(?:nro|num|numero|id|cod)?${ELSE}(?:nro|num|numero|number|no|id|code|codigo|ref)?\\b`);
const NUMBERED = new RegExp(
  `\\b${NUMBER} ${MADE_OF}${ELSE}\\b|\\b${ELSE} ${NUMBER}\\b|\\b(?:nro|num|numero|id|cod)${ELSE}\\b|\\b${ELSE}(?:nro|num|numero|number|no|id|code|codigo|ref)\\b`,
);
/** What a field asks for that is about such a thing without being its number. */
const ABOUT =
  /\b(?:comm?ent\w*|coment\w*|mensa\w*|messages?|observ\w*|notas?(?! fiscal| de (?:credito|debito))|(?<!credit )notes?|consult\w*|[ei]nquir\w*|dat[oa]s?|dados|detal\w*|details?|nombres?|names?|nomes?|apellidos?|surname|titular|holder|descri\w*|motivo|asunto|subject|assunto|pregunt\w*|questions?|pergunt\w*|pag[aou]\w*|pay\w*|paid|cobr\w*|info\w*|telef\w*|phone|cel\w*|segur\w*|secur\w*|verif\w*|instru\w*|direcc\w*|address|endereco|e?mail)\b/;
const PAYS = /\b(?:pag[aou]\w*|pay\w*|paid|cobr\w*|bill(?:ing)?|check ?out)\b/;
const BRAND = /\b(?:visa|master ?card|amex|american express)\b/;
const PAID_WITH = /\b(?:credito?|debito?)\b/;

/** Whether the names of a field, as words, say that its number is another's than a card's. `isCard`: they speak of a card. */
export function asksForOther(own: string[], around: string[], isCard: boolean): boolean {
  const all = [...own, ...around].join(" ");
  if (BRAND.test(all)) return false;
  if (isCard) return IS_OTHER_CARD.test(all) && !PAID_WITH.test(all);
  const isOwn = own.some((name) => NUMBERED.test(name) || (NAMED.test(name) && !ABOUT.test(name)));
  return isOwn || (!PAYS.test(all) && around.some((name) => NUMBERED.test(name)));
}

/** How far before a number is looked. */
const NEAR = 160;
const SPACE = "[^\\p{L}\\p{N},;.!?\\n]";
const BETWEEN =
  "(?:n(?:\\.?[°º]|r|ros?|os?|ums?|umeros?|umbers?|br)?\\.?|id|ref\\.?|referencia|reference|cod\\.?|codigo|code|aere[ao]|air|maritim[ao]|ocean|terrestre|intern\\w*|bancari[ao]|corrente|corriente|compra|venta|venda|remision|transporte|carga|embarque|confirma\\w*|purchase|fiscal)";
/** Behind these stands with what one pays, and for what. */
const PAYING =
  "con|with|com|to|al?|por|para|for|using|usando|pag[aou]\\p{L}*|pay\\p{L}*|paid|cobr\\p{L}*|charge\\p{L}*|debit\\p{L}*|abon\\p{L}*|credit\\p{L}*";
const ARTICLE = "from|de|del|do|da|of|la|el|los|las|the|mi|my|meu|minha";
const word = (not: string) => `(?!(?:${not})(?!\\p{L}))\\p{L}+`;
const IS = `(?:es|era|fue|son|is|was|are|e|foi|sao)(?:${SPACE}+(?:el|la|los|las|the|o|a|this|este|esta))?`;
const BEHIND = `(?:${SPACE}+(?:(?:de|del|do|da|of)${SPACE}+)?${BETWEEN}(?!\\p{L})){0,4}`;
const SAID = new RegExp(
  `(?<!\\p{L})(?:${ELSE}${BEHIND}(?:(?:${SPACE}+${word(PAYING)}){0,3}${SPACE}+${IS})?|` +
    `(?:${SENT})(?:e?s)?${BEHIND}(?:${SPACE}+${word(PAYING)}){0,2}${SPACE}+${word(`${PAYING}|${ARTICLE}`)})` +
    `${SPACE}*(?:(?<=:|:\\r)\\n\\s*)?$`,
  "u",
);
/** "…con tarjeta el pedido 4111…": what it stands right behind is named by itself, and not what a card is for or of. */
const LINKING =
  "con|with|com|by|to|al?|por|para|for|using|usando|de|del|do|da|of|es|era|fue|son|is|was|are|e|foi|sao|no|na|en|in|on";
const THE = "el|la|los|las|mi|mis|nuestr[oa]s?|este|esta|the|my|our|this|os?|as?|meu|minha|nosso|nossa";
const SAID_BY_ITSELF = new RegExp(
  `(?<!\\p{L})${word(LINKING)}${SPACE}+(?:${THE})${SPACE}+(?!cuenta|conta|account|codigo|code|cliente|customer|soci|member|membro|miembro|afiliad|document)${ELSE}${BEHIND}${SPACE}*$`,
  "u",
);
const SENTENCE = /[;!?,\n]|(?<=\p{L}{4})\./u;
const CARD =
  /tarjeta|cart(?:ao|oes)(?!\p{L})|(?<!\p{L})cards?(?!\p{L})|(?<!nota de |notas de )(?:credito|debito)|(?<!\p{L})(?:visa|master ?card|amex|american express)/u;
const PAYMENT = /(?<!\p{L})(?:pag[aou]|pay|paid|cobr|charg|debit|abon)/u;
/** A card's code, or until when it is good. */
const CODE_OR_EXPIRY = /(?<!\p{L})(?:cv|ccv|cod\p{L}*[^\p{L}]+(?:de )?seg|sec|seg|exp|venc|vto|val|cad)/iu;

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Whether the words beside a number in a text say that it is another's than a card's. `isElse`: the field asks for such a
 * number, or one stood right before it in a list; `tail`: date and code behind it.
 */
export function isOther(before: string, tail: string, isElse: boolean): boolean {
  if (CODE_OR_EXPIRY.test(tail)) return false;
  const words = folded(before.slice(-NEAR)).replace(IS_OTHER_CARD, "socio");
  const clause = words.split(SENTENCE).at(-1) ?? "";
  if (CARD.test(clause)) return SAID_BY_ITSELF.test(clause);
  return SAID.test(words) || (isElse && !PAYMENT.test(clause));
}

/** Whether what stands between two numbers is what parts those of a list. */
export const isListGap = (gap: string): boolean =>
  gap.length <= 20 && /^[\s,;/&+-]*(?:(?:y|e|o|u|and|or|ou)\s)?\s*$/.test(gap);
