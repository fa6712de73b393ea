/** What is searched for in place of a page that there is not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { wanted } from "../../scripts/kb/frontend/assets/lost.js";

for (const [path, words] of [
  ["/kb/works/brown2020langage/", "brown 2020 langage"],
  ["/kb/topics/language-modells", "language modells"],
  ["/sections/4.7-security/index.html", "4.7 security"],
  ["/authors/ren%C3%A9e-diresta/", "renée diresta"],
  ["/doi/10.1145/3442188.3445922/", "10.1145/3442188.3445922"],
  ["/arxiv/2108.07258/", "2108.07258"],
  ["/works/100%/", "100%"],
  ["/", ""],
]) {
  test(`${path} seems to mean “${words}”`, () => assert.equal(wanted(path), words));
}
