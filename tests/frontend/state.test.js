/** What somebody searches for, in an address and out of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { active, filters, read, written } from "../../scripts/kb/frontend/assets/search/state.js";

/** @type {import("../../scripts/kb/frontend/types/contract.js").Facets} */
const facets = {
  facets: [{
    name: "decade", title: "Decade", many: false, unfolded: true, of: [],
    values: [{ value: "2010s", name: "the 2010s", parent: "" }, { value: "2020s", name: "the 2020s", parent: "" }],
  }],
  year: [], title: [], author: [],
};

for (const address of ["", "?q=privacy", "?q=a+b&topic=x&topic=y&decade=2010s&year=2019-2021&sort=newest"]) {
  test(`an address says all that is searched for: ${address}`, () => assert.equal(written(read(address)), address));
}

test("an order that there is not is none", () => assert.equal(read("?sort=constructor").order, "relevance"));

test("any facet that there is narrows down, and a value that nobody knows finds nothing", () => {
  const state = read("?decade=2020s&decade=1800s&other=x");
  assert.deepEqual(filters(state, facets).values, new Map([["decade", new Set([1, -1])]]));
  assert.deepEqual(active(state, facets).map(({ name }) => name), ["the 2020s", "1800s"]);
});

test("what is taken away leaves the rest", () => {
  const [first] = active(read("?decade=2010s&decade=2020s&year=2019-2021"), facets);
  assert.equal(written({ ...read("?decade=2010s&decade=2020s&year=2019-2021"), ...first.change }), "?decade=2020s&year=2019-2021");
});
