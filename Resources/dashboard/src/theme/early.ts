import { applyTheme, storedTheme } from './storage';

// Runs before the page is drawn, so that a chosen theme does not flash.
applyTheme(storedTheme());
