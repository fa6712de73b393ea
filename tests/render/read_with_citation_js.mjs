// Reads a .bib file with citation-js and prints what it understood as CSL-JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const Cite = createRequire(`${process.cwd()}/package.json`)("citation-js");
const data = new Cite(readFileSync(process.argv[2], "utf8")).data;
console.log(JSON.stringify(data.map(({ _graph, ...item }) => item)));
