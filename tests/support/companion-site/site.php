<?php
/**
 * A WordPress that holds just what the companion asks of one: options, hooks, its clock, and a table in SQLite. Runs the steps
 * that are read as JSON, in one request, and writes what each gave.
 */

error_reporting( E_ALL );
set_error_handler(
	function ( $level, $message, $file, $line ) {
		throw new ErrorException( $message, 0, $level, $file, $line );
	}
);
define( 'ABSPATH', __DIR__ . '/' );
define( 'ARRAY_A', 'ARRAY_A' );

/** What the site holds, and what was done to it. */
final class Site {
	public static $options    = array();
	public static $transients = array();
	public static $hooks      = array();
	public static $clock      = array();
	public static $answers    = array();
	public static $sent       = array();
	public static $blogs      = array( 1 );
	public static $locale     = 'en_US';
	public static $screen     = 'dashboard';
	public static $language   = '';
	public static $agents     = array();
	/** What a statement the database refuses looks like; empty: none. */
	public static $broken     = '';
}

/** MySQL's words that the companion uses, told to SQLite. */
final class Database {
	public $prefix     = 'wp_';
	public $last_error = '';
	private $sqlite = null;

	public function __construct() {
		$this->sqlite = new PDO( 'sqlite::memory:', null, null, array( PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION ) );
	}

	public function get_charset_collate() {
		return '';
	}

	public function esc_like( $text ) {
		return $text;
	}

	public function suppress_errors() {
		return false;
	}

	public function prepare( $sql, ...$values ) {
		return preg_replace_callback(
			'/%[sd]/',
			function ( $found ) use ( &$values ) {
				$value = array_shift( $values );
				return '%d' === $found[0] ? (string) (int) $value : $this->sqlite->quote( (string) $value );
			},
			$sql
		);
	}

	private function is_refused( $sql ) {
		$this->last_error = '' !== Site::$broken && preg_match( Site::$broken, $sql ) ? 'refused' : '';
		return '' !== $this->last_error;
	}

	public function query( $sql ) {
		if ( $this->is_refused( $sql ) ) {
			return false;
		}
		$sql = preg_replace( '/^SHOW TABLES LIKE (\S+)$/', "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1", $sql );
		$sql = preg_replace( '/^(UPDATE|DELETE FROM) (\S+) (.*) LIMIT \d+$/s', '$1 $2 $3', $sql );
		return $this->sqlite->query( $sql )->rowCount();
	}

	private function rows( $sql ) {
		if ( $this->is_refused( $sql ) ) {
			return array();
		}
		$sql = preg_replace( '/^SHOW TABLES LIKE (\S+)$/', "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1", $sql );
		return $this->sqlite->query( $sql )->fetchAll( PDO::FETCH_ASSOC );
	}

	public function get_results( $sql ) {
		return $this->rows( $sql );
	}

	public function get_row( $sql, $as = 'OBJECT' ) {
		$row = $this->rows( $sql )[0] ?? null;
		return ARRAY_A === $as || null === $row ? $row : (object) $row;
	}

	public function get_var( $sql ) {
		$row = $this->get_row( $sql, ARRAY_A );
		return null === $row ? null : reset( $row );
	}

	private function put( $verb, $table, array $row ) {
		if ( $this->is_refused( $verb . ' ' . ( $row['body'] ?? '' ) ) ) {
			return false;
		}
		$marks = implode( ', ', array_fill( 0, count( $row ), '?' ) );
		$put   = $this->sqlite->prepare( "$verb INTO $table (" . implode( ', ', array_keys( $row ) ) . ") VALUES ($marks)" );
		$put->execute( array_values( $row ) );
		return 1;
	}

	public function replace( $table, array $row ) {
		return $this->put( 'REPLACE', $table, $row );
	}

	public function insert( $table, array $row ) {
		return $this->put( 'INSERT', $table, $row );
	}
}
$GLOBALS['wpdb'] = new Database();

class WP_Error {
	private $message;
	public function __construct( $code, $message ) {
		$this->message = $message;
	}
	public function get_error_message() {
		return $this->message;
	}
}
class WP_REST_Request extends ArrayObject {
	public function offsetGet( $key ): mixed {
		return $this->offsetExists( $key ) ? parent::offsetGet( $key ) : null;
	}
}
class WP_REST_Response {
	public $data;
	public $status;
	public function __construct( $data, $status ) {
		$this->data   = $data;
		$this->status = $status;
	}
}

function add_filter( $hook, $take, $priority = 10 ) {
	Site::$hooks[ $hook ][] = $take;
}
function add_action( $hook, $take ) {
	add_filter( $hook, $take );
}
function has_filter( $hook ) {
	return ! empty( Site::$hooks[ $hook ] );
}
function apply_filters( $hook, $value, ...$more ) {
	foreach ( Site::$hooks[ $hook ] ?? array() as $take ) {
		$value = $take( $value, ...$more );
	}
	return $value;
}
function do_action( $hook, ...$with ) {
	foreach ( Site::$hooks[ $hook ] ?? array() as $take ) {
		$take( ...$with );
	}
}
function register_activation_hook( $file, $take ) {
	add_action( 'activate', $take );
}
function register_deactivation_hook( $file, $take ) {
	add_action( 'deactivate', $take );
}
function register_uninstall_hook( $file, $take ) {
	add_action( 'uninstall', $take );
}

function get_current_blog_id() {
	return 'wp_' === $GLOBALS['wpdb']->prefix ? 1 : (int) explode( '_', $GLOBALS['wpdb']->prefix )[1];
}
function is_multisite() {
	return count( Site::$blogs ) > 1;
}
function get_sites( $asked ) {
	return array_slice( Site::$blogs, 0, ( $asked['number'] ?? 100 ) ?: null );
}
function switch_to_blog( $blog ) {
	$GLOBALS['wpdb']->prefix = 1 === $blog ? 'wp_' : "wp_{$blog}_";
}
function restore_current_blog() {
	switch_to_blog( 1 );
}
function get_option( $name, $else = false ) {
	if ( 'home' === $name ) {
		return 'https://www.ejemplo.test' . ( 1 === get_current_blog_id() ? '' : '/b' . get_current_blog_id() );
	}
	return Site::$options[ get_current_blog_id() ][ $name ] ?? $else;
}
function update_option( $name, $value ) {
	Site::$options[ get_current_blog_id() ][ $name ] = $value;
}
function delete_option( $name ) {
	unset( Site::$options[ get_current_blog_id() ][ $name ] );
}
function set_transient( $name, $value ) {
	Site::$transients[ $name ] = $value;
}
function get_transient( $name ) {
	return Site::$transients[ $name ] ?? false;
}
function delete_transient( $name ) {
	unset( Site::$transients[ $name ] );
}
function wp_next_scheduled( $hook, $with = array() ) {
	return in_array( array( $hook, $with ), Site::$clock[ get_current_blog_id() ] ?? array(), true );
}
function wp_schedule_event( $at, $every, $hook, $with = array() ) {
	Site::$clock[ get_current_blog_id() ][] = array( $hook, $with );
}
function wp_schedule_single_event( $at, $hook, $with = array() ) {
	wp_schedule_event( $at, '', $hook, $with );
}
function wp_unschedule_hook( $hook ) {
	$others = array_filter( Site::$clock[ get_current_blog_id() ] ?? array(), fn( $one ) => $one[0] !== $hook );

	Site::$clock[ get_current_blog_id() ] = array_values( $others );
}
function spawn_cron() {
}

/** Gravity Forms with one form, whose entries its own table holds. */
class GFAPI {
	public static $entries = array();
	public static function get_entry( $id ) {
		return self::$entries[ $id ] ?? new WP_Error( 'none', 'none' );
	}
	public static function get_form( $id ) {
		$fields = array();
		foreach ( array( 1 => 'Mail', 2 => 'Diagnosis' ) as $number => $label ) {
			$fields[] = array( 'id' => $number, 'label' => $label, 'type' => 'text', 'inputs' => null );
		}
		return array( 'id' => $id, 'title' => 'F', 'fields' => $fields );
	}
	public static function add( $id, $form, $at, $is_told ) {
		global $wpdb;
		$wpdb->query( 'CREATE TABLE IF NOT EXISTS wp_gf_entry (id, form_id, date_created, status)' );
		$row = array( 'id' => $id, 'form_id' => $form, 'date_created' => $at, 'status' => 'active' );
		$wpdb->insert( 'wp_gf_entry', $row );
		self::$entries[ $id ] = $row + array( '1' => "p$id@example.test", '2' => "private $id" );
		if ( $is_told ) {
			do_action( 'gform_after_submission', self::$entries[ $id ], self::get_form( $form ) );
		}
	}
}

/** Answers as they were laid down, one per request; the last one for all that follow. */
function wp_remote_post( $address, $asked ) {
	Site::$agents[] = $asked['user-agent'];
	Site::$sent[] = array( $address, json_decode( $asked['body'], true ) );
	$answer       = count( Site::$answers ) > 1 ? array_shift( Site::$answers ) : ( Site::$answers[0] ?? array( 200, '{"ok":true}' ) );
	return 0 === $answer[0] ? new WP_Error( 'http', $answer[1] ) : $answer;
}
function is_wp_error( $what ) {
	return $what instanceof WP_Error;
}
function wp_remote_retrieve_response_code( $answer ) {
	return $answer[0];
}
function wp_remote_retrieve_body( $answer ) {
	return $answer[1] ?? '';
}
function wp_remote_retrieve_header( $answer, $name ) {
	return 'date' === $name ? ( $answer[2] ?? '' ) : '';
}

function home_url() {
	return get_option( 'home' ) . Site::$language;
}
function is_ssl() {
	return true;
}
function admin_url( $path ) {
	return 'https://www.ejemplo.test/wp-admin/' . $path;
}
function get_user_locale() {
	return Site::$locale;
}
function get_current_user_id() {
	return 1;
}
function current_user_can() {
	return true;
}
function get_current_screen() {
	return (object) array( 'id' => Site::$screen );
}
function check_admin_referer() {
}
function wp_safe_redirect() {
	throw new RuntimeException( 'redirected' );
}
function wp_unslash( $value ) {
	return $value;
}
function sanitize_key( $text ) {
	return $text;
}
function esc_html( $text ) {
	return htmlspecialchars( $text );
}
function esc_attr( $text ) {
	return htmlspecialchars( $text );
}
function esc_url( $text ) {
	return $text;
}
function wp_parse_url( $address, $part ) {
	return parse_url( $address, $part );
}
function wp_json_encode( $value ) {
	return json_encode( $value );
}
function wp_nonce_field() {
}
function checked( $is, $true, $prints ) {
	return $is === $true ? ' checked' : '';
}
function wp_date( $format, $time ) {
	return gmdate( $format, $time );
}
function get_date_from_gmt( $text ) {
	return $text;
}
function get_gmt_from_date( $text ) {
	return $text;
}
if ( ! function_exists( 'mb_substr' ) ) {
	function mb_substr( $text, $from, $length ) {
		return substr( $text, $from, $length );
	}
}

require __DIR__ . '/../../../wordpress/leads-manager/leads-manager.php';

function printed( callable $prints ) {
	ob_start();
	$prints();
	return ob_get_clean();
}

/** What a test may do to the site, beside the companion's own functions. */
$steps = array(
	'rows'       => fn( $columns ) => $GLOBALS['wpdb']->get_results( "SELECT $columns FROM " . leads_manager_table() . ' ORDER BY id' ),
	'sql'        => fn( $sql ) => $GLOBALS['wpdb']->query( $sql ),
	'tables'     => fn() => array_column( $GLOBALS['wpdb']->get_results( "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'wp%' ORDER BY name" ), 'name' ),
	'site'       => function ( $name, $value ) {
		Site::$$name = $value;
	},
	'see'        => fn( $name ) => Site::$$name,
	'blog'       => fn( $blog ) => switch_to_blog( $blog ),
	'hook'       => fn( $hook, ...$with ) => do_action( $hook, ...$with ),
	'ask'        => function ( $what, $asked ) {
		$answer = call_user_func( 'leads_manager_answer_' . $what, new WP_REST_Request( $asked ) );
		return array( 'status' => $answer->status, 'data' => $answer->data );
	},
	'gravity'    => fn( ...$entry ) => GFAPI::add( ...$entry ),
	// A site's own filter: null for a form, and one field fewer for all.
	'hold'       => function ( $form, $field ) {
		add_filter(
			'leads_manager_entry',
			function ( $told ) use ( $form, $field ) {
				$told['fields'] = array_values( array_filter( $told['fields'], fn( $one ) => $one['id'] !== $field ) );
				return $form === $told['form']['id'] ? null : $told;
			}
		);
	},
	// A site's own filter that fails as it is told to, until it is mended.
	'fail'       => function ( $how ) {
		Site::$hooks['leads_manager_entry'] = array(
			function ( $told ) use ( $how ) {
				switch ( $how ) {
					case 'throws':
						throw new RuntimeException( 'no such column' );
					case 'nan':
						$told['fields'][0]['value'] = NAN;
						return $told;
					case 'shape':
						return array( 'fields' => 'none' );
				}
				$told['fields'][0]['value'] = 'filtered';
				return $told;
			},
		);
	},
	'press'      => function ( $posted ) {
		$_POST = $posted;
		try {
			leads_manager_do();
		} catch ( RuntimeException $gone ) {
			return Site::$transients['leads_manager_said_1'];
		}
	},
	'notices'    => fn() => printed( fn() => do_action( 'admin_notices' ) ),
	'config'     => fn( $line ) => define( 'LEADS_MANAGER_CONNECTION', $line ),
	'settings_page' => fn() => printed( 'leads_manager_page' ),
);

do_action( 'init' );
$results = array();
foreach ( json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR ) as list( $name, $with ) ) {
	$results[] = isset( $steps[ $name ] ) ? $steps[ $name ]( ...$with ) : call_user_func_array( 'leads_manager_' . $name, $with );
}
ob_start();
echo json_encode( $results, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES );
ob_end_flush();
