import type { KnownTarget } from "@/lib/intake/schema";

/** What a label can mean: a target, or a part of one that has to be joined with another field. */
export type Concept =
  KnownTarget | "middle_name" | "area_code" | "country" | "sent_date" | "sent_time" | "changed_at" | "utm.all";

const split = (text: string) => text.split("|").map((phrase) => phrase.trim());

/** Labels that mean exactly this when nothing else stands beside them. */
export const EXACT: Partial<Record<Concept, string[]>> = {
  external_id: split(
    "entry id|entryid|submission id|submissionid|submission|external id|external submission id|id entrada|id de entrada|id envio|id de envio|id da entrada|lead id|" +
      "response id|record id|serial number|numero de envio|numero de entrada|submission number|entry number|numero de solicitud|id|id consulta|id de consulta|sequence|submission sequence",
  ),
  form_id: split("form id|formid|id formulario|id del formulario|id do formulario|formulario id|id form|wpforms id"),
  form_name: split(
    "form name|formname|form title|formtitle|nombre del formulario|nombre formulario|titulo del formulario|nome do formulario|formulario|nombre form|titulo formulario",
  ),
  submitted_at: split(
    "submitted at|submitted on|created time|submitted time|time created|time submitted|submission date|submission time|date submitted|submitted|submit date|submit time|sent at|sent on|date sent|created at|created on|date created|" +
      "entry date|entry time|entry created|fecha de envio|fecha envio|fecha hora envio|fecha y hora de envio|enviado el|enviado em|enviado|fecha de creacion|fecha creacion|creado el|" +
      "criado em|data de envio|data do envio|data envio|data hora envio|data e hora do envio|timestamp|time stamp|fecha de registro|fecha registro|data de registro|submission timestamp|fecha de la consulta|fecha entrada|fecha de entrada del formulario",
  ),
  changed_at: split(
    "updated at|updated on|date updated|last updated|modified at|modified on|date modified|last modified|fecha de actualizacion|ultima actualizacion|actualizado el|" +
      "fecha de modificacion|ultima modificacion|modificado el|data de atualizacao|ultima atualizacao|atualizado em|data de modificacao|modificado em",
  ),
  sent_date: split("date sent only|mail date"),
  sent_time: split("hora|time|hora envio|hora de envio|hora do envio|submission hour|sent time|hora entrada"),
  page_url: split(
    "page url|pageurl|page uri|source uri|landing page url|source url|sourceurl|current url|url|page|page link|pagina|url pagina|pagina url|url de la pagina|url da pagina|url de pagina|permalink|landing page|landing|" +
      "landing url|link da pagina|enlace|pagina de origen|pagina origen|embed url|form url|url del formulario|url origen|url de origen|page address|pagina web de origen",
  ),
  referrer: split(
    "referrer|referer|referer url|referrer uri|referrer url|http referer|http referrer|url referencia|pagina de referencia|url de referencia|referencia|referente|referrer page|referidor|url referente",
  ),
  ip: split(
    "ip|ip address|ipaddress|remote ip|user ip|client ip|direccion ip|ip del usuario|ip do usuario|endereco ip|ip remota|ip remoto|remote addr|ip cliente|visitor ip",
  ),
  user_agent: split(
    "user agent|useragent|agente de usuario|agente do usuario|agente usuario|browser|navegador|http user agent",
  ),
  "utm.all": split("utm|utms|utm params|utm parameters|parametros utm|utm data"),
  "utm.gclid": split("gclid|google click id|google gclid"),
  "utm.fbclid": split("fbclid|facebook click id|facebook fbclid"),
  area_code: split(
    "codigo de area|codigo area|cod area|area code|areacode|caracteristica|prefijo|prefijo telefonico|phone prefix|phone area code|ddd|codigo de area del telefono|cod de area|" +
      "prefixo|prefixo telefonico|ddd do telefone|codigo ddd|codigo de area sin 0|codigo de area sin el 0|cod area sin 0|cod de area sin 0|codigo de area telefonico|area code no 0",
  ),
  country: split(
    "pais|country|tu pais|seu pais|su pais|your country|pais de residencia|country of residence|pais donde vives|pais donde vivis|codigo de pais|codigo pais|codigo del pais|codigo do pais|country code|country iso|country iso code|" +
      "pais del telefono|pais telefono|pais do telefone|phone country|phone country code|phone country iso|telefono pais|telefono codigo pais|country dial code|country calling code|dial code|calling code|dialing code|ddi|codigo ddi|" +
      "codigo internacional|codigo telefonico|prefijo internacional|prefijo pais|prefijo de pais|prefixo internacional|prefixo pais|indicativo|indicativo pais|indicativo de pais",
  ),
  email: split(
    "email|mail|correo|correo electronico|emails|direccion de correo|direccion de email|email address|mail address|correio eletronico|endereco de email|casilla de correo|correo electrnico",
  ),
  phone: split(
    "tlf|tfno|tlfno|tfn|telefono|phone|tel|celular|movil|whatsapp|telefone|numero de contacto|numero contacto|contact number|numero para contacto|numero de contato|numero para contato|numero contato|" +
      "fone|fono|contact no|contacto tel|wsp|wpp|phone number|numero de telefono|telefono de contacto|mobile|cellphone|cell|telemovel|contacto telefonico|contato telefonico|numero de linea|zap|handy|wasap|guasap|celu|fijo|linea fija|telfono|mvil|telefono fijo|sms",
  ),
  name: split(
    "nombre|name|nome|nombre y apellido|nombre apellido|apellido y nombre|apellido nombre|nombres y apellidos|nombres apellidos|nombre completo|fullname|nome completo|nome e sobrenome|nome sobrenome|" +
      "contacto|contact|contato|persona de contacto|persona contacto|pessoa de contato|pessoa contato|contact person|contact name|nombre de contacto|nombre contacto|nome do contato|nome contato|" +
      "responsable|solicitante|interesado|como te llamas|como se llama|tu nombre|what is your name|who are you|quien sos|quien eres|qual seu nome|names|nombres|apenom|nya|ayn|nombreapellido|nombreyapellido|" +
      "nombrecompleto|nomecompleto|persona|acudiente|familiar de contacto|contacto familiar|full names|first and last name|first last name|name surname|nombre titular|titular|como voce se chama|como se chama|como te chamas|quem e voce|me llamo|me chamo|mi nombre es|meu nome e|my name is|i am",
  ),
  first_name: split(
    "f name|first name|firstname|fname|primer nombre|primeiro nome|given name|forename|nombre de pila|nombre pila|first|nombre 1|name first|prenombre|nome proprio|nombre propio",
  ),
  middle_name: split("middle name|middlename|segundo nombre|segundo nome|middle|name middle"),
  last_name: split(
    "l name|last name|lastname|lname|apellido|apellidos|surname|sobrenome|family name|last|primer apellido|name last|ultimo nome|ultimo sobrenome|familyname|apelido|apelidos",
  ),
  firm: split(
    "empresa|razon social|razonsocial|razao social|compania|company|company name|nombre de la empresa|nombre empresa|nome da empresa|nome empresa|organizacion|organization|organisation|organizacao|" +
      "firma|nombre de fantasia|nome fantasia|nombre comercial|business|business name|negocio|razon|companyname|institucion|instituicao|comercio|entidad|entidade|emprendimiento|sociedad|employer|firm|" +
      "where do you work|donde trabajas|donde trabaja|onde trabalha|empresa u organizacion|empresa organizacion|companhia|cia|marca comercial|raz social|rsocial|org|compaa|organizacin|razn social|nombre de la firma|nombre firma|nome da firma|firm name|name of firm|account name",
  ),
  message: split(
    "mensaje|message|mensagem|comentario|comentarios|comment|comments|consulta|consultas|detalle|detalles|details|detail|detalhes|detalhe|descripcion|description|descricao|observaciones|observacion|" +
      "observacoes|observacao|observations|msj|msg|mje|mens|inquiry|enquiry|question|questions|pregunta|preguntas|duvida|duvidas|duda|dudas|requerimiento|requerimientos|notas|notes|nota|remarks|" +
      "requirements|necesidad|necesidades|necessidade|necessidades|query|textarea|body|message body|solicitud|solicitacao|pedido|texto|request|additional information|informacion adicional|informacoes adicionais|informacao adicional|mas informacion|mais informacoes|further information|more information|additional info|cuentanos|contanos|obs|ayuda|como ayudarte|carta de presentacion",
  ),
  service: split(
    "servicio|servicios|service|services|servico|servicos|me interesa|me interesa servicio|interes|interest|interesse|servicio de interes|servicio interes|servico de interesse|servico interesse|" +
      "tipo de servicio|tipo servicio|tipo de servico|tipo servico|type service|service type|type of service|producto|product|produto|producto de interes|producto interes|solucion|solution|solucao|" +
      "area de interes|area interes|area de interesse|area interesse|area of interest|area interest|servicio requerido|servicio solicitado|servico desejado|servico solicitado|service required|service needed|service interest|" +
      "interested in|interesado en|nombre del servicio|service name|nome do servico|estoy interesado|tengo interes|tenho interesse|product interest|tipo de operacion|interests",
  ),
  consent: split(
    "acepto|aceptacion|acceptance|consent|consentimiento|consentimento|gdpr|rgpd|lgpd|terminos|terms|termos|privacidad|privacy|privacidade|aceito|agree|agreement|tyc|politica|legal|legales|tos",
  ),
  file: split(
    "archivo|archivos|adjunto|adjuntos|file|files|upload|attachment|attachments|anexo|anexos|arquivo|arquivos|cv|curriculum|resume|documento|documentos|planilla",
  ),
};

export type Rule = {
  concept: Concept;
  /** Any of these words makes the label a candidate. */
  heads: RegExp;
  /** Any of these makes it something else. */
  not: RegExp;
  /** With nothing but these beside the head, the label is as good as exact. */
  beside: RegExp;
};

const words = (text: string) => new RegExp(`^(?:${text})$`);
const NONE = /^$/;

const OF_NUMBER =
  "(?:telef\\w*|tels?|phone|mobile|cel|celu|celular|cell|movil|whatsapp|wsp|wpp|fone|fono|telemovel|sms|numero|number|contacto|contact|contato)";
const CODE =
  "(?:codigo|cod|code|prefijo|prefixo|prefix|indicativo|iso2?|ddi|dial|dialing|dialling|calling|idd|flag|bandera|bandeira)";
const COUNTRY = "(?:pais|country|internacional|international|intl)";

/** "Cod. país", `tel_pais`, "SMS country code": the country of a number, and no word of where goods come from or go. */
export const ASKS_COUNTRY = new RegExp(
  `^(?=.*\\b(?:pais|country)\\b|.*\\b${CODE}\\b.*\\b${COUNTRY}\\b|.*\\b(?:international|intl)\\b.*\\b${CODE}\\b)(?:(?:${OF_NUMBER}|${CODE}|${COUNTRY}|de|del|do|da|el|o|the|of|tu|su|seu|your)(?: |$))+$`,
);

/** Tried in this order: "Teléfono de la empresa" is a telephone, "Nombre de la empresa" a firm. */
export const RULES: Rule[] = [
  {
    concept: "consent",
    heads: words(
      "acept\\w*|aceit\\w+|accept\\w*|agree\\w*|consent\\w*|termin\\w+|terms|termos|privaci\\w+|privacy|privacidade|politica\\w*|gdpr|rgpd|lgpd|autoriz\\w+|authori[sz]\\w+|concordo|condiciones|acuerdo",
    ),
    not: words(
      "newsletter|boletin\\w*|novedad\\w*|promo\\w*|oferta\\w*|recib\\w+|receive|receber|marketing|suscri\\w+|subscri\\w+|novidades|comunicacion\\w*|publicidad|comercial\\w*|pago|payment|pagamento|cotizacion|presupuesto",
    ),
    beside: NONE,
  },
  {
    concept: "email",
    heads: words("email\\w*|mail\\w*|correo\\w*|correio"),
    not: words(
      "newsletter|suscri\\w+|subscri\\w+|recib\\w+|receive|receber|acept\\w*|autoriz\\w+|marketing|postal|asunto|subject|list\\w*|enviado|copia",
    ),
    beside: words(
      "contacto|contact|contato|corporativo|empresa|empresarial|laboral|trabajo|work|business|company|electronico|eletronico|personal|pessoal|direccion|address|endereco|principal|primary|cliente|client|customer|user|usuario|lead|profissional|profesional|comercial|institucional",
    ),
  },
  {
    concept: "phone",
    heads: words(
      "telef\\w*|telfono|tfno|tlfno|tel|tels|celu|phone\\w*|celular\\w*|cel|movil\\w*|mobile\\w*|whatsapp\\w*|wsp|wpp|wapp|wasap|cell|cellphone|telephone|fone|fono|telemovel|movel|zap|smartphone|llamarte|llamarlo|mobil",
    ),
    not: words(
      "horario\\w*|hora|horas|imei|modelo|marca|plan|cantidad|quantidade|tarifa|preferencia|medio|canal|type|tipo|consentimiento|extension|interno|ramal",
    ),
    beside: words(
      "contacto|contact|contato|numero|number|fijo|fixo|celular|movil|movel|corporativo|empresa|laboral|trabajo|work|business|company|personal|pessoal|principal|primary|cliente|client|customer|user|usuario|lead|comercial|codigo|area|con|com|with|home|office|oficina",
    ),
  },
  {
    concept: "file",
    heads: words(
      "archivo\\w*|adjunt\\w+|file|files|upload\\w*|attach\\w*|anexo\\w*|anexar|arquivo\\w*|curriculum|curriculo|cv|resume|documento\\w*",
    ),
    not: words("tipo|type|numero|number|nombre|name"),
    beside: NONE,
  },
  {
    concept: "last_name",
    heads: words("apellido\\w*|surname|sobrenome|lastname"),
    not: words("nombre\\w*|name|nome|soltera|mother|empresa|destinatario|recipient"),
    beside: words("paterno|materno|primer|cliente|contacto|contato|contact|titular|completo|user|lead|billing"),
  },
  {
    concept: "firm",
    heads: words(
      "empresa\\w*|compania|company|companhia|organizacion|organi[sz]ation|organizacao|negocio|business|firm|razonsocial|emprendimiento|institucion|instituicao|comercio|employer|companyname",
    ),
    not: words(
      "rubro|sector|segmento|industria|industry|tamano|tamanho|size|tipo|type|cargo|puesto|position|role|rol|funcao|sitio|web|website|site|url|pagina|cuit|cuil|rut|ruc|rfc|cnpj|nif|vat|tax|fiscal|empleados|employees|funcionarios|" +
        "direccion|address|endereco|ciudad|city|cidade|pais|country|conoci\\w+|conhece\\w+|hear|heard|how|como|sobre|about|describ\\w+|anos|years|facturacion|faturamento|revenue|tiene|tienes|tem|eres|sos|are|do|does|is|antiguedad|" +
        "actividad|activity|ramo|area|departamento|department|logo|particular|individual|dedica|codigo|code|hours|cantidad|numero|number|provincia|localidad|responsable|responsavel|encargad[oa]|representante|duen[oa]|dono|dona|owner|gerente|director|apoderad[oa]|competi\\w+|competencia|concorren\\w+|rival\\w*|proveedor\\w*|provider\\w*|suppliers?|vendor|fornecedor\\w*|transportista|carrier|anterior|previous|former|contratad\\w+|estado|state|zip|phone|personal|exterior|plan|need",
    ),
    beside: words(
      "nombre|name|nome|social|comercial|legal|trabaja\\w*|trabalha|cliente|client|customer|lead|contacto|contact|marca|organizacion|organizacao|organization|institucion|razon|razao|company|empresa|work|billing|user",
    ),
  },
  {
    concept: "service",
    heads: words(
      "servici\\w+|services?|servicos?|interes\\w*|interest|interested|producto\\w*|products?|produtos?|solucion\\w*|solutions?|solucao|solucoes",
    ),
    not: words(
      "direccion|address|endereco|lugar|place|location|ubicacion|nivel|fecha|date|data|hora|origen|destino|origem|cantidad|quantidade|quantity|qty|label|calidad|precio|frecuencia|numero|number|valor|peso|volumen|descripcion|detalle\\w*|comentario\\w*|term\\w+|codigo|code|sku|actual|current|atual|opinion|estado|status|id|url|nombre|name|nome|puesto|cargo|posicion|vacante|vaga|position|job|ofrec\\w*|oferece\\w*|offer|vende\\w*|provee\\w*|suministra",
    ),
    beside: words(
      "tipo|type|interes\\w*|interest|interested|requerido|required|solicitado|desejado|deseado|necesit\\w+|need\\w*|precisa\\w*|busca\\w*|procura|looking|contratar|cotizar|me|estas|esta|en|in|por|area|que|which|what|nuestros?|nossos?|servici\\w*|service|servicos?|principal|seleccion\\w*|elegi|select|selecione|escolha|choose|logistico\\w*|logistica|logistics|gustaria|quieres|queres|desea\\w*|quote",
    ),
  },
  {
    concept: "message",
    heads: words(
      "mensaje\\w*|message|mensagem|comentario\\w*|comments?|consulta\\w*|detalle\\w*|details?|detalhes?|descripcion|description|descricao|observacion\\w*|observacoes|observacao|inquiry|enquiry|questions?|pregunta\\w*|duvidas?|dudas?|" +
        "requerimiento\\w*|requirements?|necesidad\\w*|necessidade\\w*|cuentanos|contanos|contenos|conte|ayudar\\w*|ajudar|help|necesit\\w+|precisa\\w*|tell|escribinos|escribenos|describ\\w+|descreva|else|adicional\\w*|adicionais|solicitud",
    ),
    not: words(
      "nombre|name|nome|motivo|tipo|type|asunto|subject|assunto|tema|topic|fecha|date|numero|number|categoria|category|canal|reason|sector|label|id|preferi\\w+|idioma|language|archivo|file|newsletter|urgencia|prioridad|priority|nivel|estado|status|title|titulo|area|telefon\\w*|codigo|zona|servici\\w+|service\\w*|servicos?",
    ),
    beside: words(
      "mensaje|message|mensagem|comentario\\w*|comments?|consulta|adicional\\w*|adicionais|additional|how|can|we|podemos|como|ayudar\\w*|ajudar|help|may|que|en|in|with|con|com|tell|more|about|mas|sobre|cuentanos|contanos|conte|necesit\\w+|need|precisa|project|proyecto|projeto|informacion|information|informacoes|deja\\w*|deixe|write|escreva|any|anything|algo|else|questions?|or|ou|o|brevemente|brief|further|detalle\\w*|details|detalhes|libre|cliente|customer|user|lead|contacto|contact|contato|breve|general|solicitud|pedido|precisas|podamos",
    ),
  },
  {
    concept: "name",
    heads: words("nombre\\w*|names?|nome\\w*|fullname|apellido\\w*|contacto|contact|contato"),
    not: words(
      "producto\\w*|product|produto|ciudad|city|cidade|localidad|usuario|user|username|archivo|file|evento|event|campan\\w*|campaign|formulario|page|pagina|curso|barrio|calle|street|pais|country|proyecto|project|projeto|servicio|service|servico|marca|brand|site|sitio|" +
        "domain|dominio|host|display|destinatario|recipient|receptor|emergencia|emergency|buque|vessel|navio|puerto|port|porto|banco|bank|mascota|pet|hijo|social|horario|hora|medio|canal|preferi\\w+|preferencia|forma|como|motivo|tipo|type|fecha|date|data|" +
        "lista|list|grupo|group|vendedor|seller|proveedor|supplier|referido|referencia|codigo|code|numero|number|mercaderia|carga|estado|state|provincia|plan|departamento|sucursal|how|quien|who|utm|consignee|label|title|titulo|second",
    ),
    beside: words(
      "completo|complete|full|datos|dados|apellido\\w*|sobrenome|surname|contacto|contact|contato|persona|person|pessoa|responsable|responsavel|cliente|client|customer|solicitante|titular|interesado|interessado|representante|last|first|lead|nombres?|name|nome|visitante|visitor|sender|remitente|requester|autor|author|quien|encargado|principal|primary|billing|referente",
    ),
  },
];

/** A second mail, the phone of somebody else: only taken when there is no first. */
export const SECONDARY = words(
  "alternativ\\w+|secundari\\w+|secondary|alternate|alternative|otr[oa]s?|other|outr[oa]|confirm\\w*|repet\\w*|repit\\w*|repeat|verif\\w*|facturacion|billing|factura|referido|segund[oa]|second|emergencia|emergency|destinatario|recipient|receptor|chofer|conductor|driver|proveedor|supplier|consignee|shipper|adicional|additional|fax|despachante|amigo|friend|referencia|referencias|materno",
);

/** Who asks whom they speak to asks for a name. */
export const ASKS_NAME =
  /^(?:y )?(?:como (?:(?:te|lo|la|le|lhe|se) )?(?:podemos|puedo|podria\w*|debemos|queres que|quieres que|prefieres que|preferis que|gostaria que|devemos|posso) (?:(?:te|lo|la|le|lhe) )?(?:llam\w+|cham\w+|nombr\w+|decir\w*|dirig\w+)|(?:con|com|a) (?:quien|quem) (?:hablamos|hablo|falamos|falo|tenemos|tengo|nos (?:comunicamos|dirigimos)|(?:estamos|estoy|estou) (?:hablando|falando))|(?:quien|quem) (?:nos |me )?(?:esta )?(?:escrib\w+|escrev\w+|contact\w+|contat\w+|consult\w+|habla|fala|solicit\w+|p[ei]d[ei]\w*|pregunt\w+|pergunt\w+|reserv\w+|complet\w+|preench\w+)|who (?:is )?(?:ask(?:s|ing)|writ(?:es|ing)|request(?:s|ing)|fill(?:s|ing) (?:in|out)|book(?:s|ing)|contact(?:s|ing))|who (?:should|can|do|may|shall|will) (?:we|i) (?:contact|call|ask|talk|speak|address)|who (?:are|am) (?:we|i) (?:talking|speaking)|(?:persona|pessoa|person) (?:a|to|para|que) (?:contactar|contatar|contact|contacto|contato)|what (?:should|can|do|may) we call you|(?:nombre|nome) (?:para|pra) (?:(?:poder|te) )?(?:llam|cham|habl|contact)ar(?:te|l[aeo]))(?: .{0,30})?$/;

const NAME_OF =
  "(?:nombres?|nomes?|names?)(?: (?:y|e|and) (?:apellidos?|sobrenomes?|surnames?)| complet[oa])? (?:del?|da|do|of|for)(?: (?:la|el|a|o|the))?";

/** Who asks for a service is asked for by a name, and not by the service: "Persona que solicita el servicio". */
export const ASKS_REQUESTER = new RegExp(
  `^(?:(?:${NAME_OF} )?(?:quien|quem|(?:persona|pessoa) que|person(?: (?:who|that)(?: is)?)?) (?:nos |me |esta )?(?:solicit\\w+|requer\\w+|requier\\w+|request(?:s|ing)|p[ei]d[ei]\\w*|contrat(?:a|o|ou|an|am))(?: .{0,60})?` +
    `|${NAME_OF} (?:solicitante|titular|contratante|requirente|requerente|requester|applicant|interesad[oa]|interessad[oa]) (?:del?|da|do|of|for)(?: (?:la|el|a|o|the))? (?:servici\\w+|servicos?|services?|producto\\w*|produtos?|products?|proyectos?|projetos?|projects?|eventos?|events?|cursos?)` +
    `|(?:(?:servicio|servico|presupuesto|orcamento) )?(?:solicitad[oa]|requerid[oa]|pedid[oa]) por(?: quien)?|requested by)$`,
);

/** Where something is sent that the visitor asked for: "Email para recibir el presupuesto". */
const SENT_TO_MAIL =
  /^(?:(?:el|la|tu|su|o|seu|the|your) )?(?:email|mail|correo|correio)(?: (?:electronico|eletronico|address))? (?:para|pra|a?donde|onde|to|where|(?:al?|en|ao?|no|na|at|to) (?:(?:el|la|o|a) )?(?:que|cual|qual|which))(?: .{0,30})? (?:recib|receb|receiv|envi|mand|send)\w*(?: .{1,60})?$/;
/** What nobody asks for, and what a form sends to the house. */
const SENT_ANYWAY =
  /\b(?:novedad\w*|novidad\w*|promo\w*|ofertas?|offers?|newsletters?|boletin\w*|boletim|boletins|noticias?|news|updates?|publicidad\w*|publicidade|marketing|suscri\w+|subscri\w+|inscri\w+|comunica\w+|descuentos?|descontos?|discounts?|deals|copias?|copy|notific\w+|formularios?|form|consultas?|leads?)\b/;
export const asksMailFor = (words: string): boolean => SENT_TO_MAIL.test(words) && !SENT_ANYWAY.test(words);

const FIRM =
  "(?:empresa|compania|company|companhia|organizacion|organi[sz]ation|organizacao|firma|firm|negocio|business|emprendimiento|empreendimento|comercio|institucion|instituicao)";

/** "¿De qué empresa sos?": the question has words that, beside a firm, would ask for something else. */
export const ASKS_FIRM = new RegExp(
  `^(?:como (?:se )?(?:llama|chama)n? (?:(?:tu|su|la|el|vuestra|vuestro|seu|sua|o|a) ){0,2}${FIRM}$|what (?:s|is) your ${FIRM} (?:called|name)$|(?:de|en|para|desde|from|at|for|em|with) (?:que|cual|qual|which|what) ${FIRM}\\b|(?:which|what) ${FIRM} (?:are|do|is) you (?:from|with|at|work(?:ing)? (?:for|at|with))|(?:a )?(?:que|qual) ${FIRM} (?:representas?|representa|pertene\\w+)|${FIRM} (?:o|or|ou) (?:particular|individual|pessoa fisica|persona fisica)$|(?:razon|razao) social\\b(?!.*\\b(?:proveedor|provider|supplier|fornecedor|competi|concorren|transport))|nombre (?:comercial|de fantasia) (?:o|y) |nome fantasia (?:ou|e) )`,
);

/** A firm's person: "Responsável pela empresa". */
export const FIRM_PERSON = new RegExp(
  `^(?:nombre (?:del?|de la) )?(?:responsable|responsavel|encargad[oa]|representante(?: legal)?|duen[oa]|don[oa]|titular|apoderad[oa]|person in charge|owner|head) (?:de|del|da|do|pela|pelo|of|por)(?: (?:la|el|tu|su|a|o|the|your))? ${FIRM}$`,
);

/** Whom the visitor buys from today, or by whom they are served: no firm of theirs. */
export const OTHERS_FIRM = new RegExp(
  `^(?:con|com) (?:que|cual|quien|qual) ${FIRM}|${FIRM}.*\\b(?:con|com) (?:la |el |o |a )?(?:que|cual|quien|qual|quem)\\b|${FIRM} (?:do you|you) (?:currently )?(?:use|work with|ship with)|\\b(?:actual\\w*|current\\w*|atual\\w*|hoy|hoje|today|usa[sn]?|utiliza\\w*)\\b.*\\b(?:transport\\w*|logistic\\w*|courier|correo|seguros?|flete\\w*|frete|mensajeria|shipping|freight|service|servicios?)\\b|\\b(?:transport\\w*|logistic\\w*|courier|correo|seguros?|flete\\w*|frete|mensajeria|shipping|freight|servicios?)\\b.*\\b(?:actual\\w*|current\\w*|atual\\w*|hoy|hoje|usa[sn]?|utiliza\\w*)\\b`,
);

/** Questions that help is offered with; too many ways to say it for a list of labels. */
export const ASKS =
  /(?:podemos|puedo|podriamos|can we|may we|can i|could we) (?:te |le |lhe |a )?(?:ayudar\w*|ajudar\w*|help|assist)|what do you need|what can we do|que (?:necesit\w+|precis\w+|busca[sn]?|procuras?|(?:voce |vc )?(?:(?:estas?|estan|estao|andas?|andan|vienes|venis|vas) )?(?:buscando|necesitando|precisando|procurando|a procura de))\b|tell us|conte (?:mais|nos)|contanos|cuentanos|do que voce precisa|what are you looking for|o que voce precisa|algo mas|anything else|leave (?:us )?a (?:message|comment)/;
