/** The works among the results that are shown, for reference managers in the browser; asked for when somebody stops to look. */
import { offer } from "../coins.js";
import { workRecord } from "../works.js";

/**
 * @param {HTMLElement} host
 * @param {string[]} keys
 * @param {() => boolean} still whether these are still the results
 */
export async function offerWorks(host, keys, still) {
  const records = await Promise.allSettled(keys.map(workRecord));
  if (still()) offer(host, records.flatMap((one) => (one.status === "fulfilled" ? [one.value.coins] : [])));
}
