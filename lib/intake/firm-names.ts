export const LEGAL_FORM =
  /(?<![\p{L}\p{N}])(?:s\.?\s?r\.?\s?l|s\.?\s?a\.?\s?s|s\.?\s?a\.?\s?(?:u|de c\.?\s?v|c\.?\s?i\.?\s?f)?|s\.?\s?c\.?\s?a|ltda|ltd|limited|inc|llc|gmbh|corp|corporation|e\.?i\.?r\.?l|eireli|s\/a|s\.?\s?l|s\.?\s?l\.?\s?u|s\.?\s?p\.?\s?a)\.?\s*$/iu;
const FIRM_WORD =
  /(?:\b(?:company|hnos|hermanos)\.?\s*$|[&y] (?:c[ií]a|hijos|hnos|asociados)\b|\b(?:cooperativa|transportes|log[ií]stica|distribuidora|comercial|industrias|grupo|f[aá]brica|laboratorios?|importadora|exportadora)\b)/iu;

/** Whether a text is called as firms are. */
export const isFirm = (text: string): boolean => LEGAL_FORM.test(text) || FIRM_WORD.test(text);
