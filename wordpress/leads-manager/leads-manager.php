<?php
/**
 * Plugin Name:       Leads Manager companion
 * Description:       Sends what visitors write into the site's forms to Leads Manager: signed, queued while it is away, and counted so that it can be proved that nothing was lost.
 * Version:           1.0.0
 * Requires at least: 5.6
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/licenses/MIT
 *
 * MIT is compatible with the GPL under which WordPress is published.
 *
 * First come plain functions that know nothing of WordPress: they are tested by themselves. What touches WordPress
 * follows after the line that asks for ABSPATH.
 *
 * @package LeadsManager
 */

const LEADS_MANAGER_VERSION = '1.0.0';

/** A question that was signed longer ago (or ahead) is refused. */
const LEADS_MANAGER_WINDOW = 300;

/** After so long an entry isn't tried any more by itself. */
const LEADS_MANAGER_GIVE_UP = 7 * 86400;

/** The same content on the same form within this time is a visitor who pressed Send again. */
const LEADS_MANAGER_REPEAT = 900;

/** Entries on a page of an answer; rows looked at, and submissions waiting, at most; bytes of one submission. */
const LEADS_MANAGER_PAGE    = 500;
const LEADS_MANAGER_MOST    = 20000;
const LEADS_MANAGER_LARGEST = 9000000;

/*
 * Signing.
 */

/**
 * The signature header's value: over the time and exactly the bytes that are sent.
 *
 * @param string $secret What both sides know.
 * @param int    $time   Unix seconds.
 * @param string $body   The bytes.
 */
function leads_manager_signature( $secret, $time, $body ) {
	return 't=' . $time . ',v=' . hash_hmac( 'sha256', $time . '.' . $body, $secret );
}

/**
 * Whether a signature is ours and fresh. Compared in constant time; without a secret nothing is valid.
 *
 * @param string $secret  What both sides know.
 * @param string $header  The signature header's value.
 * @param string $message What was signed.
 * @param int    $now     Unix seconds.
 */
function leads_manager_is_signed( $secret, $header, $message, $now ) {
	if ( '' === $secret || ! preg_match( '/^t=(\d{1,12}),v=([0-9a-f]{64})$/', $header, $found ) ) {
		return false;
	}
	$expected = hash_hmac( 'sha256', $found[1] . '.' . $message, $secret );
	return hash_equals( $expected, $found[2] ) && abs( $now - (int) $found[1] ) <= LEADS_MANAGER_WINDOW;
}

/**
 * The line that is pasted from Leads Manager: address, `#`, secret.
 *
 * @param string $line The line.
 * @return array|null Address and secret, or null for anything else.
 */
function leads_manager_connection( $line ) {
	$pattern = '~^(https?://[^\s#]+/api/intake/[0-9a-f-]{36}/[^\s#/?]+)(?:#|\s+)(\S{8,200})$~i';
	if ( ! preg_match( $pattern, trim( $line ), $found ) ) {
		return null;
	}
	return array(
		'address' => $found[1],
		'secret'  => $found[2],
	);
}

/*
 * The queue's decisions.
 */

/**
 * When to try again: after 1, 5 and 15 minutes, then every hour, and never after seven days.
 *
 * @param int $attempts How often it was tried.
 * @param int $created  When it was kept.
 * @param int $now      Unix seconds.
 * @return int|null Unix seconds, or null to give up.
 */
function leads_manager_next_attempt( $attempts, $created, $now ) {
	$minutes = array( 1, 5, 15, 60 );
	$wait    = 60 * $minutes[ max( 0, min( $attempts, count( $minutes ) ) - 1 ) ];
	return $now + $wait > $created + LEADS_MANAGER_GIVE_UP ? null : $now + $wait;
}

/**
 * What becomes of an entry after it was sent. Only Leads Manager's own "ok" counts: a proxy's page has status 200 as well.
 *
 * @param int    $attempts How often it was tried, this time included.
 * @param int    $created  When it was kept.
 * @param int    $now      Unix seconds.
 * @param int    $status   HTTP status, 0 when nothing answered.
 * @param string $answer   The answer's body, or why there is none.
 * @param string $date     The answer's Date header: by what clock it was refused.
 */
function leads_manager_after_sending( $attempts, $created, $now, $status, $answer, $date = '' ) {
	$said = json_decode( $answer, true );
	if ( 200 === $status && is_array( $said ) && true === ( $said['ok'] ?? null ) ) {
		return array(
			'state' => 'sent',
			'next'  => null,
			'error' => '',
		);
	}
	$error   = 0 === $status ? substr( $answer, 0, 180 ) : 'HTTP ' . $status;
	$minutes = 401 === $status ? leads_manager_minutes_off( $date, $now ) : 0;
	$error  .= 0 === $minutes ? '' : sprintf( ', clock %+d', $minutes );
	// What is too large now will be too large tomorrow.
	$next = 413 === $status ? null : leads_manager_next_attempt( $attempts, $created, $now );
	return array(
		'state' => null === $next ? 'failed' : 'waiting',
		'next'  => $next,
		'error' => 200 === $status ? 'HTTP 200, but not from Leads Manager' : $error,
	);
}

/**
 * By how many minutes this clock is before another's (or behind, below nought), where that is more than a signature may be.
 *
 * @param string $date The other's, as in a Date header.
 * @param int    $now  Unix seconds.
 */
function leads_manager_minutes_off( $date, $now ) {
	$there = '' === $date ? false : strtotime( $date );
	return false === $there || abs( $now - $there ) <= LEADS_MANAGER_WINDOW ? 0 : (int) round( ( $now - $there ) / 60 );
}

/**
 * What an error in the queue means: the text that says it, and what stands in it.
 *
 * @param string $error As it was kept.
 */
function leads_manager_meaning( $error ) {
	$own = array(
		'too large'                           => 'too_large',
		'the queue is full'                   => 'queue_full',
		'HTTP 200, but not from Leads Manager' => 'other',
		'HTTP 413'                            => 'too_large',
		'HTTP 401'                            => 'refused',
		'HTTP 404'                            => 'no_source',
		''                                    => 'untried',
	);
	if ( isset( $own[ $error ] ) ) {
		return array( $own[ $error ], '' );
	}
	if ( preg_match( '/^HTTP 401, clock ([+-])(\d+)$/', $error, $found ) ) {
		return array( '+' === $found[1] ? 'clock_ahead' : 'clock_behind', $found[2] );
	}
	if ( preg_match( '/^HTTP (\d)\d\d$/', $error, $found ) ) {
		$of = array(
			'3' => 'moved',
			'5' => 'busy',
		);
		return array( $of[ $found[1] ] ?? 'answered', substr( $error, 5 ) );
	}
	if ( preg_match( '/^(filter|reader|database): (.*)$/s', $error, $found ) ) {
		return array( $found[1], $found[2] );
	}
	return array( 'unreached', $error );
}

/*
 * The form Leads Manager is told a submission in.
 */

/**
 * One value as text, or as a list of texts. What has parts (a name, an address) is joined.
 *
 * @param mixed $value Whatever a plugin holds.
 * @return string|string[]
 */
function leads_manager_value( $value ) {
	if ( is_bool( $value ) ) {
		return $value ? '1' : '0';
	}
	if ( is_object( $value ) ) {
		$value = get_object_vars( $value );
	}
	if ( ! is_array( $value ) ) {
		return null === $value ? '' : (string) $value;
	}
	$texts = array();
	foreach ( $value as $item ) {
		$text = leads_manager_value( $item );
		$text = is_array( $text ) ? implode( ', ', $text ) : $text;
		if ( '' !== trim( $text ) ) {
			$texts[] = $text;
		}
	}
	$is_list = array() === $value || array_keys( $value ) === range( 0, count( $value ) - 1 );
	return $is_list ? $texts : implode( ' ', $texts );
}

/** The plugins' words for a kind of field, where one kind has several. */
function leads_manager_type( $type ) {
	$same = array(
		'input_email'         => 'email',
		'telephone'           => 'phone',
		'input_name'          => 'name',
		'input_file'          => 'file',
		'input_image'         => 'file',
		'file_upload'         => 'file',
		'file-upload'         => 'file',
		'fileupload'          => 'file',
		'upload'              => 'file',
		'terms_and_condition' => 'consent',
		'gdpr_agreement'      => 'consent',
		'gdpr-checkbox'       => 'consent',
		'acceptance'          => 'consent',
	);
	return $same[ $type ] ?? $type;
}

/** Kinds of field that hold nothing a visitor says, or nothing that may leave the site. */
function leads_manager_is_silent( $type ) {
	$silent = 'button confirm divider end_divider form honeypot hr html page pagebreak section shortcode spam step submit summary break';
	return in_array( $type, explode( ' ', $silent ), true ) || leads_manager_is_secret_type( $type ) || 1 === preg_match( '/captcha|turnstile/i', $type );
}

/** The plugins' own words for a field that asks for a password or a card. */
function leads_manager_is_secret_type( $type ) {
	return 1 === preg_match( '/pass[ _-]?word|passwd|passphrase|pwd|contrase|senha|(?:credit|debit)[ _-]?card|card[ _-]?(?:num|cv|exp)|cv[cv]/i', $type );
}

/** A text in lower case and without accents. */
function leads_manager_folded( $text ) {
	static $plain = array();
	if ( array() === $plain ) {
		foreach ( explode( ' ', 'aáàâãäÁÀÂÃÄ eéèêëÉÈÊË iíìîïÍÌÎÏ oóòôõöÓÒÔÕÖ uúùûüÚÙÛÜ nñÑ cçÇ' ) as $letters ) {
			$plain += array_fill_keys( preg_split( '//u', substr( $letters, 1 ), -1, PREG_SPLIT_NO_EMPTY ), $letters[0] );
		}
	}
	// Accents that stand behind their letter; null where the text is no UTF-8.
	$text = preg_replace( '/\p{M}+/u', '', $text ) ?? $text;
	return strtolower( strtr( $text, $plain ) );
}

/** A label or key in plain lower-case words: no accents, no numbers, nothing that joins words. */
function leads_manager_words( $text ) {
	$text = preg_replace( '/([a-z\d])([A-Z])/', '$1 $2', leads_manager_plain( $text ) );
	return trim( preg_replace( '/[^a-z]+/', ' ', leads_manager_folded( $text ) ) );
}

/** Whether a field is a captcha's, by its key or label; a question that only speaks of one isn't. */
function leads_manager_is_captcha( $name ) {
	return 1 === preg_match( '/^(?:(?!usa |uses? |tiene |tem |ha[sv]e? |needs? )\w+ ){0,2}(?:\w*captcha|cf turnstile)\w*(?: (?:response|code|codigo|token|answer|respuesta|resposta|text|field|input|v|verif\w*|required))*$/', leads_manager_words( $name ) );
}

/** The patterns of what is a secret; Leads Manager's lib/intake/secrets.ts has the same, and says what each is for. */
function leads_manager_secrets() {
	static $patterns = null;
	if ( null !== $patterns ) {
		return $patterns;
	}
	$beside = '(?:your|my|the|a|of|for|and|new|old|current|confirm\w*|repeat|retype|re|enter|again|verif\w*|choose|create|set|account|user|username|login|email|please|field|input|text|required|at|least|with|min\w*|max\w*|characters|tu|su|mi|la|el|una|un|de|del|da|do|para|y|e|sua|seu|uma|nueva|nova|anterior|actual|atual|repet\w*|repita|reingres\w*|ingres\w*|introduc\w*|insira|escrib\w*|elegi|elija|elige|elegir|crea|crear|crie|criar|digit\w*|informe|cuenta|conta|usuario|acceso|acesso|otra|outra|vez|novamente|nuevamente|obligatori\w*|obrigatori\w*|con|com|caracteres)';
	$about  = '(?:forg[eo]t\w*|lost|reset|recover\w*|change|problem\w*|olvid\w*|perd\w*|recuper\w*|restablec\w*|blanque\w*|cambi\w*|esquec\w*|redefin\w*|troc\w*|alterar|gestor|administrador|gerenciador|manager|genera\w*|gerador|polit\w*|polic\w*|tipo|type|usa\w*|uses?|tiene\w*|tenes|tem|ha[sv]e?|needs?|necesit\w*|precisa\w*)';
	$after  = '(?:manage\w*|reset|recover\w*|polic\w*|polit\w*|generat\w*|strength|protect\w*|problem\w*|olvidada|perdida|esquecida|forgotten|lost|atendimento|(?:de|da|do) (?:atendimento|fila|turno))\b';
	$clave  = 'clave (?:secreta|privada|fiscal|bancaria(?! uniforme)|personal|numerica(?! del? )|web|wi ?fi|afip|arca|provisoria|temporal|token|(?:de |del )(?:la |el |su |tu )?(?:acceso|ingreso|tarjeta|cajero|banco|home ?banking|correo|mail|email|wi ?fi|internet|router|seguridad|alarma|afip|arca))';
	$opens  = "(?:de |del |para |por )?(?:la |las |el |los |su |sus |tu |tus |mi |nuestr[oa]s? )?(?:acceso|ingreso|login|panel|hosting|c ?panel|plesk|servidor|server|pagina|sitio|web|website|s?ftp|ssh|vpn|instagram|face ?book|twitter|tik ?tok|linked ?in|whats ?app|google|gmail|hotmail|outlook|yahoo|correo|e?mail|word ?press|wp|sistema|plataforma|portal|app|aplicacion|intranet|base de datos|administrador(?:a)?|admin|usuario|cuenta|red|wi ?fi|internet|router|modem|computadora|pc|notebook|celular|telefono|banco|home ?banking|cajero|tarjeta|token|seguridad|alarma|puerta|porton|caja fuerte|fiscal|afip|arca|anses|dinamica|provisoria|temporal|inicial|actual|nueva|vieja|anterior|maestra|secreta|privada|personal|bancaria(?! uniforme)|numerica(?! del? )|any ?desk|team ?viewer|mercado (?:libre|pago))\\b";
	$word   = "(?:\\w*(?:password|passwd|passphrase|passcode|contrasen[ih]?a)(?!s\\b)\\w*|pass word|\\w*pwd|senha|palavra passe|(?:user|login|my|wp|db|ftp|e?mail|wifi|admin) ?pass|$clave)";
	$alone  = "(?:$word|\\w*(?:passwords|contrasen[ih]?as)|clave|pass)";
	$pin    = "(?:$beside|cod(?:igo)?|code|numero|number|num|nro|secret[ao]?|card|tarjeta|cartao|credito|debito|credit|debit|bank|banco|cajero|atm)";
	$code   = "(?:$beside|tarjeta|cartao|card|credito|debito|credit|debit|on|back|dorso|reverso|verso|atras|parte|trasera|posterior|tres|three|cv[cv]|ccv)";
	$place  = "(?:(?:ultimos|ultimas|last) )?(?:(?:digitos?|digits?|cifras) (?:$code )*(?:dorso|reverso|verso|atras|back|trasera|posterior)|(?:cod(?:igo)?|code|num(?:ero|ber)?|nro) (?:$code )*(?:dorso|reverso|verso|atras|back)|(?:cod(?:igo)?|code) (?:(?:de|of|with|con|com|a|tres|three|cuatro|four|quatro) )*(?:digitos?|digits?|cifras)|digits? (?:security )?code)";
	$gap    = '[^\p{L}\p{N}]';
	$month  = '(?:0?[1-9]|1[0-2])';
	$year   = '(?:20)?\d\d';
	$named  = '(?:ene|jan|feb|fev|mar|abr|apr|may|mai|jun|jul|ago|aug|sep|set|oct|out|nov|dic|dez|dec)\p{L}{0,7}';
	$tail   = "(?:exp|venc|vto|val|cad|hasta|thru|until|cv|ccv|cod|code|sec|seg|pin|de|date|fecha|data|mm|aa|yy|y|and|e)\\p{L}*{$gap}{0,3}";
	$last   = '\d{3,4}(?![ .-]?\d)';

	$patterns = array(
		'password'     => "/^(?:$beside )*$alone(?: $beside)*$|^(?!$about )\\w+ (?:$beside )*$word(?: $beside)*$/",
		'begins'       => "/^(?:$beside )*(?:$word|claves?(?= $opens)) (?!$after)/",
		'one_word'     => '/^(?=.{1,200}$)\S+(?:\s*[\/|,;:-]\s*\S+)?$/',
		'yes_no'       => '/^(?:yes|no|s[ií]|sim|n[aã]o|ok|on|off|true|false)[.!]?$/i',
		'pin'          => "/^(?:$pin )*pin(?: $pin)*$/",
		'postal'       => '/\bpin code\b/',
		'card'         => '/\bcards?\b|(?:credit|debit)card|\bcard(?:num|no\b|exp)|\bcc(?:\b|num|no\b|exp)|tarjeta|cartao/',
		'code'         => "/cv[cv]|\\bccv\\b|\\bcvn\\b|\\bcard (?:verif|secur|check)\\w*|^(?:$code )*(?:security code|cod(?:igo)? (?:de )?(?:la )?seg(?:ur(?:idad|anca))?|$place)(?: $code)*$/",
		'card_code'    => '/card ?code|(?:tarjeta|cartao|\bcards?\b).*\b(?:verif|segur|secur)|\b(?:verif|segur|secur)\w* .*(?:tarjeta|cartao|\bcards?\b)/',
		'expiry'       => '/\bexp(?:ir(?:y|es?|ed|ation|a|acion|acao))?\b|\bexp ?(?:date|month|year)|(?:card|cc)exp|\bvto\b|\bvenc(?:e|to|imiento|imento)?\b|\bvalid (?:thru|through|until|till|to|from)\b|\bvalid[ao]? (?:hasta|ate)\b|\bvalidez\b|\bvalidade\b|\bcaduc(?:a|idad)\b|\bgood thru\b|\bmm (?:aa|yy)/',
		'counts'       => '/^(?:how many|cuant[ao]s|quant[ao]s|number of|cantidad|quantidade)\b/',
		'expiry_value' => "/^(?:(?:exp|venc|vto|val|hasta|mes)\\p{L}*{$gap}{0,3})?(?:(?:\\d\\d?{$gap}{1,3})?$month{$gap}{1,3}$year|20\\d\\d{$gap}{1,3}$month(?:{$gap}{1,3}\\d\\d?)?|(?:0[1-9]|1[0-2])$year|\\d\\d?|20\\d\\d|(?:\\d\\d?{$gap}{1,3}(?:de )?)?$named(?:{$gap}{0,3}(?:del? |of |do )?$year)?)(?:{$gap}{1,3}\\d{3,4})?$/i",
		'between'      => '/(*UCP)^(?:&[a-z]{2,8};|\s+|[^\p{L}\p{N}\s]){0,3}$/',
		'tail'         => "/(*UCP)^{$gap}{0,3}(?:(?:$tail){0,5}$month\\s?[\/.-]\\s?$year(?!\\d)(?:{$gap}{1,3}(?:$tail){0,5}$last)?|(?:cv|ccv|cod|sec|seg|pin)\\p{L}*{$gap}{0,3}(?:$tail){0,4}$last)/i",
		'unissued'     => '/^(?:2[0189]|3[12457].{12}$|3[0-35689].{13}$|4[39].{11}$|.{8}000.{3}$)/',
		'said'         => '/[\p{L}\p{N}]/',
	);
	return $patterns;
}

/** The patterns of numbers that are another's than a card's; Leads Manager's lib/intake/other-numbers.ts has the same. */
function leads_manager_others() {
	static $patterns = null;
	if ( null !== $patterns ) {
		return $patterns;
	}
	$other   = 'soci[oa]s?|member\w*|miembr\w*|membro|gift|regalo|presente|sube|club|loyalty|fidel\w*|puntos|pontos|points|reward\w*|benefici\w*|descuento|desconto|discount|sim|chip|transporte|bus|metro|identi\w*|cidadao|ciudadan\w*|business|visit\w*|presentacion|green|verde|azul|amarilla|circulacion|embarque|boarding|library|biblioteca|memor\w*|sd|video|graphics?|grafica|sound|sonido|health|sanitaria|salud|saude|sus|obra social|afiliad\w*|estudiant\w*|student';
	$sent    = 'guia|tracking|rastreo|rastreio|rastreamento|rastreabilidade|seguimiento|waybill|a[. \/]?w[. \/]?b\.?|[hm]awb|b[. \/]?l\.?|[hm]bl|bill of lading|conocimiento de embarque|conhecimento de (?:embarque|transporte)|contenedor|container|conteiner|shipment|consignment|cte';
	$kept    = 'booking|reserva|reservation|envio|shipping|precinto|seal|lacre|despacho|dispatch|pedido|encomenda|encomienda|paquete|package|parcel|pacote|bulto|orden|order|ordem|p[. \/]?o\.?|factura|fatura|invoice|notas? (?:fiscal|de (?:credito|debito))|credit note|remito|romaneio|remessa|remesa|recibo|receipt|comprobante|comprovante|ticket|(?<!ese |este |todo |tal |cualquier |any |that |this |nesse |qualquer )(?:caso|case)|chamado|reclamo|claim|siniestro|sinistro|protocolo|expediente|processo|poliza|policy|apolice|(?<!en )cuenta|conta|account|c[. ]?[bv][. ]?u\.?|iban|clabe|cui[tl]|dni|rg|cpf|cnpj|nif|rut|ruc|passport|pasaporte|passaporte|documento?|cedula|serie|serial|s[. \/]n\.?|imei|iccid|chasis|chassis|vin|sku|codigo|code|ean|gtin|upc|barcode|producto?|produto|articulo|article|artigo|lote|lot|batch|soci[oa]|afiliad[oa]|cliente?|customer|member|membership|membro|miembro|matricula|legajo|contrato?|cotizacion|quote|orcamento|presupuesto|voucher|cupon|cupom|coupon|transaction|transaccion|transacao|transferencia|operacion|operacao|referencia|reference|medidor|suministro';
	$else    = "(?:$sent|$kept)(?:e?s)?";
	$number  = '(?:n|nr|nro|nros|num|nums|numeros?|numbers?|no|nos|nbr|id|cod|codigo|code|ref|referencia|reference)';
	$of      = '(?:(?:de|del|do|da|of|la|el|tu|su|your|seu|sua|mi|my) ){0,3}';
	$space   = '[^\p{L}\p{N},;.!?\n]';
	$between = '(?:n(?:\.?[°º]|r|ros?|os?|ums?|umeros?|umbers?|br)?\.?|id|ref\.?|referencia|reference|cod\.?|codigo|code|aere[ao]|air|maritim[ao]|ocean|terrestre|intern\w*|bancari[ao]|corrente|corriente|compra|venta|venda|remision|transporte|carga|embarque|confirma\w*|purchase|fiscal)';
	$paying  = 'con|with|com|to|al?|por|para|for|using|usando|pag[aou]\p{L}*|pay\p{L}*|paid|cobr\p{L}*|charge\p{L}*|debit\p{L}*|abon\p{L}*|credit\p{L}*';
	$article = 'from|de|del|do|da|of|la|el|los|las|the|mi|my|meu|minha';
	$word    = "(?!(?:$paying)(?!\\p{L}))\\p{L}+";
	$last    = "(?!(?:$paying|$article)(?!\\p{L}))\\p{L}+";
	$is      = "(?:es|era|fue|son|is|was|are|e|foi|sao)(?:{$space}+(?:el|la|los|las|the|o|a|this|este|esta))?";
	$linking = 'con|with|com|by|to|al?|por|para|for|using|usando|de|del|do|da|of|es|era|fue|son|is|was|are|e|foi|sao|no|na|en|in|on';
	$the     = 'el|la|los|las|mi|mis|nuestr[oa]s?|este|esta|the|my|our|this|os?|as?|meu|minha|nosso|nossa';
	$behind  = "(?:{$space}+(?:(?:de|del|do|da|of){$space}+)?$between(?!\\p{L})){0,4}";

	$patterns = array(
		'other'      => "/\\b(?:$other|dni|document\\w*|cuit|cuil|cpf|cnpj|rut|telef\\w*|phone|tel|cel(?:ular)?|movil|mobile|whats\\w*|e?mail|correo|postal|report|score)\\b/",
		'other_card' => "/(?:tarjetas?|cartao|cartoes) (?:(?:de|del|da|do|la|el|tu|su) ){0,2}(?:$other)\\b|(?:tarjetas?|cartao|cartoes) de clientes?\\b|\\b(?:$other) cards?\\b/",
		'named'      => "/\\b(?:nro|num|numero|id|cod)?$else(?:nro|num|numero|number|no|id|code|codigo|ref)?\\b/",
		'numbered'   => "/\\b$number $of$else\\b|\\b$else $number\\b|\\b(?:nro|num|numero|id|cod)$else\\b|\\b$else(?:nro|num|numero|number|no|id|code|codigo|ref)\\b/",
		'about'      => '/\b(?:comm?ent\w*|coment\w*|mensa\w*|messages?|observ\w*|notas?(?! fiscal| de (?:credito|debito))|(?<!credit )notes?|consult\w*|[ei]nquir\w*|dat[oa]s?|dados|detal\w*|details?|nombres?|names?|nomes?|apellidos?|surname|titular|holder|descri\w*|motivo|asunto|subject|assunto|pregunt\w*|questions?|pergunt\w*|pag[aou]\w*|pay\w*|paid|cobr\w*|info\w*|telef\w*|phone|cel\w*|segur\w*|secur\w*|verif\w*|instru\w*|direcc\w*|address|endereco|e?mail)\b/',
		'pays'       => '/\b(?:pag[aou]\w*|pay\w*|paid|cobr\w*|bill(?:ing)?|check ?out)\b/',
		'brand'      => '/\b(?:visa|master ?card|amex|american express)\b/',
		'paid_with'  => '/\b(?:credito?|debito?)\b/',
		'by_name'    => "/(?<!\\p{L})(?:$else$behind(?:(?:{$space}+$word){0,3}{$space}+$is)?|(?:$sent)(?:e?s)?$behind(?:{$space}+$word){0,2}{$space}+$last){$space}*(?:(?<=:|:\r)\n\\s*)?\$/D",
		'by_itself'  => "/(?<!\\p{L})(?!(?:$linking)(?!\\p{L}))\\p{L}+{$space}+(?:$the){$space}+(?!cuenta|conta|account|codigo|code|cliente|customer|soci|member|membro|miembro|afiliad|document)$else$behind{$space}*\$/D",
		'by_card'    => '/tarjeta|cart(?:ao|oes)(?!\p{L})|(?<!\p{L})cards?(?!\p{L})|(?<!nota de |notas de )(?:credito|debito)|(?<!\p{L})(?:visa|master ?card|amex|american express)/',
		'by_payment' => '/(?<!\p{L})(?:pag[aou]|pay|paid|cobr|charg|debit|abon)/',
		'by_code'    => '/(?<!\p{L})(?:cv|ccv|cod\p{L}*[^\p{L}]+(?:de )?seg|sec|seg|exp|venc|vto|val|cad)/i',
		'in_list'    => '/^[\s,;\/&+-]*(?:(?:y|e|o|u|and|or|ou)\s)?\s*$/D',
	);
	return $patterns;
}

/** Whether the names of a field, as words, say that its number is another's than a card's. */
function leads_manager_asks_for_other( array $own, array $names, $is_card ) {
	$all = implode( ' ', $names );
	if ( leads_manager_is( 'brand', $all ) ) {
		return false;
	}
	if ( $is_card ) {
		return leads_manager_is( 'other_card', $all ) && ! leads_manager_is( 'paid_with', $all );
	}
	foreach ( $own as $name ) {
		if ( leads_manager_is( 'numbered', $name ) || ( leads_manager_is( 'named', $name ) && ! leads_manager_is( 'about', $name ) ) ) {
			return true;
		}
	}
	return ! leads_manager_is( 'pays', $all ) && leads_manager_any( array_slice( $names, count( $own ) ), 'numbered' );
}

/**
 * Whether the words beside a number in a text say that it is another's than a card's.
 *
 * @param string $before  What stands before it, back to the number before.
 * @param string $tail    Date and code behind it.
 * @param bool   $is_else The field asks for such a number, or one stood right before it in a list.
 */
function leads_manager_is_other( $before, $tail, $is_else ) {
	if ( leads_manager_is( 'by_code', $tail ) ) {
		return false;
	}
	// A character that was cut in two is no UTF-8.
	$words  = leads_manager_folded( preg_replace( '/^[\x80-\xbf]+/', '', substr( $before, -160 ) ) );
	$words  = preg_replace( leads_manager_others()['other_card'], 'socio', $words, 1 );
	$clause = preg_split( '/[;!?,\n]|(?<=[a-z]{4})\./', $words );
	$clause = end( $clause );
	if ( leads_manager_is( 'by_card', $clause ) ) {
		return leads_manager_is( 'by_itself', $clause );
	}
	return leads_manager_is( 'by_name', $words ) || ( $is_else && ! leads_manager_is( 'by_payment', $clause ) );
}

/** Whether a text is of such a pattern, and what of it; a text that isn't UTF-8 is looked at byte by byte. */
function leads_manager_is( $name, $text, &$found = array() ) {
	$pattern = leads_manager_secrets()[ $name ] ?? leads_manager_others()[ $name ];
	$matches = preg_match( $pattern . 'u', $text, $found );
	return 1 === ( false === $matches ? preg_match( $pattern, $text, $found ) : $matches );
}

/** Whether any of the names is of such a pattern. */
function leads_manager_any( array $names, $pattern ) {
	foreach ( $names as $name ) {
		if ( leads_manager_is( $pattern, $name ) ) {
			return true;
		}
	}
	return false;
}

/** How long the cards are that begin with a digit. */
const LEADS_MANAGER_CARDS = array(
	2 => array( 16 ),
	3 => array( 14, 15, 16 ),
	4 => array( 13, 16, 19 ),
	5 => array( 16, 17, 18, 19 ),
	6 => array( 16, 17, 18, 19 ),
);

/** Whether digits are a card's, by who may issue it and by the check digit (Luhn). */
function leads_manager_is_card_number( $digits ) {
	if ( ! in_array( strlen( $digits ), LEADS_MANAGER_CARDS[ $digits[0] ] ?? array(), true ) || leads_manager_is( 'unissued', $digits ) ) {
		return false;
	}
	$sum = 0;
	for ( $at = strlen( $digits ) - 1, $is_twice = false; $at >= 0; $at--, $is_twice = ! $is_twice ) {
		$digit = $is_twice ? 2 * (int) $digits[ $at ] : (int) $digits[ $at ];
		$sum  += $digit > 9 ? $digit - 9 : $digit;
	}
	return 0 === $sum % 10;
}

/** Whether digits stand in groups as on a card, and not as two phones or a list of numbers. */
function leads_manager_is_grouped( array $lengths, array $gaps ) {
	if ( count( $lengths ) < 3 ) {
		return 1 === count( $lengths );
	}
	if ( preg_match( '/^(?:4,4,4,4(?:,[123])?|4,6,[45])$/', implode( ',', $lengths ) ) ) {
		return ! ( 3 === count( $gaps ) && $gaps[0] === $gaps[2] && $gaps[0] !== $gaps[1] );
	}
	$last = array_pop( $lengths );
	return 1 === count( array_unique( $gaps ) ) && 1 === count( array_unique( $lengths ) ) && $last <= $lengths[0];
}

/** The groups of digits in a text: digits, where they begin and end, and what stands before the next (null: they are apart). */
function leads_manager_groups( $text ) {
	preg_match_all( '/\d+/', $text, $found, PREG_OFFSET_CAPTURE );
	$groups = array();
	$gaps   = array();
	foreach ( $found[0] as $at => list( $digits, $from ) ) {
		$to  = $from + strlen( $digits );
		$gap = isset( $found[0][ $at + 1 ] ) ? substr( $text, $to, min( 41, $found[0][ $at + 1 ][1] - $to ) ) : '';
		if ( ! array_key_exists( $gap, $gaps ) ) {
			$is_near      = '' !== $gap && strlen( $gap ) <= 40 && leads_manager_is( 'between', $gap );
			$gaps[ $gap ] = $is_near ? preg_replace( '/(*UCP)&nbsp;|[^\S\n]+/u', ' ', $gap ) ?? ' ' : null;
		}
		$groups[] = array( $digits, $from, $to, $gaps[ $gap ] );
	}
	return $groups;
}

/** Whether the groups from one to another are a card's number as somebody writes it. */
function leads_manager_is_written( array $groups, $start, $end ) {
	$one    = array_slice( $groups, $start, $end - $start + 1 );
	$gaps   = array_column( array_slice( $one, 0, -1 ), 3 );
	$beside = array( $start > 0 ? (string) $groups[ $start - 1 ][3] : '', (string) $groups[ $end ][3] );
	// Numbers of a list are one only if they are all there is of it.
	if ( preg_grep( '/[,;\n]/', $gaps ) && preg_grep( '/[,;\n]/', $beside ) ) {
		return false;
	}
	return leads_manager_is_grouped( array_map( 'strlen', array_column( $one, 0 ) ), $gaps );
}

/** The last group of a card's number that begins with this one; -1 where none does. */
function leads_manager_end_of_number( array $groups, $start, $is_phone, $is_asked ) {
	$found = -1;
	if ( ! $is_asked && ! isset( LEADS_MANAGER_CARDS[ $groups[ $start ][0][0] ] ) ) {
		return $found;
	}
	$digits = '';
	for ( $at = $start, $count = count( $groups ); $at < $count; $at++ ) {
		$digits .= $groups[ $at ][0];
		$length  = strlen( $digits );
		if ( $length > 19 ) {
			break;
		}
		$is_long = $length >= ( $is_phone ? 16 : 12 );
		if ( $is_long && ( $is_asked || ( leads_manager_is_card_number( $digits ) && leads_manager_is_written( $groups, $start, $at ) ) ) ) {
			$found = $at;
		}
		if ( null === $groups[ $at ][3] ) {
			break;
		}
	}
	return $found;
}

/**
 * A text without the numbers of cards in it, and the date and code behind them; where a card was asked for, without whatever is
 * as long as one. A number that the field or the words right before it say is another's stays, and so do those behind it in a list.
 *
 * @param string $text  What the visitor wrote.
 * @param string $asked What the field asks for: `card`, `other` (a number of another kind), or neither.
 */
function leads_manager_without_cards( $text, $asked ) {
	$groups  = leads_manager_groups( $text );
	$open    = '';
	$told    = 0;
	$last    = 0;
	$is_kept = false;
	$is_card = 'card' === $asked;
	foreach ( $groups as $start => list( $digits, $from, $to ) ) {
		if ( $from < $last ) {
			continue;
		}
		$is_phone = $from > 0 && '+' === $text[ $from - 1 ];
		$end      = leads_manager_end_of_number( $groups, $start, $is_phone, $is_card );
		// Of a shorter number it isn't looked whether those behind it in a list are of its kind.
		if ( $end < 0 && ( $is_card || strlen( $digits ) < 8 ) ) {
			continue;
		}
		$tail = array();
		if ( $end >= 0 ) {
			$to = $groups[ $end ][2];
			// A character that was cut in two is no UTF-8.
			leads_manager_is( 'tail', preg_replace( '/[\xc0-\xff][\x80-\xbf]*$/', '', substr( $text, $to, 200 ) ), $tail );
		}
		$tail    = $tail[0] ?? '';
		$before  = substr( $text, $last, $from - $last );
		$is_else = $last > 0 && strlen( $before ) <= 20 && leads_manager_is( 'in_list', $before ) ? $is_kept : 'other' === $asked;
		$is_kept = ! $is_card && leads_manager_is_other( $before, $tail, $is_else );
		$last    = $is_kept ? $to : $to + strlen( $tail );
		if ( $is_kept || $end < 0 ) {
			continue;
		}
		$open .= substr( $text, $told, $from - $told ) . '••••';
		$told  = $last;
	}
	return $open . substr( $text, $told );
}

/**
 * What of an answer is no secret; null where nothing is. Label and answer are judged together: a password is one where the name
 * asks for it, an expiry, a card's code or a PIN where the name says so and the answer can be one. A card's number is taken out of
 * any text, unless name or text say what else it is. Leads Manager's lib/intake/secrets.ts has the same rule (`openText`), and both are run against one table.
 *
 * @param string[] $own    Key and label of the field itself.
 * @param string[] $around Of what it is a part of, by itself and with its own.
 * @param string   $type   The plugin's word for its kind.
 * @param string   $text   What the visitor wrote.
 */
function leads_manager_open_text( array $own, array $around, $type, $text ) {
	$words = function ( $name ) {
		return trim( substr( leads_manager_words( $name ), 0, 120 ) );
	};
	$own    = array_map( $words, $own );
	$names  = array_merge( $own, array_map( $words, $around ) );
	$all    = implode( ' ', $names );
	$text   = (string) $text;
	$is_own = ! leads_manager_is( 'other', $all );
	if ( leads_manager_is_secret_type( $type ) || leads_manager_asks_for_secret( $own, $names, $type, trim( $text ), $is_own ) ) {
		return null;
	}
	$is_card = leads_manager_is( 'card', $all );
	$asked   = leads_manager_asks_for_other( $own, $names, $is_card ) ? 'other' : '';
	$asked   = $is_card && $is_own && ! leads_manager_is( 'other_card', $all ) ? 'card' : $asked;
	$open    = leads_manager_without_cards( $text, $asked );
	return $open !== $text && ! leads_manager_is( 'said', $open ) ? null : $open;
}

/** Whether the names ask for a secret that the answer can be; `$is_own`: not for a card that nobody pays with. */
function leads_manager_asks_for_secret( array $own, array $names, $type, $written, $is_own ) {
	$digits = strlen( $written ) > 60 ? '' : preg_replace( '/^\W+|\W+$/', '', $written );
	$is_pin = 1 === preg_match( '/^\d{3,6}$/', $digits );
	if ( ! preg_match( '/select|radio|check|dropdown|choice/i', $type ) ) {
		$is_password = leads_manager_any( $names, 'password' ) || ( leads_manager_is( 'one_word', $written ) && leads_manager_any( $own, 'begins' ) );
		if ( $is_password && ! leads_manager_is( 'yes_no', $written ) ) {
			return true;
		}
		foreach ( $names as $name ) {
			if ( $is_pin && leads_manager_is( 'pin', $name ) && ! ( 6 === strlen( $digits ) && leads_manager_is( 'postal', $name ) ) ) {
				return true;
			}
		}
	}
	$all = implode( ' ', $names );
	if ( $is_pin && ( leads_manager_any( $names, 'code' ) || ( $is_own && leads_manager_is( 'card_code', $all ) ) ) ) {
		return true;
	}
	return $is_own && leads_manager_is( 'card', $all ) && leads_manager_is( 'expiry', $all ) && ! leads_manager_any( $names, 'counts' ) && leads_manager_is( 'expiry_value', $digits );
}

/**
 * A value without its secrets; null where nothing is left. A part of it is judged under what it is a part of as well.
 *
 * @param string[] $own    Key and label of the field itself.
 * @param string[] $around Of what it is a part of.
 * @param string   $type   The plugin's word for its kind.
 * @param mixed    $value  Whatever a plugin holds.
 */
function leads_manager_open( array $own, array $around, $type, $value ) {
	$value = is_object( $value ) ? get_object_vars( $value ) : $value;
	if ( ! is_array( $value ) ) {
		return leads_manager_open_text( $own, $around, $type, leads_manager_value( $value ) );
	}
	$open = array();
	foreach ( $value as $key => $item ) {
		$inner = $around;
		foreach ( is_int( $key ) ? array() : array_merge( $own, $around ) as $name ) {
			array_push( $inner, $name, $name . ' ' . $key );
		}
		$part = leads_manager_open( is_int( $key ) ? $own : array( $key ), $inner, $type, $item );
		if ( null !== $part ) {
			$open[ $key ] = $part;
		}
	}
	return array() === $open && array() !== $value ? null : $open;
}

/**
 * Adds a field, or the files in it, to what is told.
 *
 * @param array  $told  What is told; changed.
 * @param string $id    The field's id.
 * @param string $label Its label.
 * @param string $type  The plugin's word for its kind.
 * @param mixed  $value What the visitor wrote.
 */
function leads_manager_add( array &$told, $id, $label, $type, $value ) {
	if ( leads_manager_is_silent( $type ) || leads_manager_is_captcha( $id ) || leads_manager_is_captcha( $label ) ) {
		return;
	}
	$names   = array( (string) $id, (string) $label );
	$kind    = leads_manager_type( $type );
	$is_many = 'file' !== $kind && ( is_array( $value ) || is_object( $value ) );
	$value   = 'file' === $kind ? $value : leads_manager_open( $names, array(), $type, $value );
	if ( null === $value ) {
		return;
	}
	$type  = $kind;
	$value = leads_manager_value( 'file' === $type && is_array( $value ) ? array_values( $value ) : $value );
	if ( $is_many ) {
		// A number may have been typed into several boxes.
		$joined = is_array( $value ) ? implode( ' ', $value ) : $value;
		$open   = leads_manager_open_text( $names, array(), $type, $joined );
		if ( null === $open ) {
			return;
		}
		$value = $open === $joined ? $value : $open;
	}
	if ( 'file' !== $type ) {
		$told['fields'][] = array(
			'id'    => (string) $id,
			'label' => trim( leads_manager_plain( $label ) ),
			'type'  => $type,
			'value' => $value,
		);
		return;
	}
	foreach ( is_array( $value ) ? $value : preg_split( '/\s*[\r\n]+\s*|\s+,\s+|,(?=https?:)/', $value ) as $file ) {
		if ( '' !== trim( $file ) ) {
			$is_url          = 1 === preg_match( '~^https?://~i', $file );
			$told['files'][] = array( 'field' => (string) $id ) + ( $is_url ? array( 'url' => $file ) : array( 'name' => basename( $file ) ) );
		}
	}
}

/** A label without markup. */
function leads_manager_plain( $text ) {
	return html_entity_decode( preg_replace( '/<[^>]*>/', '', (string) $text ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
}

/**
 * What is known of a submission, before its fields.
 *
 * @param string $form  The form's id.
 * @param string $name  The form's name.
 * @param array  $facts Whatever else the plugin knows.
 */
function leads_manager_told( $form, $name, array $facts = array() ) {
	return $facts + array(
		'form'        => array(
			'id'   => (string) $form,
			'name' => (string) $name,
		),
		'entry'       => '',
		'submittedAt' => '',
		'page'        => '',
		'referrer'    => '',
		'ip'          => '',
		'userAgent'   => '',
		'fields'      => array(),
		'files'       => array(),
	);
}

/** `2026-11-22 17:30:57` in UTC, as it is told. */
function leads_manager_utc( $text ) {
	return preg_match( '/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/', (string) $text ) ? str_replace( ' ', 'T', $text ) . '+00:00' : '';
}

/**
 * The bytes that are stored, signed and sent. Plain ASCII, so that no database's character set can change them.
 *
 * @param string $plugin The form plugin.
 * @param string $site   The site's address.
 * @param array  $told   What a reader below made of the submission.
 */
function leads_manager_body( $plugin, $site, array $told ) {
	$entry = $told['entry'];
	unset( $told['entry'] );
	$head = array(
		'companion' => 1,
		'plugin'    => $plugin,
		'site'      => $site,
		'form'      => $told['form'],
		'entry'     => array( 'id' => (string) $entry ),
	);
	return json_encode( $head + $told, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES );
}

/** What makes two submissions the same: form and fields, not time or entry. */
function leads_manager_hash( $plugin, array $told ) {
	$content = array( $plugin, $told['form']['id'], $told['fields'], $told['files'] );
	return hash( 'sha256', json_encode( $content, JSON_INVALID_UTF8_SUBSTITUTE ) );
}

/**
 * Form numbers of different plugins may meet (Gravity's form 1 and Fluent's form 1): who comes first keeps the number, the
 * other gets its plugin's name before it.
 *
 * @param string $plugin The form plugin.
 * @param string $form   Its form's id.
 * @param array  $claims Form id → plugin.
 * @return array The id it goes by, and the claims with this one.
 */
function leads_manager_form_id( $plugin, $form, array $claims ) {
	$claims += array( $form => $plugin );
	return array( $claims[ $form ] === $plugin ? (string) $form : $plugin . '-' . $form, $claims );
}

/*
 * One reader per form plugin: from what its hook gave, as plain arrays, to what is told. Null: nothing to tell.
 */

/** Contact Form 7. Spam and refused input have other states. */
function leads_manager_read_cf7( array $seen ) {
	if ( ! in_array( $seen['status'], array( 'mail_sent', 'mail_failed', 'aborted' ), true ) ) {
		return null;
	}
	$meta = $seen['meta'] ?? array();
	$told = leads_manager_told(
		$seen['form']['id'],
		$seen['form']['title'],
		array(
			'page'      => (string) ( $meta['url'] ?? '' ),
			'ip'        => (string) ( $meta['remote_ip'] ?? '' ),
			'userAgent' => (string) ( $meta['user_agent'] ?? '' ),
		)
	);
	$tags = array_column( $seen['form']['tags'] ?? array(), 'type', 'name' );
	foreach ( $seen['posted'] as $name => $value ) {
		$type = $tags[ $name ] ?? '';
		// Its quiz asks whether somebody is a person; another plugin's is one.
		if ( 'quiz' === $type ) {
			continue;
		}
		$value = 'file' === $type ? array_map( 'basename', (array) ( $seen['uploads'][ $name ] ?? array() ) ) : $value;
		// Menus and single choices come as lists of one.
		$value = is_array( $value ) && 1 === count( $value ) && 'file' !== $type ? reset( $value ) : $value;
		leads_manager_add( $told, $name, leads_manager_cf7_label( $seen['form']['template'] ?? '', $name ), $type, $value );
	}
	return $told;
}

/** The text before a tag inside the same `<label>` of the form's template. */
function leads_manager_cf7_label( $template, $name ) {
	$inside = '/<label\b[^>]*>((?:(?!<\/?label\b).)*?)\[[\w*]+\s+' . preg_quote( $name, '/' ) . '[\s\]]/su';
	return preg_match( $inside, $template, $found ) ? trim( leads_manager_plain( preg_replace( '/\[.*?\]/s', '', $found[1] ) ) ) : '';
}

/** Elementor Pro. Lists are only lists in the raw value; a raw upload is a path of the server and stays here. */
function leads_manager_read_elementor( array $seen ) {
	$told = leads_manager_told( $seen['form']['id'], $seen['form']['name'] );
	foreach ( $seen['fields'] as $id => $field ) {
		$type  = $field['type'] ?? '';
		$raw   = $field['raw_value'] ?? null;
		$value = 'upload' !== $type && is_array( $raw ) ? $raw : ( $field['value'] ?? '' );
		leads_manager_add( $told, $field['id'] ?? $id, $field['title'] ?? '', $type, $value );
	}
	return $told;
}

/** WPForms, Lite and paid: Lite has no entry id. */
function leads_manager_read_wpforms( array $seen ) {
	$entry = (string) ( $seen['entry_id'] ?? '' );
	$told  = leads_manager_told(
		$seen['form']['id'],
		$seen['form']['title'],
		array(
			'entry'       => '0' === $entry ? '' : $entry,
			'submittedAt' => leads_manager_utc( $seen['date'] ?? '' ),
		)
	);
	foreach ( $seen['fields'] as $id => $field ) {
		$type  = $field['type'] ?? '';
		$value = $field['value'] ?? '';
		if ( in_array( $type, array( 'checkbox', 'select', 'likert_scale' ), true ) && is_string( $value ) && false !== strpos( $value, "\n" ) ) {
			$value = preg_split( '/\R/', $value );
		}
		leads_manager_add( $told, $field['id'] ?? $id, $field['name'] ?? '', $type, $value );
	}
	return $told;
}

/** Gravity Forms: an entry's keys are input numbers, the form has the labels. */
function leads_manager_read_gravity( array $seen ) {
	$entry = $seen['entry'];
	if ( 'active' !== ( $entry['status'] ?? 'active' ) ) {
		return null;
	}
	$told = leads_manager_told(
		$seen['form']['id'],
		$seen['form']['title'],
		array(
			'entry'       => (string) $entry['id'],
			'submittedAt' => leads_manager_utc( $entry['date_created'] ?? '' ),
			'page'        => (string) ( $entry['source_url'] ?? '' ),
			'ip'          => (string) ( $entry['ip'] ?? '' ),
			'userAgent'   => (string) ( $entry['user_agent'] ?? '' ),
		)
	);
	foreach ( $seen['form']['fields'] as $field ) {
		leads_manager_add( $told, $field['id'], $field['label'], $field['type'], leads_manager_gravity_value( $entry, $field ) );
	}
	return $told;
}

/** What a choice of a quiz, poll or survey says: their entries hold a sign for it. */
function leads_manager_gravity_choice( array $field, $value ) {
	$coded = in_array( $field['type'], array( 'quiz', 'poll', 'survey' ), true ) ? $field['choices'] ?? array() : array();
	return array_column( $coded, 'text', 'value' )[ $value ] ?? $value;
}

function leads_manager_gravity_value( array $entry, array $field ) {
	$type   = $field['type'];
	$inputs = $field['inputs'] ?? array();
	if ( array() === $inputs ) {
		$value = $entry[ (string) $field['id'] ] ?? '';
		$list  = in_array( $type, array( 'multiselect', 'fileupload' ), true ) ? json_decode( (string) $value, true ) : null;
		if ( 'list' === $type && is_string( $value ) ) {
			$list = unserialize( $value, array( 'allowed_classes' => false ) );
		}
		return is_array( $list ) ? $list : leads_manager_gravity_choice( $field, $value );
	}
	$values = array();
	foreach ( $inputs as $input ) {
		$value = leads_manager_gravity_choice( $field, (string) ( $entry[ (string) $input['id'] ] ?? '' ) );
		$label = (string) ( $input['label'] ?? '' );
		// A part that has a label of its own is judged under both.
		$open = '' === $value ? null : leads_manager_open_text( array( $label ), array( $field['label'], $field['label'] . ' ' . $label ), $type, $value );
		if ( null !== $open ) {
			$values[ (string) $input['id'] ] = $open;
		}
	}
	if ( in_array( $type, array( 'checkbox', 'multi_choice', 'quiz', 'poll', 'survey' ), true ) ) {
		return array_values( $values );
	}
	// Consent is ticked, its text, its revision; a mail with a confirmation is there twice.
	if ( in_array( $type, array( 'consent', 'email' ), true ) ) {
		return (string) ( $values[ (string) $inputs[0]['id'] ] ?? '' );
	}
	return implode( 'address' === $type ? ', ' : ' ', $values );
}

/** Fluent Forms: answers by name; what begins with an underscore is its own. */
function leads_manager_read_fluent( array $seen ) {
	$row  = $seen['row'] ?? array();
	$told = leads_manager_told(
		$seen['form']['id'],
		$seen['form']['title'],
		array(
			'entry'       => (string) $seen['entry_id'],
			'submittedAt' => leads_manager_utc( $row['created_gmt'] ?? '' ),
			'page'        => (string) ( $row['source_url'] ?? '' ),
			'ip'          => (string) ( $row['ip'] ?? '' ),
		)
	);
	foreach ( $seen['data'] as $name => $value ) {
		if ( 0 === strpos( $name, '_' ) || preg_match( '/-response$/', $name ) ) {
			continue;
		}
		$input = $seen['inputs'][ $name ] ?? array();
		$type  = $input['element'] ?? '';
		leads_manager_add( $told, $name, $input['label'] ?? '', $type, 'address' === $type && is_array( $value ) ? implode( ', ', array_filter( $value ) ) : $value );
	}
	return $told;
}

/** Ninja Forms. */
function leads_manager_read_ninja( array $seen ) {
	$told = leads_manager_told( $seen['form_id'], $seen['settings']['title'] ?? '', array( 'entry' => (string) ( $seen['actions']['save']['sub_id'] ?? '' ) ) );
	foreach ( $seen['fields'] as $id => $field ) {
		$about = ( $field['settings'] ?? array() ) + $field;
		$value = $field['value'] ?? ( $about['value'] ?? '' );
		leads_manager_add( $told, $about['key'] ?? $id, $about['label'] ?? '', $about['type'] ?? '', $value );
	}
	return $told;
}

/** Formidable. 1 is a draft, 2 begun, 3 abandoned: none is sent. */
function leads_manager_read_formidable( array $seen ) {
	$entry = $seen['entry'];
	if ( 0 !== (int) ( $entry['is_draft'] ?? 0 ) ) {
		return null;
	}
	$about = $entry['description'] ?? array();
	$about = is_string( $about ) ? json_decode( $about, true ) : $about;
	$about = is_array( $about ) ? $about : array();
	$told  = leads_manager_told(
		$entry['form_id'],
		$seen['form']['name'] ?? '',
		array(
			'entry'       => (string) $entry['id'],
			'submittedAt' => leads_manager_utc( $entry['created_at'] ?? '' ),
			'page'        => preg_match( '~https?://[^\s"\'<>]+~', (string) ( $about['referrer'] ?? '' ), $found ) ? $found[0] : '',
			'ip'          => (string) ( $entry['ip'] ?? '' ),
			'userAgent'   => (string) ( $about['browser'] ?? '' ),
		)
	);
	foreach ( $seen['fields'] as $field ) {
		$value = $entry['metas'][ $field['id'] ] ?? '';
		$type  = $field['type'];
		leads_manager_add( $told, $field['key'] ?? $field['id'], $field['name'], $type, 'address' === $type && is_array( $value ) ? implode( ', ', array_filter( $value ) ) : $value );
	}
	return $told;
}

/** Forminator: elements by id, some of them with parts; the visitor's address among them. */
function leads_manager_read_forminator( array $seen ) {
	if ( ! in_array( $seen['status'] ?? 'active', array( 'active', '' ), true ) || ! empty( $seen['is_spam'] ) ) {
		return null;
	}
	$told = leads_manager_told(
		$seen['form']['id'],
		$seen['form']['name'],
		array(
			'entry'    => (string) ( $seen['entry_id'] ?? '' ),
			'page'     => (string) ( $seen['page'] ?? '' ),
			'referrer' => (string) ( $seen['referrer'] ?? '' ),
		)
	);
	foreach ( $seen['fields'] as $field ) {
		$name  = (string) $field['name'];
		$value = $field['value'] ?? '';
		if ( '_forminator_user_ip' === $name ) {
			$told['ip'] = is_string( $value ) ? $value : '';
		}
		if ( 0 === strpos( $name, '_' ) ) {
			continue;
		}
		$type = preg_replace( '/-\d+.*$/', '', $name );
		if ( 'upload' === $type && is_array( $value ) ) {
			$value = (array) ( $value['file']['file_url'] ?? ( $value['file_url'] ?? array() ) );
		}
		if ( 'address' === $type && is_array( $value ) ) {
			$value = implode( ', ', array_filter( $value ) );
		}
		leads_manager_add( $told, $name, $seen['labels'][ $name ] ?? '', $type, $value );
	}
	return $told;
}

/** Jetpack Forms. Its entry is the feedback's post. */
function leads_manager_read_jetpack( array $seen ) {
	if ( $seen['is_spam'] ) {
		return null;
	}
	$about = $seen['about'];
	$told  = leads_manager_told(
		'' === (string) ( $seen['form']['id'] ?? '' ) ? 'jetpack' : $seen['form']['id'],
		$seen['form']['name'] ?? '',
		array(
			'entry' => (string) $seen['post_id'],
			'page'  => (string) ( $about['entry_permalink'] ?? '' ),
		)
	);
	foreach ( $seen['fields'] as $id => $field ) {
		leads_manager_add( $told, $field['id'] ?? $id, $field['label'] ?? '', $field['type'] ?? '', $field['value'] ?? '' );
	}
	return $told;
}

/**
 * The reader for a plugin.
 *
 * @param string $plugin The form plugin.
 * @param array  $seen   What its hook gave.
 * @return array|null
 */
function leads_manager_read( $plugin, array $seen ) {
	$readers = array(
		'contact-form-7' => 'cf7',
		'elementor-pro'  => 'elementor',
		'wpforms'        => 'wpforms',
		'gravityforms'   => 'gravity',
		'fluentform'     => 'fluent',
		'ninja-forms'    => 'ninja',
		'formidable'     => 'formidable',
		'forminator'     => 'forminator',
		'jetpack-forms'  => 'jetpack',
	);
	return isset( $readers[ $plugin ] ) ? call_user_func( 'leads_manager_read_' . $readers[ $plugin ], $seen ) : null;
}

/*
 * Answers to Leads Manager's questions.
 */

/**
 * A page of the list of entries: each once, in the order of their time.
 *
 * @param array $rows Rows of id, plugin, form, submittedAt; the same entry may be among them twice.
 * @param int   $page From 1.
 */
function leads_manager_entries_answer( array $rows, $page ) {
	$entries = array();
	foreach ( $rows as $row ) {
		$entries += array( $row['plugin'] . '|' . $row['form'] . '|' . $row['id'] => $row );
	}
	uksort(
		$entries,
		function ( $a, $b ) use ( $entries ) {
			return array( $entries[ $a ]['submittedAt'], (string) $a ) <=> array( $entries[ $b ]['submittedAt'], (string) $b );
		}
	);
	$from = ( max( 1, $page ) - 1 ) * LEADS_MANAGER_PAGE;
	return array(
		'total'   => count( $entries ),
		'entries' => array_slice( array_values( $entries ), $from, LEADS_MANAGER_PAGE ),
		'next'    => $from + LEADS_MANAGER_PAGE < count( $entries ) ? max( 1, $page ) + 1 : null,
	);
}

/**
 * A moment with its offset, as Unix seconds; null for anything else.
 *
 * @param string $text Like 2026-11-22T00:00:00Z.
 */
function leads_manager_moment( $text ) {
	$time = preg_match( '/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/', (string) $text ) ? strtotime( $text ) : false;
	return false === $time ? null : $time;
}

if ( ! defined( 'ABSPATH' ) ) {
	return;
}

/*
 * Settings and the table.
 */

/** The line that stands in wp-config.php as LEADS_MANAGER_CONNECTION; empty where none does. */
function leads_manager_fixed_line() {
	$line = defined( 'LEADS_MANAGER_CONNECTION' ) ? LEADS_MANAGER_CONNECTION : '';
	return is_scalar( $line ) ? trim( (string) $line ) : '?';
}

/** Whether that is no line of connection. What is sent meanwhile waits until it is one: somebody means to be connected. */
function leads_manager_is_misread() {
	$line = leads_manager_fixed_line();
	return '' !== $line && null === leads_manager_connection( $line );
}

/** Settings; the connection may stand in wp-config.php, and counts alone there. */
function leads_manager_settings() {
	$saved = get_option( 'leads_manager', array() );
	$saved = is_array( $saved ) ? $saved : array();
	$line  = leads_manager_fixed_line();
	if ( '' !== $line ) {
		$nowhere = array(
			'address' => '',
			'secret'  => '',
		);
		$saved   = ( leads_manager_connection( $line ) ?? $nowhere ) + $saved;
	}
	return $saved + array(
		'address'   => '',
		'secret'    => '',
		'keep_days' => 30,
		'off'       => array(),
		'claims'    => array(),
	);
}

function leads_manager_save( array $changes ) {
	$saved = get_option( 'leads_manager', array() );
	update_option( 'leads_manager', $changes + ( is_array( $saved ) ? $saved : array() ), true );
}

/** The site's one address. What home_url() says of it depends on the visitor's language, where plugins for that filter it. */
function leads_manager_home() {
	$home = rtrim( (string) get_option( 'home' ), '/' );
	return is_ssl() ? preg_replace( '~^http:~i', 'https:', $home ) : $home;
}

function leads_manager_table() {
	global $wpdb;
	return $wpdb->prefix . 'leads_manager_entries';
}

function leads_manager_install() {
	global $wpdb;
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	dbDelta(
		'CREATE TABLE ' . leads_manager_table() . " (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			plugin varchar(32) NOT NULL,
			form varchar(64) NOT NULL,
			form_name varchar(190) NOT NULL,
			entry varchar(64) NOT NULL,
			submitted_at int(10) unsigned NOT NULL,
			kept_at int(10) unsigned NOT NULL,
			hash char(64) NOT NULL,
			state varchar(10) NOT NULL,
			attempts smallint(5) unsigned NOT NULL,
			next_at int(10) unsigned NOT NULL,
			done_at int(10) unsigned NOT NULL,
			error varchar(190) NOT NULL,
			body longtext NULL,
			PRIMARY KEY  (id),
			UNIQUE KEY entry (plugin,form,entry),
			KEY due (state,next_at),
			KEY submitted (submitted_at),
			KEY hash (hash,submitted_at)
		) " . $wpdb->get_charset_collate()
	);
	leads_manager_save( array( 'version' => LEADS_MANAGER_VERSION ) );
}

/** Does something in each site of a network, or in the only one. */
function leads_manager_everywhere( $do ) {
	$blogs = is_multisite() ? get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) : array();
	foreach ( $blogs as $blog ) {
		switch_to_blog( $blog );
		$do();
		restore_current_blog();
	}
	if ( array() === $blogs ) {
		$do();
	}
}

/** Neither the event of every minute nor one that was asked for at once. */
function leads_manager_unschedule() {
	wp_unschedule_hook( 'leads_manager_work' );
}

function leads_manager_uninstall() {
	leads_manager_everywhere(
		function () {
			global $wpdb;
			leads_manager_unschedule();
			$wpdb->query( 'DROP TABLE IF EXISTS ' . leads_manager_table() ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
			delete_option( 'leads_manager' );
			delete_option( 'leads_manager_lost' );
		}
	);
}

// The schedule has to be known before it is asked for at activation.
add_filter(
	'cron_schedules',
	function ( $schedules ) {
		return $schedules + array(
			'leads_manager_minute' => array(
				'interval' => 60,
				'display'  => 'Leads Manager',
			),
		);
	}
);
register_activation_hook( __FILE__, 'leads_manager_install' );
register_uninstall_hook( __FILE__, 'leads_manager_uninstall' );
register_deactivation_hook(
	__FILE__,
	function ( $is_of_network = false ) {
		if ( $is_of_network ) {
			leads_manager_everywhere( 'leads_manager_unschedule' );
		} else {
			leads_manager_unschedule();
		}
	}
);
add_action(
	'init',
	function () {
		$saved = get_option( 'leads_manager', array() );
		if ( LEADS_MANAGER_VERSION !== ( is_array( $saved ) && isset( $saved['version'] ) ? $saved['version'] : '' ) ) {
			leads_manager_install();
		}
		// Every site of a network has a clock of its own, and loses it when the plugin is switched off.
		if ( ! wp_next_scheduled( 'leads_manager_work' ) ) {
			wp_schedule_event( time(), 'leads_manager_minute', 'leads_manager_work' );
		}
	}
);

/*
 * Taking in: in the visitor's request, before any network, and never in the visitor's way.
 */

/** Runs what a hook asks for; whatever goes wrong, the visitor's form goes on. */
function leads_manager_on( $hook, $priority, $count, $take ) {
	add_action(
		$hook,
		function () use ( $hook, $take ) {
			try {
				call_user_func_array( $take, func_get_args() );
			} catch ( \Throwable $problem ) {
				leads_manager_unheard( $hook, $problem );
			}
		},
		$priority,
		$count
	);
}

/** A header or posted value of this request, as one short line. */
function leads_manager_request( array $from, $name ) {
	$value = $from[ $name ] ?? '';
	return is_string( $value ) ? substr( trim( preg_replace( '/[\x00-\x1f\x7f]+/', ' ', wp_unslash( $value ) ) ), 0, 2000 ) : '';
}

/** A hook gave something that couldn't even be looked at: that it did is shown, and the visitor's form goes on. */
function leads_manager_unheard( $hook, \Throwable $problem ) {
	try {
		if ( '' !== leads_manager_settings()['address'] || leads_manager_is_misread() ) {
			leads_manager_fail( '', leads_manager_told( $hook, $hook ), 'reader: ' . $problem->getMessage() );
		}
	} catch ( \Throwable $other ) {
		error_log( 'Leads Manager: ' . $hook . ': ' . $problem->getMessage() ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions
	}
}

/**
 * Keeps a submission and sees to it that it is sent after the visitor was answered.
 *
 * @param string $plugin      The form plugin.
 * @param array  $seen        What its hook gave.
 * @param bool   $is_own_form Its forms have numbers of their own, and aren't posts of the site.
 */
function leads_manager_take( $plugin, array $seen, $is_own_form = false ) {
	$settings = leads_manager_settings();
	if ( '' === $settings['address'] && ! leads_manager_is_misread() ) {
		return;
	}
	$unread = '';
	try {
		$told = leads_manager_read( $plugin, $seen );
	} catch ( \Throwable $problem ) {
		$unread = 'reader: ' . $problem->getMessage();
		$told   = leads_manager_outline( $seen );
	}
	if ( null === $told ) {
		return;
	}
	$told = leads_manager_with_request( $told );
	if ( $is_own_form ) {
		$told['form']['id'] = leads_manager_claim( $plugin, $told['form']['id'] );
	}
	if ( in_array( $plugin . '|' . $told['form']['id'], $settings['off'], true ) ) {
		return;
	}
	if ( '' !== $unread ) {
		leads_manager_fail( $plugin, $told, $unread );
		return;
	}
	try {
		$let     = leads_manager_let( $plugin, $told );
		$is_kept = null !== $let && leads_manager_keep( $plugin, $let );
	} catch ( \Throwable $problem ) {
		leads_manager_stall( $plugin, $told, $problem );
		return;
	}
	if ( null === $let ) {
		leads_manager_hold( $plugin, $told );
	} elseif ( $is_kept ) {
		leads_manager_soon();
	}
}

/** Which form and entry it is of what couldn't be read, where the hook says so. */
function leads_manager_outline( array $seen ) {
	$of = function ( $one ) {
		return is_scalar( $one ) ? (string) $one : '';
	};
	$form = $of( $seen['form']['id'] ?? ( $seen['form_id'] ?? ( $seen['entry']['form_id'] ?? '' ) ) );
	$name = $of( $seen['form']['title'] ?? ( $seen['form']['name'] ?? '' ) );
	$id   = $of( $seen['entry_id'] ?? ( $seen['entry']['id'] ?? ( $seen['post_id'] ?? ( $seen['actions']['save']['sub_id'] ?? '' ) ) ) );
	return leads_manager_told( $form, $name, array( 'entry' => '0' === $id ? '' : $id ) );
}

/** What the site lets out of a submission: it may change what is told, or return null to keep it back. */
function leads_manager_let( $plugin, array $told ) {
	$let = apply_filters( 'leads_manager_entry', $told, $plugin );
	if ( ! is_array( $let ) ) {
		return null;
	}
	$let += array(
		'submittedAt' => '',
		'fields'      => array(),
		'files'       => array(),
	);
	if ( ! isset( $let['form']['id'], $let['form']['name'], $let['entry'] ) || ! is_array( $let['fields'] ) || ! is_array( $let['files'] ) ) {
		throw new UnexpectedValueException( 'leads_manager_entry returned no submission' );
	}
	return $let;
}

/** A filter's error is how unfiltered ones are known: nothing but the filter lets them out. */
const LEADS_MANAGER_UNFILTERED = "error LIKE 'filter: %%'";

/** Keeps what the site's filter failed at: unfiltered, here only, until the filter works and somebody has it sent again. */
function leads_manager_stall( $plugin, array $told, \Throwable $problem ) {
	$told['entry'] = '' === $told['entry'] ? leads_manager_own_id() : $told['entry'];
	$is_filtered   = has_filter( 'leads_manager_entry' );
	$body          = $is_filtered ? leads_manager_body( $plugin, leads_manager_home(), $told ) : false;
	leads_manager_fail( $plugin, $told, ( $is_filtered ? 'filter: ' : 'reader: ' ) . $problem->getMessage(), false === $body || strlen( $body ) > LEADS_MANAGER_LARGEST ? null : $body );
}

function leads_manager_own_id() {
	return 'lm-' . bin2hex( random_bytes( 10 ) );
}

/** Keeps that a submission couldn't be sent and why, for wp-admin; of one that is there already nothing is taken away. */
function leads_manager_fail( $plugin, array $told, $error, $body = null ) {
	global $wpdb;
	$now   = time();
	$table = leads_manager_table();
	error_log( 'Leads Manager: ' . $plugin . ': ' . $error ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions
	$told['entry'] = '' === $told['entry'] ? leads_manager_own_id() : $told['entry'];
	if ( $wpdb->get_var( $wpdb->prepare( "SELECT id FROM $table WHERE plugin = %s AND form = %s AND entry = %s AND state IN ('waiting', 'sent')", $plugin, $told['form']['id'], $told['entry'] ) ) ) { // phpcs:ignore
		return;
	}
	$row = array(
		'plugin'       => $plugin,
		'form'         => mb_substr( $told['form']['id'], 0, 64 ),
		'form_name'    => mb_substr( $told['form']['name'], 0, 190 ),
		'entry'        => mb_substr( $told['entry'], 0, 64 ),
		'submitted_at' => leads_manager_moment( $told['submittedAt'] ) ?? $now,
		'kept_at'      => $now,
		'hash'         => '',
		'state'        => 'failed',
		'attempts'     => 0,
		'next_at'      => 0,
		'done_at'      => $now,
		'error'        => mb_substr( $error, 0, 180 ),
		'body'         => $body,
	);
	if ( false === $wpdb->replace( $table, $row ) && false === $wpdb->replace( $table, array( 'body' => null ) + $row ) ) {
		$lost = array( array_intersect_key( $row, array_flip( array( 'plugin', 'form', 'form_name', 'entry', 'submitted_at', 'done_at', 'error' ) ) ) );
		update_option( 'leads_manager_lost', array_slice( array_merge( $lost, leads_manager_lost() ), 0, 50 ), false );
	}
}

/** The last of those that the table didn't take either. */
function leads_manager_lost() {
	$lost = get_option( 'leads_manager_lost', array() );
	return is_array( $lost ) ? $lost : array();
}

/** Puts what the filter failed at to it again. */
function leads_manager_let_again() {
	global $wpdb;
	$table = leads_manager_table();
	foreach ( $wpdb->get_results( "SELECT id, plugin, body FROM $table WHERE state = 'failed' AND body IS NOT NULL AND " . str_replace( '%%', '%', LEADS_MANAGER_UNFILTERED ) . ' ORDER BY id LIMIT 500', ARRAY_A ) as $row ) { // phpcs:ignore
		$told          = array_diff_key( (array) json_decode( $row['body'], true ), array_flip( array( 'companion', 'plugin', 'site' ) ) );
		$told['entry'] = (string) $told['entry']['id'];
		try {
			$let = leads_manager_let( $row['plugin'], $told );
			if ( null === $let ) {
				$wpdb->query( $wpdb->prepare( "UPDATE $table SET state = 'held', error = '', body = NULL WHERE id = %d", $row['id'] ) ); // phpcs:ignore
			} else {
				leads_manager_keep( $row['plugin'], $let );
			}
		} catch ( \Throwable $problem ) {
			error_log( 'Leads Manager: ' . $problem->getMessage() ); // phpcs:ignore WordPress.PHP.DevelopmentFunctions
		}
	}
}

/** Remembers of what the site held back only that it did, so that it isn't counted as one that should have come. */
function leads_manager_hold( $plugin, array $told ) {
	global $wpdb;
	$table = leads_manager_table();
	$form  = $told['form']['id'];
	if ( '' === $told['entry'] || $wpdb->get_var( $wpdb->prepare( "SELECT id FROM $table WHERE plugin = %s AND form = %s AND entry = %s", $plugin, $form, $told['entry'] ) ) ) { // phpcs:ignore
		return;
	}
	$now = time();
	$wpdb->insert(
		$table,
		array(
			'plugin'       => $plugin,
			'form'         => $form,
			'form_name'    => mb_substr( $told['form']['name'], 0, 190 ),
			'entry'        => $told['entry'],
			'submitted_at' => leads_manager_moment( $told['submittedAt'] ) ?? $now,
			'kept_at'      => $now,
			'hash'         => '',
			'state'        => 'held',
			'attempts'     => 0,
			'next_at'      => 0,
			'done_at'      => $now,
			'error'        => '',
			'body'         => null,
		)
	);
}

function leads_manager_with_request( array $told ) {
	$page = leads_manager_request( $_POST, 'page_url' ) ?: leads_manager_request( $_POST, 'referrer' ); // phpcs:ignore
	$page = $page ?: leads_manager_request( $_SERVER, 'HTTP_REFERER' );
	$here = array(
		'submittedAt' => gmdate( 'Y-m-d\TH:i:s' ) . '+00:00',
		'page'        => preg_match( '~^https?://~i', $page ) ? $page : '',
		'ip'          => leads_manager_request( $_SERVER, 'REMOTE_ADDR' ),
		'userAgent'   => leads_manager_request( $_SERVER, 'HTTP_USER_AGENT' ),
	);
	return array_filter( $told, function ( $value ) {
		return '' !== $value;
	} ) + $here + $told;
}

/** The id a form of a plugin with numbers of its own goes by. */
function leads_manager_claim( $plugin, $form ) {
	$before               = leads_manager_settings()['claims'];
	list( $id, $claims ) = leads_manager_form_id( $plugin, $form, $before );
	if ( count( $claims ) > count( $before ) ) {
		leads_manager_save( array( 'claims' => $claims ) );
	}
	return $id;
}

/** One row. An entry that comes again (an update) takes its row again; without an id of its own it gets one. */
function leads_manager_keep( $plugin, array $told ) {
	global $wpdb;
	$table = leads_manager_table();
	$now   = time();
	if ( false === leads_manager_body( $plugin, '', $told ) ) {
		throw new UnexpectedValueException( json_last_error_msg() );
	}
	$hash = leads_manager_hash( $plugin, $told );
	if ( '' === $told['entry'] ) {
		$since = $now - LEADS_MANAGER_REPEAT;
		if ( $wpdb->get_var( $wpdb->prepare( "SELECT id FROM $table WHERE hash = %s AND submitted_at >= %d LIMIT 1", $hash, $since ) ) ) { // phpcs:ignore
			return false;
		}
		$told['entry'] = leads_manager_own_id();
	} elseif ( $hash === $wpdb->get_var( $wpdb->prepare( "SELECT hash FROM $table WHERE plugin = %s AND form = %s AND entry = %s", $plugin, $told['form']['id'], $told['entry'] ) ) ) { // phpcs:ignore
		return false;
	}
	$body    = leads_manager_body( $plugin, leads_manager_home(), $told );
	$bodies  = (int) $wpdb->get_var( "SELECT COUNT(*) FROM $table WHERE state IN ('waiting', 'failed') AND body IS NOT NULL" ); // phpcs:ignore
	$problem = strlen( $body ) > LEADS_MANAGER_LARGEST ? 'too large' : ( $bodies >= LEADS_MANAGER_MOST ? 'the queue is full' : '' );
	$stored  = $wpdb->replace(
		$table,
		array(
			'plugin'       => $plugin,
			'form'         => $told['form']['id'],
			'form_name'    => mb_substr( $told['form']['name'], 0, 190 ),
			'entry'        => $told['entry'],
			'submitted_at' => leads_manager_moment( $told['submittedAt'] ) ?? $now,
			'kept_at'      => $now,
			'hash'         => $hash,
			'state'        => '' === $problem ? 'waiting' : 'failed',
			'attempts'     => 0,
			'next_at'      => $now,
			'done_at'      => '' === $problem ? 0 : $now,
			'error'        => $problem,
			'body'         => '' === $problem ? $body : null,
		)
	);
	if ( false === $stored ) {
		leads_manager_fail( $plugin, $told, 'database: ' . $wpdb->last_error );
	}
	return false !== $stored;
}

/** After the visitor's answer where the server can answer first (PHP-FPM, LiteSpeed); else WordPress's own clock is nudged. */
function leads_manager_soon() {
	static $is_asked = false;
	if ( $is_asked ) {
		return;
	}
	$is_asked = true;
	register_shutdown_function(
		function () {
			if ( function_exists( 'fastcgi_finish_request' ) ) {
				fastcgi_finish_request();
			} elseif ( function_exists( 'litespeed_finish_request' ) ) {
				litespeed_finish_request();
			} else {
				wp_schedule_single_event( time(), 'leads_manager_work', array( 'now' ) );
				spawn_cron();
				return;
			}
			leads_manager_work( 'now' );
		}
	);
}

/** Contact Form 7. */
leads_manager_on(
	'wpcf7_submit',
	20,
	2,
	function ( $form, $result ) {
		$submission = WPCF7_Submission::get_instance();
		$tags       = array();
		foreach ( $form->scan_form_tags() as $tag ) {
			$tags[] = array(
				'name' => $tag->name,
				'type' => $tag->basetype,
			);
		}
		leads_manager_take(
			'contact-form-7',
			array(
				'form'    => array(
					'id'       => $form->id(),
					'title'    => $form->title(),
					'template' => $form->prop( 'form' ),
					'tags'     => $tags,
				),
				'status'  => $result['status'] ?? '',
				'posted'  => $submission->get_posted_data(),
				'uploads' => $submission->uploaded_files(),
				'meta'    => array(
					'url'        => $submission->get_meta( 'url' ),
					'remote_ip'  => $submission->get_meta( 'remote_ip' ),
					'user_agent' => $submission->get_meta( 'user_agent' ),
				),
			)
		);
	}
);

/** Elementor Pro: after its own actions, before it answers. */
leads_manager_on(
	'elementor_pro/forms/new_record',
	20,
	1,
	function ( $record ) {
		leads_manager_take(
			'elementor-pro',
			array(
				'form'   => array(
					'id'   => $record->get_form_settings( 'id' ),
					'name' => $record->get_form_settings( 'form_name' ),
				),
				'fields' => $record->get( 'fields' ),
			)
		);
	}
);

/** WPForms. */
leads_manager_on(
	'wpforms_process_complete',
	20,
	4,
	function ( $fields, $entry, $form_data, $entry_id ) {
		leads_manager_take( 'wpforms', leads_manager_seen_wpforms( $fields, $form_data, $entry_id ) );
	}
);

function leads_manager_seen_wpforms( $fields, $form_data, $entry_id ) {
	return array(
		'form'     => array(
			'id'    => $form_data['id'] ?? '',
			'title' => $form_data['settings']['form_title'] ?? '',
		),
		'fields'   => $fields,
		'entry_id' => $entry_id,
	);
}

/** Gravity Forms. */
leads_manager_on(
	'gform_after_submission',
	20,
	2,
	function ( $entry, $form ) {
		leads_manager_take( 'gravityforms', leads_manager_seen_gravity( $entry, $form ), true );
	}
);

function leads_manager_seen_gravity( $entry, $form ) {
	$fields = array();
	foreach ( $form['fields'] as $field ) {
		$fields[] = array(
			'id'      => (string) $field['id'],
			'label'   => (string) $field['label'],
			'type'    => (string) $field['type'],
			'inputs'  => is_array( $field['inputs'] ) ? $field['inputs'] : array(),
			'choices' => isset( $field['choices'] ) && is_array( $field['choices'] ) ? $field['choices'] : array(),
		);
	}
	return array(
		'entry' => $entry,
		'form'  => array(
			'id'     => (string) $form['id'],
			'title'  => (string) $form['title'],
			'fields' => $fields,
		),
	);
}

/** Fluent Forms, under its present name and the one before version 4.3. */
foreach ( array( 'fluentform/submission_inserted', 'fluentform_submission_inserted' ) as $leads_manager_hook ) {
	leads_manager_on(
		$leads_manager_hook,
		20,
		3,
		function ( $entry_id, $data, $form ) {
			leads_manager_take( 'fluentform', leads_manager_seen_fluent( $entry_id, $data, $form ), true );
		}
	);
}

function leads_manager_seen_fluent( $entry_id, $data, $form ) {
	global $wpdb;
	$inputs = array();
	if ( class_exists( '\FluentForm\App\Modules\Form\FormFieldsParser' ) ) {
		$inputs = \FluentForm\App\Modules\Form\FormFieldsParser::getInputs( $form, array( 'element', 'label', 'admin_label' ) );
	}
	foreach ( $inputs as $name => $input ) {
		$inputs[ $name ]['label'] = ( $input['label'] ?? '' ) ?: ( $input['admin_label'] ?? '' );
	}
	$row = $wpdb->get_row( $wpdb->prepare( "SELECT source_url, ip, created_at FROM {$wpdb->prefix}fluentform_submissions WHERE id = %d", $entry_id ), ARRAY_A );
	$row = is_array( $row ) ? $row + array( 'created_gmt' => get_gmt_from_date( $row['created_at'] ) ) : array();
	return array(
		'entry_id' => $entry_id,
		'form'     => array(
			'id'    => (string) $form->id,
			'title' => (string) $form->title,
		),
		'data'     => $data,
		'inputs'   => $inputs,
		'row'      => $row,
	);
}

/** Ninja Forms. */
leads_manager_on(
	'ninja_forms_after_submission',
	20,
	1,
	function ( $data ) {
		leads_manager_take( 'ninja-forms', $data, true );
	}
);

/** Formidable: an update of an entry that is no draft any more is the entry's first real word. */
foreach ( array( 'frm_after_create_entry', 'frm_after_update_entry' ) as $leads_manager_hook ) {
	leads_manager_on(
		$leads_manager_hook,
		60,
		2,
		function ( $entry_id, $form_id ) {
			$seen = leads_manager_seen_formidable( $entry_id, $form_id );
			if ( null !== $seen ) {
				leads_manager_take( 'formidable', $seen, true );
			}
		}
	);
}

function leads_manager_seen_formidable( $entry_id, $form_id ) {
	$entry = FrmEntry::getOne( $entry_id, true );
	// A repeated section's rows are entries of their own, under their parent.
	if ( ! $entry || ! empty( $entry->parent_item_id ) ) {
		return null;
	}
	$form   = FrmForm::getOne( $form_id );
	$fields = array();
	foreach ( FrmField::get_all_for_form( $form_id ) as $field ) {
		$fields[] = array(
			'id'   => $field->id,
			'key'  => $field->field_key,
			'name' => $field->name,
			'type' => $field->type,
		);
		if ( 'file' === $field->type && ! empty( $entry->metas[ $field->id ] ) ) {
			$entry->metas[ $field->id ] = array_filter( array_map( 'wp_get_attachment_url', (array) $entry->metas[ $field->id ] ) );
		}
	}
	return array(
		'entry'  => get_object_vars( $entry ),
		'form'   => array( 'name' => $form ? $form->name : '' ),
		'fields' => $fields,
	);
}

/** Forminator. */
leads_manager_on(
	'forminator_custom_form_submit_before_set_fields',
	60,
	3,
	function ( $entry, $form_id, $fields ) {
		$model  = Forminator_API::get_form( $form_id );
		$labels = array();
		foreach ( (array) Forminator_API::get_form_fields( $form_id ) as $field ) {
			if ( is_object( $field ) && isset( $field->slug ) ) {
				$labels[ $field->slug ] = (string) ( $field->raw['field_label'] ?? '' );
			}
		}
		leads_manager_take(
			'forminator',
			array(
				'form'     => array(
					'id'   => $form_id,
					'name' => is_object( $model ) && isset( $model->settings['formName'] ) ? $model->settings['formName'] : '',
				),
				'entry_id' => $entry->entry_id ?? '',
				'status'   => $entry->status ?? 'active',
				'is_spam'  => ! empty( $entry->is_spam ),
				'page'     => leads_manager_request( $_POST, 'current_url' ), // phpcs:ignore WordPress.Security.NonceVerification
				'referrer' => leads_manager_request( $_POST, 'referer_url' ), // phpcs:ignore WordPress.Security.NonceVerification
				'labels'   => $labels,
				'fields'   => $fields,
			)
		);
	}
);

/** Jetpack Forms. */
leads_manager_on(
	'grunion_after_feedback_post_inserted',
	20,
	4,
	function ( $post_id, $fields, $is_spam, $about ) {
		$seen  = array();
		$first = is_array( $fields ) ? reset( $fields ) : false;
		foreach ( (array) $fields as $id => $field ) {
			$seen[ $id ] = array(
				'id'    => $field->get_attribute( 'id' ),
				'label' => $field->get_attribute( 'label' ),
				'type'  => $field->get_attribute( 'type' ),
				'value' => $field->value,
			);
		}
		$form = is_object( $first ) && isset( $first->form ) ? $first->form : null;
		leads_manager_take(
			'jetpack-forms',
			array(
				'form'    => array(
					'id'   => is_object( $form ) && method_exists( $form, 'get_attribute' ) ? $form->get_attribute( 'id' ) : '',
					'name' => $about['entry_title'] ?? '',
				),
				'post_id' => $post_id,
				'is_spam' => (bool) $is_spam,
				'about'   => (array) $about,
				'fields'  => $seen,
			)
		);
	}
);

/*
 * Sending.
 */

/** One signed request. Returns status, answer and when it was answered by the other's clock. */
function leads_manager_send( $body, array $headers = array() ) {
	$settings = leads_manager_settings();
	$answer   = wp_remote_post(
		$settings['address'],
		array(
			'timeout'     => 5,
			'redirection' => 0,
			'user-agent'  => 'LeadsManagerCompanion/' . LEADS_MANAGER_VERSION . '; ' . leads_manager_home(),
			'headers'     => $headers + array(
				'Content-Type'              => 'application/json',
				'X-Leads-Manager-Signature' => leads_manager_signature( $settings['secret'], time(), $body ),
			),
			'body'        => $body,
		)
	);
	if ( is_wp_error( $answer ) ) {
		return array( 0, $answer->get_error_message(), '' );
	}
	return array(
		(int) wp_remote_retrieve_response_code( $answer ),
		(string) wp_remote_retrieve_body( $answer ),
		implode( '', array_slice( (array) wp_remote_retrieve_header( $answer, 'date' ), 0, 1 ) ),
	);
}

/** A row that is being sent isn't due for so long. */
const LEADS_MANAGER_TAKEN = 120;

/** What waits for its turn is due now, in the order it came: Leads Manager is there. What is just being sent isn't touched. */
function leads_manager_wake() {
	global $wpdb;
	$now = time();
	$wpdb->query( $wpdb->prepare( 'UPDATE ' . leads_manager_table() . " SET next_at = %d WHERE state = 'waiting' AND next_at > %d", $now, $now + LEADS_MANAGER_TAKEN ) ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
}

/**
 * Sends what is due, for twenty seconds at most, and tidies up. A row is taken by moving its next time, so that two
 * processes don't send it at once; one that dies meanwhile leaves it to the next: at least once. The first one shows whether
 * Leads Manager is there: if so, all that waits is sent, else the others wait for their turn.
 */
function leads_manager_work() {
	global $wpdb;
	$table    = leads_manager_table();
	$settings = leads_manager_settings();
	$until    = time() + 20;
	$is_there = false;
	while ( '' !== $settings['address'] && time() < $until ) {
		$now = time();
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM $table WHERE state = 'waiting' AND next_at <= %d ORDER BY next_at, id LIMIT 1", $now ), ARRAY_A ); // phpcs:ignore
		if ( ! $row ) {
			break;
		}
		if ( ! $wpdb->query( $wpdb->prepare( "UPDATE $table SET next_at = %d WHERE id = %d AND state = 'waiting' AND next_at = %d", $now + LEADS_MANAGER_TAKEN, $row['id'], $row['next_at'] ) ) ) { // phpcs:ignore
			continue;
		}
		list( $status, $answer, $date ) = leads_manager_send( $row['body'] );
		$after = leads_manager_after_sending( $row['attempts'] + 1, (int) $row['kept_at'], time(), $status, $answer, $date );
		$wpdb->query( $wpdb->prepare( "UPDATE $table SET state = %s, attempts = attempts + 1, next_at = %d, done_at = %d, error = %s WHERE id = %d AND hash = %s", $after['state'], (int) $after['next'], 'waiting' === $after['state'] ? 0 : time(), $after['error'], $row['id'], $row['hash'] ) ); // phpcs:ignore
		if ( 'sent' === $after['state'] && ! $is_there ) {
			$is_there = true;
			leads_manager_wake();
		}
		// What is too large says nothing of the others, nor does one that is refused among others that are taken.
		if ( 0 === $status || ( ! $is_there && 413 !== $status ) ) {
			break;
		}
	}
	// What wasn't sent has no other copy: it stays until it is sent or deleted by hand.
	$kept = time() - 86400 * max( 0, (int) $settings['keep_days'] );
	$wpdb->query( $wpdb->prepare( "UPDATE $table SET body = NULL WHERE state = 'sent' AND body IS NOT NULL AND done_at < %d LIMIT 500", $kept ) ); // phpcs:ignore
	$wpdb->query( $wpdb->prepare( "DELETE FROM $table WHERE state IN ('sent', 'failed', 'held') AND body IS NULL AND submitted_at < %d LIMIT 500", time() - 400 * 86400 ) ); // phpcs:ignore
}
add_action( 'leads_manager_work', 'leads_manager_work' );

/*
 * Answering Leads Manager's questions.
 */

add_action(
	'rest_api_init',
	function () {
		$routes = array(
			'/status'                            => 'leads_manager_answer_status',
			'/entries'                           => 'leads_manager_answer_entries',
			'/entries/(?P<id>[A-Za-z0-9_-]{1,64})' => 'leads_manager_answer_entry',
		);
		foreach ( $routes as $route => $callback ) {
			register_rest_route(
				'leads-manager/v1',
				$route,
				array(
					'methods'             => 'GET',
					'callback'            => $callback,
					'permission_callback' => 'leads_manager_may_ask',
				)
			);
		}
	}
);

/** Signed over `GET`, a line end, and path and query as they came. */
function leads_manager_may_ask( WP_REST_Request $request ) {
	$asked  = isset( $_SERVER['REQUEST_URI'] ) ? wp_unslash( $_SERVER['REQUEST_URI'] ) : ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput
	$header = (string) $request->get_header( 'x_leads_manager_signature' );
	return leads_manager_is_signed( leads_manager_settings()['secret'], $header, "GET\n" . $asked, time() )
		? true
		: new WP_Error( 'leads_manager_unsigned', 'The signature is missing, wrong or older than five minutes.', array( 'status' => 401 ) );
}

function leads_manager_answer( array $data, $status = 200 ) {
	return new WP_REST_Response( $data, $status, array( 'Cache-Control' => 'no-store, private' ) );
}

function leads_manager_answer_status() {
	global $wpdb;
	$table  = leads_manager_table();
	$oldest = $wpdb->get_var( "SELECT MIN(submitted_at) FROM $table WHERE state = 'waiting'" ); // phpcs:ignore
	return leads_manager_answer(
		array(
			'version' => LEADS_MANAGER_VERSION,
			'now'     => gmdate( 'c' ),
			'waiting' => (int) $wpdb->get_var( "SELECT COUNT(*) FROM $table WHERE state = 'waiting'" ), // phpcs:ignore
			'failed'  => leads_manager_failed(),
			'oldest'  => $oldest ? gmdate( 'c', (int) $oldest ) : null,
			'forms'   => leads_manager_forms(),
		)
	);
}

/** The forms something came from, and whether they are sent. */
function leads_manager_forms() {
	global $wpdb;
	$off   = leads_manager_settings()['off'];
	$forms = array();
	$rows  = $wpdb->get_results( 'SELECT plugin, form, MAX(form_name) AS name, COUNT(*) AS entries, MAX(submitted_at) AS last FROM ' . leads_manager_table() . " WHERE state <> 'held' AND plugin <> '' GROUP BY plugin, form ORDER BY plugin, form LIMIT 500", ARRAY_A ); // phpcs:ignore
	foreach ( $rows as $row ) {
		$forms[] = array(
			'plugin'  => $row['plugin'],
			'form'    => $row['form'],
			'name'    => $row['name'],
			'entries' => (int) $row['entries'],
			'last'    => gmdate( 'c', (int) $row['last'] ),
			'sent'    => ! in_array( $row['plugin'] . '|' . $row['form'], $off, true ),
		);
	}
	return $forms;
}

/** The plugins' own tables, where they can be counted: what a hook missed is found there. Times are UTC unless said. */
function leads_manager_own_tables() {
	return array(
		'gravityforms' => array( 'gf_entry', 'id', 'form_id', 'date_created', "status = 'active'", true ),
		'fluentform'   => array( 'fluentform_submissions', 'id', 'form_id', 'created_at', "status NOT IN ('spam', 'trashed')", false ),
		'formidable'   => array( 'frm_items', 'id', 'form_id', 'created_at', 'is_draft = 0 AND parent_item_id = 0', true ),
		'wpforms'      => array( 'wpforms_entries', 'entry_id', 'form_id', 'date', "status NOT IN ('spam', 'trash', 'partial', 'abandoned')", true ),
	);
}

/** Entries in a plugin's own table. A table that isn't there, or looks different, holds none. */
function leads_manager_own_rows( $plugin, array $about, $from, $to ) {
	global $wpdb;
	list( $name, $id, $form, $time, $where, $is_utc ) = $about;
	$table = $wpdb->prefix . $name;
	if ( $table !== $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ) ) {
		return array();
	}
	$there  = array( gmdate( 'Y-m-d H:i:s', $from ), gmdate( 'Y-m-d H:i:s', $to ) );
	$there  = $is_utc ? $there : array_map( 'get_date_from_gmt', $there );
	$before = $wpdb->suppress_errors( true );
	$rows   = $wpdb->get_results( $wpdb->prepare( "SELECT `$id` AS id, `$form` AS form, `$time` AS at FROM `$table` WHERE `$time` >= %s AND `$time` < %s AND $where LIMIT %d", $there[0], $there[1], LEADS_MANAGER_MOST + 1 ), ARRAY_A ); // phpcs:ignore
	$wpdb->suppress_errors( $before );
	$claims = leads_manager_settings()['claims'];
	$found  = array();
	foreach ( (array) $rows as $row ) {
		$at      = $is_utc ? $row['at'] : get_gmt_from_date( $row['at'] );
		$found[] = array(
			'id'          => (string) $row['id'],
			'plugin'      => $plugin,
			'form'        => 'wpforms' === $plugin ? (string) $row['form'] : leads_manager_form_id( $plugin, $row['form'], $claims )[0],
			'submittedAt' => leads_manager_utc( $at ),
		);
	}
	return $found;
}

function leads_manager_answer_entries( WP_REST_Request $request ) {
	global $wpdb;
	$from = leads_manager_moment( $request['from'] );
	$to   = leads_manager_moment( $request['to'] );
	if ( null === $from || null === $to || $to <= $from ) {
		return leads_manager_answer( array( 'error' => 'from and to are moments with their offset, from before to' ), 400 );
	}
	$kept = $wpdb->get_results( $wpdb->prepare( 'SELECT entry, plugin, form, submitted_at, state FROM ' . leads_manager_table() . ' WHERE submitted_at >= %d AND submitted_at < %d AND plugin <> %s LIMIT %d', $from, $to, '', LEADS_MANAGER_MOST + 1 ), ARRAY_A ); // phpcs:ignore
	// A table that can't be read doesn't say that there was nothing.
	if ( '' !== $wpdb->last_error ) {
		return leads_manager_answer( array( 'error' => 'the table cannot be read' ), 500 );
	}
	$rows = array();
	$seen = array();
	foreach ( $kept as $row ) {
		$seen[ $row['plugin'] . '|' . $row['form'] . '|' . $row['entry'] ] = true;
		if ( 'held' === $row['state'] ) {
			continue;
		}
		$rows[] = array(
			'id'          => $row['entry'],
			'plugin'      => $row['plugin'],
			'form'        => $row['form'],
			'submittedAt' => gmdate( 'Y-m-d\TH:i:s', (int) $row['submitted_at'] ) . '+00:00',
		);
	}
	foreach ( leads_manager_own_tables() as $plugin => $about ) {
		foreach ( leads_manager_own_rows( $plugin, $about, $from, $to ) as $row ) {
			if ( ! isset( $seen[ $plugin . '|' . $row['form'] . '|' . $row['id'] ] ) ) {
				$rows[] = $row;
			}
		}
	}
	if ( count( $rows ) > LEADS_MANAGER_MOST ) {
		return leads_manager_answer( array( 'error' => 'too many entries: ask for a shorter time' ), 400 );
	}
	$off  = leads_manager_settings()['off'];
	$rows = array_filter(
		$rows,
		function ( $row ) use ( $request, $off, $seen ) {
			return ! in_array( $row['plugin'] . '|' . $row['form'], $off, true )
				&& in_array( (string) $request['form'], array( '', $row['form'] ), true )
				&& in_array( (string) $request['plugin'], array( '', $row['plugin'] ), true )
				&& ( isset( $seen[ $row['plugin'] . '|' . $row['form'] . '|' . $row['id'] ] ) || ! leads_manager_is_held( $row ) );
		}
	);
	return leads_manager_answer( leads_manager_entries_answer( $rows, (int) $request['page'] ) );
}

/** Whether the site holds back what no hook told of. It is read for that only where the site has such a filter. */
function leads_manager_is_held( array $row ) {
	if ( ! has_filter( 'leads_manager_entry' ) ) {
		return false;
	}
	$told = leads_manager_told_again( $row['plugin'], $row['id'] );
	try {
		$is_let = null === $told || null !== leads_manager_let( $row['plugin'], $told );
	} catch ( \Throwable $problem ) {
		return false;
	}
	if ( $is_let ) {
		return false;
	}
	leads_manager_hold( $row['plugin'], array( 'submittedAt' => $row['submittedAt'] ) + $told );
	return true;
}

/** An entry whole: as it was kept, else as its plugin still has it. Plugin and form tell apart what has the same id. */
function leads_manager_answer_entry( WP_REST_Request $request ) {
	global $wpdb;
	$plugin = (string) $request['plugin'];
	$form   = (string) $request['form'];
	$kept   = $wpdb->get_row( $wpdb->prepare( 'SELECT body FROM ' . leads_manager_table() . " WHERE entry = %s AND (%s = '' OR plugin = %s) AND (%s = '' OR form = %s) AND (body IS NOT NULL OR state = 'held') AND NOT (state = 'failed' AND " . LEADS_MANAGER_UNFILTERED . ") ORDER BY body IS NULL, id DESC LIMIT 1", $request['id'], $plugin, $plugin, $form, $form ), ARRAY_A ); // phpcs:ignore
	$body   = $kept ? json_decode( (string) $kept['body'], true ) : null;
	// One that was kept by an earlier version may name the site by the visitor's language.
	$body = is_array( $body ) ? array_merge( $body, array( 'site' => leads_manager_home() ) ) : null;
	if ( ! $kept ) {
		$told = leads_manager_told_again( $plugin, $request['id'] );
		if ( null !== $told && '' !== $form && $form !== $told['form']['id'] ) {
			return leads_manager_answer( array( 'error' => 'the entry is of another form' ), 404 );
		}
		$is_off = null !== $told && in_array( $plugin . '|' . $told['form']['id'], leads_manager_settings()['off'], true );
		try {
			$let = null === $told || $is_off ? null : leads_manager_let( $plugin, $told );
		} catch ( \Throwable $problem ) {
			return leads_manager_answer( array( 'error' => 'the site\'s filter fails at the entry' ), 500 );
		}
		$body = null === $let ? null : json_decode( (string) leads_manager_body( $plugin, leads_manager_home(), $let ), true );
	}
	return null === $body
		? leads_manager_answer( array( 'error' => 'no such entry, or it is not kept any more' ), 404 )
		: leads_manager_answer( $body );
}

/** What is told of an entry that a plugin still has, before the site's filter; null where it can't be read. */
function leads_manager_told_again( $plugin, $id ) {
	try {
		$seen = leads_manager_seen_again( $plugin, (int) $id );
		$told = null === $seen ? null : leads_manager_read( $plugin, $seen );
	} catch ( \Throwable $problem ) {
		return null;
	}
	if ( null !== $told && 'wpforms' !== $plugin ) {
		$told['form']['id'] = leads_manager_claim( $plugin, $told['form']['id'] );
	}
	return $told;
}

/** What a plugin's hook would have given, from the plugin's own table. */
function leads_manager_seen_again( $plugin, $id ) {
	global $wpdb;
	if ( 'gravityforms' === $plugin && class_exists( 'GFAPI' ) ) {
		$entry = GFAPI::get_entry( $id );
		return is_wp_error( $entry ) ? null : leads_manager_seen_gravity( $entry, GFAPI::get_form( $entry['form_id'] ) );
	}
	if ( 'formidable' === $plugin && class_exists( 'FrmEntry' ) ) {
		$entry = FrmEntry::getOne( $id );
		return $entry ? leads_manager_seen_formidable( $id, $entry->form_id ) : null;
	}
	if ( 'fluentform' === $plugin && defined( 'FLUENTFORM' ) ) {
		$row  = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}fluentform_submissions WHERE id = %d", $id ), ARRAY_A );
		$form = $row ? $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}fluentform_forms WHERE id = %d", $row['form_id'] ) ) : null;
		return $form ? leads_manager_seen_fluent( $id, (array) json_decode( $row['response'], true ), $form ) : null;
	}
	if ( 'wpforms' === $plugin && function_exists( 'wpforms' ) ) {
		$row  = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}wpforms_entries WHERE entry_id = %d", $id ), ARRAY_A );
		$form = $row ? get_post( (int) $row['form_id'] ) : null;
		$about = array(
			'id'       => $form ? $form->ID : 0,
			'settings' => array( 'form_title' => $form ? $form->post_title : '' ),
		);
		return $form ? leads_manager_seen_wpforms( (array) json_decode( $row['fields'], true ), $about, $id ) + array( 'date' => $row['date'] ) : null;
	}
	return null;
}

/*
 * wp-admin.
 */

/** The page's texts: Spanish where the user reads Spanish, else English. */
function leads_manager_text( $key ) {
	$texts = array(
		'title'        => array( 'Leads Manager', 'Leads Manager' ),
		'line'         => array( 'Connection', 'Conexión' ),
		'line_help'    => array( 'Paste the one line from Leads Manager: the source\'s address, #, and its signing secret.', 'Pegá la línea de Leads Manager: la dirección del origen, # y su secreto de firma.' ),
		'line_set'     => array( 'Connected to %s. Paste a new line to change it.', 'Conectado a %s. Pegá otra línea para cambiarla.' ),
		'line_fixed'   => array( 'Connected to %s, as wp-config.php says.', 'Conectado a %s, según wp-config.php.' ),
		'line_wrong'   => array( 'That is not a connection line. It looks like https://…/api/intake/…/…#secret. Nothing was changed.', 'Esa no es una línea de conexión. Se ve así: https://…/api/intake/…/…#secreto. No se cambió nada.' ),
		'line_off'     => array( 'Not connected: put the line right in wp-config.php.', 'Sin conexión: corregí la línea en wp-config.php.' ),
		'line_misread' => array( 'Leads Manager: what wp-config.php says as LEADS_MANAGER_CONNECTION is no connection line. It looks like https://…/api/intake/…/…#secret. Submissions are kept here, and sent once it is right.', 'Leads Manager: lo que wp-config.php dice en LEADS_MANAGER_CONNECTION no es una línea de conexión. Se ve así: https://…/api/intake/…/…#secreto. Los envíos se guardan acá y salen cuando esté bien.' ),
		'plain'        => array( 'The address is plain http: what visitors write travels unencrypted. That is only right inside your own network.', 'La dirección es http simple: lo que escriben los visitantes viaja sin cifrar. Solo está bien dentro de tu propia red.' ),
		'keep'         => array( 'Keep what was sent for', 'Conservar lo enviado por' ),
		'days'         => array( 'days, then only its number, form and time', 'días; después solo el número, el formulario y la hora' ),
		'forms'        => array( 'Forms', 'Formularios' ),
		'forms_none'   => array( 'None yet. A form appears here with the first submission after connecting.', 'Todavía ninguno. Un formulario aparece con el primer envío después de conectar.' ),
		'send'         => array( 'Send', 'Enviar' ),
		'form'         => array( 'Form', 'Formulario' ),
		'plugin'       => array( 'Plugin', 'Plugin' ),
		'entries'      => array( 'Submissions', 'Envíos' ),
		'last'         => array( 'Last', 'Último' ),
		'save'         => array( 'Save', 'Guardar' ),
		'saved'        => array( 'Saved.', 'Guardado.' ),
		'test'         => array( 'Send a test', 'Enviar una prueba' ),
		'test_ok'      => array( 'It works: Leads Manager answered. The test makes no lead.', 'Funciona: Leads Manager respondió. La prueba no crea ningún lead.' ),
		'unreached'    => array( 'Leads Manager could not be reached: %s', 'No se pudo llegar a Leads Manager: %s' ),
		'refused'      => array( 'Leads Manager answered and refused this connection (401): address or secret are not the source\'s any more. Make a new line on the source\'s page and paste it here.', 'Leads Manager respondió y rechazó esta conexión (401): la dirección o el secreto ya no son los del origen. Generá otra línea en la página del origen y pegala acá.' ),
		'clock_ahead'  => array( 'Leads Manager answered and refused the signature (401): this server\'s clock is %d minutes ahead of its own, and five are allowed. Have the clock set right.', 'Leads Manager respondió y rechazó la firma (401): el reloj de este servidor adelanta %d minutos respecto del suyo y se permiten cinco. Pedí que lo pongan en hora.' ),
		'clock_behind' => array( 'Leads Manager answered and refused the signature (401): this server\'s clock is %d minutes behind its own, and five are allowed. Have the clock set right.', 'Leads Manager respondió y rechazó la firma (401): el reloj de este servidor atrasa %d minutos respecto del suyo y se permiten cinco. Pedí que lo pongan en hora.' ),
		'no_source'    => array( 'There is no such source at that address (404): it was deleted, or the address leads elsewhere. Paste the line of a source that exists.', 'En esa dirección no hay tal origen (404): se borró o la dirección lleva a otro lado. Pegá la línea de un origen que exista.' ),
		'too_large'    => array( 'Too large for Leads Manager: it is not tried again.', 'Demasiado grande para Leads Manager: no se vuelve a intentar.' ),
		'queue_full'   => array( 'The queue was full: it could not be kept.', 'La cola estaba llena: no se pudo conservar.' ),
		'busy'         => array( 'Leads Manager answered that it can take nothing now (%d).', 'Leads Manager respondió que ahora no puede recibir nada (%d).' ),
		'moved'        => array( 'The address leads elsewhere (HTTP %d): Leads Manager has moved, or http became https. Paste its present line.', 'La dirección lleva a otro lado (HTTP %d): Leads Manager se mudó o pasó de http a https. Pegá su línea actual.' ),
		'untried'      => array( 'It was not tried: WordPress\'s own clock (WP-Cron) does not run on this site.', 'No se intentó: el reloj de WordPress (WP-Cron) no funciona en este sitio.' ),
		'filter'       => array( 'This site\'s own filter (leads_manager_entry) failed, so nothing was let out: %s', 'El filtro de este sitio (leads_manager_entry) falló, así que no se dejó salir nada: %s' ),
		'reader'       => array( 'It could not be read as the form plugin gave it: %s', 'No se pudo leer como lo entregó el plugin de formularios: %s' ),
		'database'     => array( 'This site\'s database did not take it, only that it was there: %s', 'La base de datos de este sitio no lo aceptó, solo que existió: %s' ),
		'answered'     => array( 'Leads Manager answered with HTTP %d.', 'Leads Manager respondió con HTTP %d.' ),
		'other'        => array( 'Something answered at that address that is not Leads Manager: a sign-in page or a proxy, maybe.', 'En esa dirección respondió algo que no es Leads Manager: quizás una página de ingreso o un proxy.' ),
		'recent'       => array( 'Last submissions', 'Últimos envíos' ),
		'recent_none'  => array( 'Nothing yet.', 'Todavía nada.' ),
		'time'         => array( 'Time', 'Hora' ),
		'entry'        => array( 'Entry', 'Envío' ),
		'state'        => array( 'State', 'Estado' ),
		'waiting'      => array( 'Waiting, next try %s', 'En espera, próximo intento %s' ),
		'sent'         => array( 'Sent', 'Enviado' ),
		'failed'       => array( 'Not sent', 'No enviado' ),
		'held'         => array( 'Held back by this site', 'Retenido por este sitio' ),
		'retry'        => array( 'Send all that wait or failed now', 'Enviar ahora todo lo pendiente o fallido' ),
		'discard'      => array( 'Delete what was not sent', 'Borrar lo no enviado' ),
		'discard_sure' => array( 'Leads Manager never got these submissions. Delete them for good?', 'Leads Manager nunca recibió estos envíos. ¿Borrarlos definitivamente?' ),
		'discarded'    => array( 'Submissions deleted: %d.', 'Envíos borrados: %d.' ),
		'retried'      => array( 'They are being sent.', 'Se están enviando.' ),
		'notice'       => array( 'Leads Manager: submissions not delivered: %d.', 'Leads Manager: envíos sin entregar: %d.' ),
		'notice_none'  => array( 'Leads Manager: nothing has been sent for an hour; submissions waiting: %d.', 'Leads Manager: hace una hora que no se envía nada; envíos en espera: %d.' ),
		'notice_link'  => array( 'See which', 'Ver cuáles' ),
	);
	return $texts[ $key ][ 0 === strpos( get_user_locale(), 'es' ) ? 1 : 0 ];
}

/** An error of the queue in words. */
function leads_manager_explained( $error ) {
	list( $key, $detail ) = leads_manager_meaning( $error );
	return sprintf( leads_manager_text( $key ), $detail );
}

add_action(
	'admin_menu',
	function () {
		add_options_page( leads_manager_text( 'title' ), leads_manager_text( 'title' ), 'manage_options', 'leads-manager', 'leads_manager_page' );
	}
);

add_action(
	'admin_notices',
	function () {
		$screen = get_current_screen();
		if ( ! current_user_can( 'manage_options' ) || ! $screen || ! in_array( $screen->id, array( 'dashboard', 'plugins' ), true ) ) {
			return;
		}
		$failed  = leads_manager_failed( time() - 30 * 86400 );
		$notices = array( $failed > 0 ? sprintf( leads_manager_text( 'notice' ), $failed ) : '', leads_manager_stuck() );
		foreach ( array_filter( $notices ) as $notice ) {
			$link = admin_url( 'options-general.php?page=leads-manager' );
			printf( '<div class="notice notice-error"><p>%s <a href="%s">%s</a></p></div>', esc_html( $notice ), esc_url( $link ), esc_html( leads_manager_text( 'notice_link' ) ) );
		}
	}
);

/**
 * That something has waited for an hour in which nothing was sent: how much waits, and why. Or that nothing can be sent, by
 * what wp-config.php says. Else empty.
 */
function leads_manager_stuck() {
	if ( leads_manager_is_misread() ) {
		return leads_manager_text( 'line_misread' );
	}
	global $wpdb;
	$table = leads_manager_table();
	$since = time() - 3600;
	if ( $wpdb->get_var( $wpdb->prepare( "SELECT id FROM $table WHERE state = 'sent' AND done_at > %d LIMIT 1", $since ) ) ) { // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared
		return '';
	}
	if ( ! $wpdb->get_var( $wpdb->prepare( "SELECT id FROM $table WHERE state = 'waiting' AND kept_at < %d LIMIT 1", $since ) ) ) { // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared
		return '';
	}
	// One at a time is tried: only that one has a reason.
	$reason = $wpdb->get_var( "SELECT error FROM $table WHERE state = 'waiting' ORDER BY error = '', id DESC LIMIT 1" ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared
	$count  = $wpdb->get_var( "SELECT COUNT(*) FROM $table WHERE state = 'waiting'" ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared
	return sprintf( leads_manager_text( 'notice_none' ), (int) $count ) . ' ' . leads_manager_explained( (string) $reason );
}

add_action( 'admin_post_leads_manager', 'leads_manager_do' );

/** The page's buttons. What stands in the page is saved first: a test is of the line that was just pasted. */
function leads_manager_do() {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( '', '', array( 'response' => 403 ) );
	}
	check_admin_referer( 'leads_manager' );
	$does = isset( $_POST['do'] ) ? sanitize_key( wp_unslash( $_POST['do'] ) ) : '';
	$said = array( 'updated', leads_manager_text( 'saved' ) );
	if ( ! leads_manager_save_page( wp_unslash( $_POST ) ) ) {
		$said = array( 'error', leads_manager_text( 'line_wrong' ) );
	} elseif ( 'test' === $does ) {
		$said = leads_manager_test();
	} elseif ( 'retry' === $does ) {
		leads_manager_retry();
		$said = array( 'updated', leads_manager_text( 'retried' ) );
	} elseif ( 'discard' === $does ) {
		$said = array( 'updated', sprintf( leads_manager_text( 'discarded' ), leads_manager_discard() ) );
	}
	set_transient( 'leads_manager_said_' . get_current_user_id(), $said, 60 );
	wp_safe_redirect( admin_url( 'options-general.php?page=leads-manager' ) );
	exit;
}

function leads_manager_save_page( array $sent ) {
	$line    = trim( is_string( $sent['line'] ?? null ) ? $sent['line'] : '' );
	$changes = array( 'keep_days' => max( 0, min( 365, (int) ( $sent['keep_days'] ?? 30 ) ) ) );
	if ( '' !== $line ) {
		$connection = leads_manager_connection( $line );
		if ( null === $connection ) {
			return false;
		}
		$changes += $connection;
	}
	$listed         = array_map( 'strval', (array) ( $sent['listed'] ?? array() ) );
	$on             = array_map( 'strval', (array) ( $sent['on'] ?? array() ) );
	$unlisted       = array_diff( leads_manager_settings()['off'], $listed );
	$changes['off'] = array_values( array_merge( $unlisted, array_diff( $listed, $on ) ) );
	leads_manager_save( $changes );
	if ( '' !== $line ) {
		leads_manager_wake();
		leads_manager_soon();
	}
	return true;
}

/** A test says so in its body and in a header: it makes no lead. */
function leads_manager_test() {
	$body = json_encode(
		array(
			'companion' => 1,
			'test'      => true,
			'site'      => leads_manager_home(),
		)
	);
	list( $status, $answer, $date ) = leads_manager_send( $body, array( 'X-Hook-Test' => 'true' ) );

	$after = leads_manager_after_sending( 1, time(), time(), $status, $answer, $date );
	if ( 'sent' === $after['state'] ) {
		leads_manager_wake();
		leads_manager_soon();
	}
	return 'sent' === $after['state']
		? array( 'updated', leads_manager_text( 'test_ok' ) )
		: array( 'error', leads_manager_explained( $after['error'] ) );
}

function leads_manager_retry() {
	global $wpdb;
	leads_manager_let_again();
	$wpdb->query( $wpdb->prepare( 'UPDATE ' . leads_manager_table() . " SET state = 'waiting', attempts = 0, kept_at = %d, next_at = %d, done_at = 0 WHERE state IN ('waiting', 'failed') AND body IS NOT NULL AND NOT (state = 'failed' AND " . LEADS_MANAGER_UNFILTERED . ')', time(), time() ) ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
	leads_manager_soon();
}

/** Forgets what was given up. How many there were. */
function leads_manager_discard() {
	global $wpdb;
	$lost = count( leads_manager_lost() );
	delete_option( 'leads_manager_lost' );
	return $lost + (int) $wpdb->query( 'DELETE FROM ' . leads_manager_table() . " WHERE state = 'failed'" ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
}

/** How many were given up, of the last days or of all. */
function leads_manager_failed( $since = 0 ) {
	global $wpdb;
	$lost = array_filter(
		array_column( leads_manager_lost(), 'done_at' ),
		function ( $at ) use ( $since ) {
			return $at > $since;
		}
	);
	return count( $lost ) + (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM ' . leads_manager_table() . " WHERE state = 'failed' AND done_at > %d", $since ) ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
}

function leads_manager_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$settings = leads_manager_settings();
	$said     = get_transient( 'leads_manager_said_' . get_current_user_id() );
	delete_transient( 'leads_manager_said_' . get_current_user_id() );
	$host = (string) wp_parse_url( $settings['address'], PHP_URL_HOST );
	echo '<div class="wrap"><h1>' . esc_html( leads_manager_text( 'title' ) ) . '</h1>';
	if ( is_array( $said ) ) {
		printf( '<div class="notice %s"><p>%s</p></div>', esc_attr( 'error' === $said[0] ? 'notice-error' : 'notice-success' ), esc_html( $said[1] ) );
	}
	$stuck = leads_manager_stuck();
	if ( '' !== $stuck ) {
		echo '<div class="notice notice-error"><p>' . esc_html( $stuck ) . '</p></div>';
	}
	if ( 0 === strpos( $settings['address'], 'http://' ) ) {
		echo '<div class="notice notice-warning"><p>' . esc_html( leads_manager_text( 'plain' ) ) . '</p></div>';
	}
	echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="leads_manager">';
	wp_nonce_field( 'leads_manager' );
	echo '<table class="form-table" role="presentation"><tr><th scope="row"><label for="leads-manager-line">' . esc_html( leads_manager_text( 'line' ) ) . '</label></th><td>';
	if ( '' !== leads_manager_fixed_line() ) {
		echo '<p>' . esc_html( '' === $host ? leads_manager_text( 'line_off' ) : sprintf( leads_manager_text( 'line_fixed' ), $host ) ) . '</p>';
	} else {
		echo '<input type="password" autocomplete="off" class="large-text" id="leads-manager-line" name="line" value="">';
		echo '<p class="description">' . esc_html( '' === $host ? leads_manager_text( 'line_help' ) : sprintf( leads_manager_text( 'line_set' ), $host ) ) . '</p>';
	}
	echo '</td></tr><tr><th scope="row"><label for="leads-manager-keep">' . esc_html( leads_manager_text( 'keep' ) ) . '</label></th><td>';
	printf( '<input type="number" min="0" max="365" class="small-text" id="leads-manager-keep" name="keep_days" value="%d"> %s</td></tr></table>', (int) $settings['keep_days'], esc_html( leads_manager_text( 'days' ) ) );
	leads_manager_page_forms();
	echo '<p class="submit"><button class="button button-primary" name="do" value="save">' . esc_html( leads_manager_text( 'save' ) ) . '</button> ';
	if ( '' !== $host ) {
		echo '<button class="button" name="do" value="test">' . esc_html( leads_manager_text( 'test' ) ) . '</button> ';
		echo '<button class="button" name="do" value="retry">' . esc_html( leads_manager_text( 'retry' ) ) . '</button> ';
	}
	if ( leads_manager_failed() > 0 ) {
		$sure = 'return confirm(' . wp_json_encode( leads_manager_text( 'discard_sure' ) ) . ')';
		echo '<button class="button" name="do" value="discard" onclick="' . esc_attr( $sure ) . '">' . esc_html( leads_manager_text( 'discard' ) ) . '</button>';
	}
	echo '</p></form>';
	leads_manager_page_recent();
	echo '</div>';
}

/** A table head of texts. */
function leads_manager_page_head( array $keys ) {
	echo '<div style="overflow-x:auto"><table class="widefat striped"><thead><tr>';
	foreach ( $keys as $key ) {
		echo '<th scope="col">' . esc_html( leads_manager_text( $key ) ) . '</th>';
	}
	echo '</tr></thead><tbody>';
}

function leads_manager_page_forms() {
	$forms = leads_manager_forms();
	echo '<h2>' . esc_html( leads_manager_text( 'forms' ) ) . '</h2>';
	if ( array() === $forms ) {
		echo '<p>' . esc_html( leads_manager_text( 'forms_none' ) ) . '</p>';
		return;
	}
	leads_manager_page_head( array( 'send', 'form', 'plugin', 'entries', 'last' ) );
	foreach ( $forms as $form ) {
		$key  = $form['plugin'] . '|' . $form['form'];
		$name = ( '' === $form['name'] ? '' : $form['name'] . ' ' ) . '(' . $form['form'] . ')';
		printf( '<tr><td><input type="hidden" name="listed[]" value="%1$s"><input type="checkbox" name="on[]" value="%1$s" aria-label="%2$s"%3$s></td>', esc_attr( $key ), esc_attr( leads_manager_text( 'send' ) . ': ' . $name ), checked( $form['sent'], true, false ) );
		printf( '<td>%s</td><td>%s</td><td>%d</td><td>%s</td></tr>', esc_html( $name ), esc_html( $form['plugin'] ), (int) $form['entries'], esc_html( leads_manager_local( strtotime( $form['last'] ) ) ) );
	}
	echo '</tbody></table></div>';
}

function leads_manager_page_recent() {
	global $wpdb;
	$rows = $wpdb->get_results( 'SELECT plugin, form, form_name, entry, submitted_at, state, attempts, next_at, error FROM ' . leads_manager_table() . " ORDER BY state = 'failed' DESC, id DESC LIMIT 50", ARRAY_A ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
	foreach ( leads_manager_lost() as $one ) {
		array_unshift( $rows, array( 'state' => 'failed', 'next_at' => 0 ) + $one );
	}
	echo '<h2>' . esc_html( leads_manager_text( 'recent' ) ) . '</h2>';
	if ( array() === $rows ) {
		echo '<p>' . esc_html( leads_manager_text( 'recent_none' ) ) . '</p>';
		return;
	}
	leads_manager_page_head( array( 'time', 'state', 'form', 'entry' ) );
	foreach ( $rows as $row ) {
		$state  = sprintf( leads_manager_text( $row['state'] ), leads_manager_local( (int) $row['next_at'] ) );
		$state .= '' === $row['error'] ? '' : ': ' . leads_manager_explained( $row['error'] );
		printf( '<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>', esc_html( leads_manager_local( (int) $row['submitted_at'] ) ), esc_html( $state ), esc_html( '' === $row['form_name'] ? $row['form'] : $row['form_name'] ), esc_html( $row['entry'] ) );
	}
	echo '</tbody></table></div>';
}

function leads_manager_local( $time ) {
	return wp_date( 'Y-m-d H:i', $time );
}
