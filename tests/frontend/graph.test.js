/** The map, before anything is drawn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chain } from "../../scripts/kb/frontend/assets/graph/chain.js";
import { modelOf } from "../../scripts/kb/frontend/assets/graph/data.js";
import { find } from "../../scripts/kb/frontend/assets/graph/finder.js";
import { announced, scene } from "../../scripts/kb/frontend/assets/graph/scene.js";
import { read as state, written } from "../../scripts/kb/frontend/assets/graph/state.js";
import { fitting } from "../../scripts/kb/frontend/assets/graph/citations.js";
import { view } from "../../scripts/kb/frontend/assets/graph/views.js";
import { read } from "./data.js";

const model = modelOf(await read("graph/data.json"));
const cases = await read("cases.json");

test("chains are those of the command line", () => {
  for (const [start, end, path] of cases.chains) assert.deepEqual(chain(model, start, end), path);
});

test("views draw what the measures count", () => {
  for (const [name, edges] of Object.entries(cases.edges)) assert.equal(view(model, state(`?view=${name}`)).edges.length, edges, name);
});

test("a filter by role looks at citations", () => {
  const role = model.roles.findIndex(({ name }) => name === "evidence");
  const citations = fitting(model, state("?role=evidence"));
  assert.ok(citations.length > 100);
  assert.ok(citations.every((citation) => citation.role === role));
});

test("a node is found by its number, its title or its authors", () => {
  for (const query of ["4.7", "security and priv"]) assert.equal(find(query, model.nodes.values())[0].id, "section:security-and-privacy");
  assert.ok(find("carlini extracting", model.nodes.values()).some(({ id }) => id === "work:carlini2021extracting"));
});

test("a choice lights the picture that is there, a filter asks for another", () => {
  const all = scene(model, state(""));
  const law = scene(model, state("?node=section:law&at=0.5,0.4,0.7"), all);
  const deeper = scene(model, state("?node=section:law&depth=2"), law);
  assert.equal(law.view, all.view);
  assert.equal(deeper.view, all.view);
  assert.equal(all.lit, null);
  assert.equal(law.lit?.chosen, "section:law");
  assert.ok(deeper.lit && law.lit && deeper.lit.nodes.size > law.lit.nodes.size);
  for (const address of ["?view=works", "?part=society", "?section=law", "?topic=privacy", "?role=evidence", "?year=2015-2021", "?least=2"]) {
    assert.notEqual(scene(model, state(address), all).view, all.view, address);
  }
});

test("a chain is on the map whatever is filtered out", () => {
  const { path, view, lit } = scene(model, state("?node=section:law&to=section:security-and-privacy&part=applications"));
  assert.ok(path.length > 2);
  assert.ok(path.every((id) => view.nodes.has(id)));
  assert.deepEqual([...(lit?.nodes ?? [])], path);
  assert.equal(lit?.edges?.size, path.length - 1);
});

test("a node is announced with what it is and how much is near", () => {
  const shown = scene(model, state(""));
  const near = shown.view.near.get("section:law")?.size;
  assert.ok(near);
  assert.equal(announced(shown, "section:law"), `§3.2 Law, section, ${near} neighbors`);
  assert.equal(announced(shown, "section:nowhere"), "");
});

for (const address of [
  "",
  "?view=works&node=work:carlini2021extracting&depth=2&part=technology&role=evidence&year=2015-2021&at=0.5,0.4,0.7",
  "?node=section:law&to=section:security-and-privacy",
  "?section=law&topic=privacy&year=-2010&least=3",
]) {
  test(`an address holds the whole state: ${address}`, () => assert.equal(written(state(address)), address));
}

for (const address of ["?view=nonsense&least=-3&year=abc&at=1,2", "?to=section:law&least=Infinity&year=2021-1900&at=1e9,1,1"]) {
  test(`nonsense in an address is put right: ${address}`, () => {
    const { view, to, least, years, camera } = state(address);
    assert.deepEqual([view, to], ["all", ""]);
    assert.ok(least >= 1 && least < 100);
    assert.ok(years === null || years[0] <= years[1]);
    assert.ok(camera === null || camera.every(Number.isFinite));
  });
}
