/** What people take away: works cut out of the files of the whole, and the basket. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { put, basket, read, replace, size, written } from "../../scripts/kb/frontend/assets/take/basket.js";
import { exported, pieces } from "../../scripts/kb/frontend/assets/take/exports.js";

const FOLDER = join(process.env.KB_DATA ?? "", "taken");
const ROOT = new URL("../../scripts/kb/frontend/", import.meta.url).href;

/** @param {string} address */
const file = (address) => readFileSync(join(FOLDER, address.slice(ROOT.length)), "utf8");
globalThis.fetch = /** @type {typeof fetch} */ (async (/** @type {any} */ address) => new Response(file(address)));
globalThis.document ??= /** @type {any} */ (new EventTarget());

test("what is cut out of the whole is what Python writes of these works", async () => {
  const { formats, lists } = await pieces();
  const keys = [...(lists[0]?.keys ?? [])].reverse().slice(0, 3);
  for (const format of formats) {
    for (const [annotated, folder] of /** @type {[boolean, string][]} */ ([[true, "some"], [false, "some-plain"]])) {
      assert.equal(await exported([...keys, "nobody2020nothing", ...keys], format, annotated), file(`${ROOT}${folder}.${format.suffix}`), format.name);
    }
  }
});

test("a basket is shared by its address", () => {
  const of = { works: ["brown2020language", "hu2021lora"], points: ["adaptation.3"] };
  assert.deepEqual(read(written(of)), of);
  assert.equal(size(read("")), 0);
  assert.deepEqual(read("works=a+a+<b>+../c&points=x.1"), { works: ["a"], points: ["x.1"] });
});

test("things go in and out, and who watches is told, also where nothing can be kept", () => {
  let told = 0;
  document.addEventListener("kb-basket", () => told += 1);
  put("works", ["a", "b"], true);
  put("works", ["b", "c"], true);
  put("works", ["a"], false);
  assert.deepEqual(basket(), { works: ["b", "c"], points: [] });
  replace({ works: [], points: [] });
  assert.equal(size(basket()), 0);
  assert.equal(told, 4);
});
