import { wordsOf } from "@/lib/intake/words";

/** So much of what stands before a mail or a number says whose it is. */
const BEFORE = 100;

const THING =
  "(?:email|mail|correo|correio|casilla|direccion|endereco|address|contacto|contato|contact|tel|telefono|telefone|fono|fone|phone|celu|cel|celular|cell|cellphone|movil|movel|mobile|telemovel|whatsapp|whats|wsp|wpp|wasap|zap|numero|number|linea|line)";
const MINE = "(?:mis?|my|meus?|minha|nuestr[oa]|our|noss[oa])";
const OF_KIND =
  "(?:es|e|is|el|o|the|seria|son|sao|de|del|do|da|para|for|to|electronico|eletronico|personal|pessoal|particular|laboral|corporativo|trabajo|trabalho|work|contacto|contato|contact|principal|alternativo|directo|direct|nuevo|novo|new|fijo|fixo)";
/** "Mi mail de trabajo es". */
const OWN = `${MINE} (?:${OF_KIND} )?${THING}(?: (?:${OF_KIND}|${THING}))*`;

const ASK_ES = "(?:llam|escrib|habl|mand|envi|contact|comuni[cq]u?|ubic|localiz|avis|respond|contest|agend|pas)";
const ASK_PT =
  "(?:lig(?:a|ue|ar|uem)|cham(?:a|e|ar|em)|escrev(?:a|e|er|am)|mand(?:a|e|ar|em)|respond(?:a|e|er|am)|contat(?:e|ar|em)|retorn(?:a|e|ar|em)|avis(?:a|e|ar|em))";
const CAN = "(?:(?:me )?(?:pueden|puede|podes|puedes|podrian|podria|pode|podem|podes|poderiam) )";
/** "Escribime", "llámenme", "me pueden contactar", "que me llamen", "comunicarse conmigo". */
const ASKED = [
  `${ASK_ES}\\w{0,5}(?:me|nos)`,
  `me ${CAN}${ASK_ES}(?:ar|er|ir|car)`,
  `me (?:llamen|llames|llame|escriban|escribas|escriba|contacten|contacte|contactes|manden|mandes|mande|envien|envie|respondan|responda|avisen|avise|ubican|ubicas|encuentran|encontras)`,
  `(?:${CAN})?me ${ASK_PT}`,
  `(?:me )?(?:podes|pueden|puede) (?:ubicar|encontrar)me`,
  `${CAN}?${ASK_PT} (?:para mim|comigo)`,
  "entr(?:ar|e|em) em contato comigo",
  "(?:comunicarse|comuniquense|comuniquese|hablar|contactarse|contactense) conmigo",
  "(?:call|text|write|email|mail|message|contact|reach|ring|phone|whatsapp|ping|send|reply|answer|get back|get hold of|get in touch with) (?:to )?(?:me|us)(?: back)?",
  "(?:i|we) (?:can|may) be (?:reached|contacted|called)",
].join("|");

/** Digits: the number that stood before. */
const ON_THE_WAY = `(?:\\d+|a|al|en|por|para|no|na|pelo|pela|ao|em|at|on|via|by|through|to|el|la|o|lo|este|esta|the|this|numero|siguiente|following|si|con|de|directo|directamente|directly|urgente|favor|porfa|please|hoy|manana|tarde|noche|hoje|amanha|today|tomorrow|ya|cuanto|antes|cuando|puedan|quieran|pronto|asap|also|tambien|tambem|or|y|e|and|${MINE}|${THING})`;

const OWN_BEFORE = new RegExp(`(?:^| )(?:${OWN}|(?:${ASKED})(?: ${ON_THE_WAY}){0,12})$`);
/** "Llamar al", of nobody, at the beginning of a sentence. */
const TO_CALL =
  /(?:^|[.!?;,\n])\s*(?:(?:por favor|favor|please|porfa),? )?(?:(?:me )?(?:pueden|puede|podes|podrian|podem|pode|poderiam) )?(?:llamar|comunicarse|contactarse?|escribir|responder|ligar|chamar|contatar|contactar)(?: (?:por|via|pelo) (?:whats\w*|wsp|wpp|mail|tel\w*))? (?:al|a|ao|por|para|no|pelo|en|em)(?: (?:o|el))?(?: (?:cel\w*|tel[eé]\w*|tel|whats\w*|wsp|wpp|mail|correo|e-?mail|n[uú]mero))?:?\s*$/i;

/** Whether who writes says, right before a mail or a number, that it is theirs: "mi celu es", "escribime a", "call me at". */
export const saysMine = (before: string): boolean =>
  OWN_BEFORE.test(wordsOf(before.slice(-BEFORE))) || TO_CALL.test(before.slice(-BEFORE));
