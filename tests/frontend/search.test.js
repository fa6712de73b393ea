/** What people type, and what the search finds in the real knowledge base. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Index } from "../../scripts/kb/frontend/assets/search/engine.js";
import { bareIdentifier, identifier, kindOfIdentifier, words } from "../../scripts/kb/frontend/assets/search/words.js";
import { read, ROOT } from "./data.js";

const index = await Index.open(ROOT);
const cases = await read("cases.json");

/** @param {number[]} records */
async function urls(records) {
  return (await index.shown(records)).map(({ url }) => url);
}

/** @param {string} query */
async function search(query) {
  const { hits, most, missing, corrected } = await index.search(query);
  return { hits: await urls(hits), most: await urls(most), missing, corrected };
}

/** The first ten. @param {string} query */
async function find(query) {
  const { hits, most } = await index.search(query);
  return (await urls([...hits, ...most].slice(0, 10))).map((url) => `/${url}`);
}

test("every query that people type finds what they mean", async () => {
  const ranks = [], wrong = [];
  for (const { q, first, among } of cases.queries) {
    const found = await find(q);
    const [wanted, most] = first ? [first, 1] : [among, 5];
    const rank = found.findIndex((url) => wanted.includes(url)) + 1;
    ranks.push(rank ? 1 / rank : 0);
    if (!rank || rank > most) wrong.push(`${q}: ${found.slice(0, 5)}`);
  }
  assert.ok(cases.queries.length >= 80);
  assert.deepEqual(wrong, []);
  assert.ok(ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length >= 0.9, "mean reciprocal rank");
});

for (const query of ["", "   ", "''", "*", "=", "the", "日本", "a".repeat(3000), "<script>alert(1)</script>", "%00 \\"]) {
  test(`no query breaks the search: ${query.slice(0, 30)}`, async () => assert.ok(Array.isArray(await find(query))));
}

test("words are cut in the browser as in the index", () => {
  for (const [text, ...wanted] of cases.cut) assert.deepEqual([words(text), identifier(text)], wanted);
});

test("identifiers are known in the browser by the shared rules", () => {
  for (const { text, kind = "", bare } of cases.kinds) {
    const found = bareIdentifier(text);
    assert.equal(kindOfIdentifier(found), kind, text);
    if (kind) assert.equal(found, bare);
  }
});

test("an identifier is never taken for a slip", async () => {
  for (const [name, url] of cases.identifiers) assert.equal((await find(name))[0], url);
});

for (const query of ["?", "…", "🤗", "中文", "Мысли"]) {
  test(`a query without a word of the corpus finds nothing: ${query}`, async () => assert.deepEqual(await find(query), []));
}

test("a result holds every word", async () => {
  const [both, poisoning] = [(await search("data poisoning")).hits, (await search("poisoning")).hits];
  assert.ok(both.length > 5 && both.length <= poisoning.length && poisoning.length < 40);
  assert.deepEqual(both.filter((url) => !poisoning.includes(url)), []);
});

test("what holds most of the words stands apart", async () => {
  const { hits, most } = await search("satellite images poverty");
  assert.ok([...hits, ...most].includes("works/jean2016combining/"));
  assert.ok(most.length);
  assert.deepEqual(hits.filter((url) => most.includes(url)), []);
});

for (const [query, missing] of [
  ["10.1000/nothere", "DOI 10.1000/nothere"],
  ["https://doi.org/10.1000/NotHere", "DOI 10.1000/nothere"],
  ["2999.12345", "arXiv id 2999.12345"],
  ["https://arxiv.org/abs/cs/9912345v2", "arXiv id cs/9912345"],
  ["smith2020nothing", "cite key smith2020nothing"],
]) {
  test(`an identifier that is not there finds nothing: ${query}`, async () =>
    assert.deepEqual(await search(query), { hits: [], most: [], missing, corrected: "" }));
}

test("the beginning of a cite key is enough", async () =>
  assert.deepEqual((await search("brown2020lang")).hits, ["works/brown2020language/"]));

test("quotes ask for words in a row", async () => {
  const dangers = "works/bender2021dangers/";
  assert.ok((await search("dangers of parrots stochastic")).hits.includes(dangers));
  assert.ok((await search('"dangers of stochastic parrots"')).hits.includes(dangers));
  const { hits, most } = await search('"dangers of parrots stochastic"');
  assert.deepEqual([...hits, ...most], []);
  assert.ok(!(await search("“parrot”")).hits.includes(dangers));
});

for (const query of ["drug discovery", "electronic health records", "pipeline parallelism", "theorem proving", "probing classifiers", "access to justice"]) {
  test(`a section about the thing is among the first five: ${query}`, async () => {
    const first = (await search(query)).hits.slice(0, 5);
    for (const kind of ["topics/", "works/", "sections/"]) assert.ok(first.some((url) => url.startsWith(kind)), kind);
    assert.ok(first.some((url) => url.startsWith("sections/") && !url.includes("#")));
  });
}

test("a question leads to the points that answer it", async () => {
  const first = (await search("who audits foundation models?")).hits.slice(0, 8);
  for (const point of ["p16", "p17"]) assert.ok(first.includes(`sections/ethics-of-scale/#${point}`));
});

test("a letter with signs is another word", async () => {
  const [plain, ...others] = await Promise.all(["C", "C++", "C#"].map(async (query) => (await search(query)).hits));
  assert.ok(plain.length);
  assert.deepEqual(plain.filter((url) => others.flat().includes(url)), []);
});

test("every kind of record is weighed", () => assert.ok(index.weight.every((weight) => weight > 0)));

test("what is shown of a record has all that results need", async () => {
  const [shown] = await index.shown((await index.search("brown2020language")).straight);
  assert.equal(shown.kind.name, "work");
  assert.ok(shown.sections > 5);
  for (const value of Object.values(shown)) assert.notEqual(value, undefined);
});
