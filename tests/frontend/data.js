/** What the tests read: data of the real knowledge base, as the site has it, and cases, in the folder that `KB_DATA` names. */
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

/** The folder, as the root of a site. */
export const ROOT = `${pathToFileURL(process.env.KB_DATA ?? "").href}/`;

// Modules fetch; here it is files.
globalThis.fetch = async (url) => new Response(await readFile(new URL(String(url))));

/** @param {string} name */
export async function read(name) {
  return JSON.parse(await readFile(new URL(name, ROOT), "utf-8"));
}
