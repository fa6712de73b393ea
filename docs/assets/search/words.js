/** Text into words, by the rule of `scripts/kb/publish/words.py`; a test holds the two together. */

const LETTERS = new Map(Object.entries({
  ł: "l", Ł: "L", ø: "o", Ø: "O", đ: "d", Đ: "D", ı: "i", ß: "ss", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", "–": " ", "—": " ", "’": "'", "‘": "'",
}));

/**
 * ASCII in lower case; letters that have no such form are dropped.
 * @param {string} text
 */
export function fold(text) {
  const mapped = text.replace(/[^\x00-\x7f]/g, (letter) => LETTERS.get(letter) ?? letter);
  return mapped.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
}

/**
 * The words of a text, folded.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return fold(text).replaceAll("'s ", " ").replaceAll("'", "").match(/[a-z0-9]+/g) ?? [];
}

/**
 * An identifier or a citation as the index holds it.
 * @param {string} text
 */
export function identifier(text) {
  return fold(text).replaceAll("&", " and ").replace(/[()[\],;"?!]|\.(?=[\s,;)\]]|$)/g, " ").split(/\s+/).filter(Boolean).join(" ");
}

/**
 * What an address or a prefix around an identifier leaves: `https://arxiv.org/pdf/2001.08361v1.pdf` gives `2001.08361`.
 * @param {string} text
 */
export function bareIdentifier(text) {
  const bare = text.trim().replace(/^@/, "")
    .replace(/^(https?:\/\/)?(dx\.)?(doi\.org\/|(www\.)?arxiv\.org\/(abs|pdf)\/)|^(doi|arxiv):\s*/i, "")
    .replace(/^(\d{4}\.\d{4,5})(v\d+)?(\.pdf)?$/i, "$1");
  return identifier(bare);
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
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}’']+/gu)) {
    const [word] = words(match[0]);
    if (!word || !(sought.exact.has(word) || sought.beginnings.some((beginning) => word.startsWith(beginning)))) continue;
    parts[parts.length - 1] += text.slice(end, match.index);
    parts.push(match[0], "");
    end = match.index + match[0].length;
  }
  parts[parts.length - 1] += text.slice(end);
  return parts;
}
