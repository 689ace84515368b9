<?php
/** The table as MySQL would make it: keys become indexes. */
function dbDelta( $sql ) {
	global $wpdb;
	$name = explode( ' ', trim( $sql ) )[2];
	$sql  = str_replace( 'bigint(20) unsigned NOT NULL AUTO_INCREMENT', 'INTEGER PRIMARY KEY AUTOINCREMENT', $sql );
	$sql  = preg_replace( array( '/ unsigned/', '/PRIMARY KEY  \(id\),/', '/UNIQUE KEY \w+ /', '/,\s*KEY \w+ \([^)]*\)/' ), array( '', '', 'UNIQUE ', '' ), $sql );
	$wpdb->query( str_replace( 'CREATE TABLE', 'CREATE TABLE IF NOT EXISTS', $sql ) );
	return array( $name );
}
