import { fold } from "@/lib/core/text";

export const LEGAL_FORM =
  /(?<![\p{L}\p{N}])(?:s\.?\s?r\.?\s?l|s\.?\s?a\.?\s?s|s\.?\s?a\.?\s?(?:u|de c\.?\s?v|c\.?\s?i\.?\s?f)?|s\.?\s?c\.?\s?a|ltda|ltd|limited|inc|llc|gmbh|corp|corporation|e\.?i\.?r\.?l|eireli|s\/a|s\.?\s?l|s\.?\s?l\.?\s?u|s\.?\s?p\.?\s?a)\.?\s*$/iu;
const FIRM_WORD =
  /(?:\b(?:company|hnos|hermanos)\.?\s*$|[&y] (?:c[ií]a|hijos|hnos|asociados)\b|\b(?:cooperativa|transportes|log[ií]stica|distribuidora|comercial|industrias|grupo|f[aá]brica|laboratorios?|importadora|exportadora)\b)/iu;

/** Trades and bodies, which a firm's name begins with; behind a first name each is a surname: "Ana Banco". */
const TRADES =
  "ferreteria|panaderia|carniceria|verduleria|libreria|heladeria|pizzeria|peluqueria|muebleria|zapateria|joyeria|carpinteria|herreria|lavanderia|drogueria|hosteria|confiteria|perfumeria|jugueteria|" +
  "farmacia|almacen|supermercado|minimercado|autoservicio|kiosco|tienda|taller|imprenta|editorial|gimnasio|vivero|optica|veterinaria|inmobiliaria|aseguradora|concesionaria|corralon|bodega|frigorifico|metalurgica|maderera|aserradero|constructora|laboratorio|estancia|establecimiento|agencia|estudio|consultorio|consultora|hotel|hostal|restaurante?|cerveceria|" +
  "municipalidad|municipio|intendencia|gobierno|ministerio|consorcio|cooperativa|fundacion|asociacion|mutual|sociedad|federacion|sindicato|camara|club|grupo|banco|colegio|escuela|instituto|universidad|facultad|hospital|clinica|sanatorio|iglesia|parroquia|" +
  "loja|padaria|acougue|livraria|papelaria|oficina|escritorio|imobiliaria|construtora|transportadora|academia|grafica|editora|otica|pousada|fazenda|viveiro|prefeitura|governo|condominio|associacao|fundacao|federacao|universidade|faculdade|escola|igreja|paroquia|" +
  "university|church|school|college|bank|store|shop|restaurant|bakery|pharmacy|clinic|foundation|association|institute|ministry|city of|town of";
const TRADE = new RegExp(`^(?:(?:el|la|los|las|o|a|os|as|the) )?(?:${TRADES})\\s+[\\p{L}\\d"“«'‘]`, "u");
/** In English the trade comes last. */
const TRADE_LAST =
  /\p{L}\s+(?:university|school|bakery|restaurant|pharmacy|clinic|foundation|association|institute|supermarket)$/u;
/** Spanish makes a shop of what it sells: "Quesería Sol". Valeria is written without. */
const SHOP = /^\p{L}{3,}ería\s+\p{L}/iu;

/** Whether a text is called as firms are, whatever it stands under: an "Estudio de suelos" is bought. */
export const isSurelyFirm = (text: string): boolean => LEGAL_FORM.test(text) || FIRM_WORD.test(text);

/** Whether who is asked for a person or a firm is called as firms are. */
export function isFirm(text: string): boolean {
  const said = text.trim();
  return isSurelyFirm(text) || SHOP.test(said) || TRADE.test(fold(said)) || TRADE_LAST.test(fold(said));
}
