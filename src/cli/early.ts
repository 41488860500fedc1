/**
 * Loaded before everything else: what has to hold while the program is still being loaded.
 *
 * @module
 */
import './ending/early-signals.ts';
import './ending/lost-terminal.ts';
