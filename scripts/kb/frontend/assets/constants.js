/** The contract with Python, written by `make format` from `scripts/kb/contract/`, where it is told. */

export const WHOLE = "=";
export const GOES_ON = "*";
export const IN_TITLE = 1;
export const IN_NAME = 2;
export const IMPACT = 4;
export const EXPORTS = "exports";
export const PLAIN = "exports/plain";
