<?php
/**
 * Calls the companion's plain functions by name: reads a list of [function, arguments] as JSON, writes the list of results.
 */

error_reporting( E_ALL );
set_error_handler(
	function ( $level, $message, $file, $line ) {
		throw new ErrorException( $message, 0, $level, $file, $line );
	}
);
require __DIR__ . '/../../wordpress/leads-manager/leads-manager.php';

$results = array();
foreach ( json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR ) as list( $name, $arguments ) ) {
	$results[] = call_user_func_array( 'leads_manager_' . $name, $arguments );
}
echo json_encode( $results, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES );
