/** The search of a knowledge base with one more kind of records, venues, and one more facet, decades. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Index } from "../../scripts/kb/frontend/assets/search/engine.js";
import { narrow } from "../../scripts/kb/frontend/assets/search/narrow.js";
import { ROOT } from "./data.js";

const index = await Index.open(`${ROOT}grown/`);

test("what is of a new kind is found, weighed and called by its name", async () => {
  const { hits } = await index.search("NeurIPS");
  const [venue] = await index.shown(hits);
  assert.equal(venue.url, "venues/neurips/");
  assert.equal(venue.kind.label, "Venue");
  assert.ok(index.weight[hits[0]] >= 2);
});

test("a new facet narrows down", async () => {
  const facets = await index.facets();
  const decade = facets.facets.at(-1);
  assert.equal(decade?.title, "Decade");
  const { hits } = await index.search("");
  const { hits: narrowed, counts } = narrow(facets, hits, { values: new Map([["decade", new Set([0])]]), years: null });
  assert.deepEqual((await index.shown(narrowed)).map(({ url }) => url), ["works/tramer2016stealing/"]);
  assert.deepEqual([...(counts.get("decade") ?? [])], [1, 3]);
});
