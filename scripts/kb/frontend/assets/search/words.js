/** Text into words and identifiers, by the rules of `read/folding.py`, `publish/words.py` and `read/identifiers.py`; tests hold both together. */

const LETTERS = new Map(Object.entries({
  ł: "l", Ł: "l", ø: "o", Ø: "o", đ: "d", Đ: "d", ı: "i", ß: "ss", æ: "ae", Æ: "ae", œ: "oe", Œ: "oe", Þ: "th", þ: "th", Ð: "d", ð: "d", ς: "σ",
  "–": " ", "—": " ", "’": "'", "‘": "'", "♯": "#",
}));
/** All of them are hyphens to the reader. */
const HYPHENS = /[\u2010\u2011\u2212\ufe63\uff0d]/g;
const INVISIBLE = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/g;
/** Chinese and Japanese are written without spaces: each sign is a word. */
const SIGN_IS_WORD = /^[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
/** C#, F# and C++ keep their signs, for they are not C and F. */
const WORD = /(?<![\p{L}\p{N}])[a-z]#(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:\+\+)?/gu;

/**
 * Without accents and capitals; letters of other scripts stay what they are, signs become spaces.
 * @param {string} text
 */
export function fold(text) {
  const signs = text.replace(HYPHENS, "-").replace(INVISIBLE, "").normalize("NFC");
  return signs.replace(/[^\x00-\x7f]/gu, letter).toLowerCase().replace(/\$?[_^]\{?(\d+)\}?\$?/g, "$1");
}

/** @param {string} sign */
function letter(sign) {
  const known = LETTERS.get(sign);
  if (known !== undefined) return known;
  const parts = sign.normalize("NFKD");
  const latin = parts.replace(/[^\x00-\x7f]/g, "").toLowerCase();
  if (latin || /\p{M}/u.test(sign)) return latin;
  if (!/[\p{L}\p{N}]/u.test(sign)) return " ";
  const plain = parts.replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
  return SIGN_IS_WORD.test(plain) ? ` ${plain} ` : plain;
}

/**
 * The words of a text, folded.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return fold(text).replaceAll("'s ", " ").replaceAll("'", "").match(WORD) ?? [];
}

/**
 * Names with a hyphen and a number, as they are written in a folded text and as one word: `gpt-3` and `gpt3`.
 * @param {string} text
 * @returns {[string, string][]}
 */
export function numbered(text) {
  const found = fold(text).match(/[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+){1,2}(?![-/.]?[\p{L}\p{N}])/gu) ?? [];
  return found.filter((name) => /\p{N}/u.test(name) && /\p{L}/u.test(name)).map((name) => [name, name.replace(/[-/.]/g, "")]);
}

/**
 * An identifier or a citation as the index holds it; empty where there is no letter or digit.
 * @param {string} text
 */
export function identifier(text) {
  const bare = fold(text).replaceAll("&", " and ").replace(/[()[\],;"?!]|\.(?=[\s,;)\]]|$)/g, " ").split(/\s+/).filter(Boolean).join(" ");
  return /[\p{L}\p{N}]/u.test(bare) ? bare : "";
}

const ARXIV = "(?:\\d{4}\\.\\d{4,5}|[a-z-]+(?:\\.[a-z]{2})?/\\d{7})";
/** With its version, as the name of a file. */
const ARXIV_FILE = new RegExp(`^(${ARXIV})(?:v\\d+)?(?:\\.pdf)?$`, "i");

/**
 * What an address or a prefix around an identifier leaves: `https://arxiv.org/pdf/2001.08361v1.pdf` gives `2001.08361`.
 * @param {string} text
 */
export function bareIdentifier(text) {
  const bare = text.trim().replace(/^@/, "")
    .replace(/^(https?:\/\/)?((dx|www)\.)?(doi\.org\/|arxiv\.org\/(abs|pdf)\/)|^(doi|arxiv):\s*/i, "")
    .replace(ARXIV_FILE, "$1");
  return identifier(bare);
}

/** What an identifier looks like, by what people call it. */
const SHAPES = /** @type {[string, RegExp][]} */ ([
  ["DOI", /^10\.\d{4,9}\/\S/],
  ["arXiv id", new RegExp(`^${ARXIV}$`)],
  ["cite key", /^\p{L}{2,}(19|20)\d\d\p{L}[\p{L}\d]*$/u],
]);

/**
 * What kind of identifier a bare one is; empty if it does not look like one.
 * @param {string} bare
 */
export function kindOfIdentifier(bare) {
  return SHAPES.find(([, shape]) => shape.test(bare))?.[0] ?? "";
}

/**
 * What stands in quotes and must be found as it is, and the rest.
 * @param {string} query
 * @returns {{phrases: string[][], rest: string}}
 */
export function quoted(query) {
  /** @type {string[][]} */
  const phrases = [];
  const rest = query.replace(/["“”„]([^"“”„]*)["“”]/g, (_, phrase) => {
    const found = words(phrase);
    if (found.length) phrases.push(found);
    return " ";
  });
  return { phrases, rest };
}

/**
 * Parts of a text, by turns outside and inside of the words that were looked for.
 * @param {string} text
 * @param {{exact: Set<string>, beginnings: string[]}} sought
 * @returns {string[]}
 */
export function marked(text, sought) {
  /** @type {string[]} */
  const parts = [""];
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}’']+(?:\+\+|#)?/gu)) {
    const wanted = words(match[0]).some((word) => sought.exact.has(word) || sought.beginnings.some((beginning) => word.startsWith(beginning)));
    if (!wanted) continue;
    parts[parts.length - 1] += text.slice(end, match.index);
    parts.push(match[0], "");
    end = match.index + match[0].length;
  }
  parts[parts.length - 1] += text.slice(end);
  return parts;
}
