/** The words of the search, told once; only the compiler reads them. */
import type { Entry, Kind } from "./contract.js";

/** A query as it is looked for. */
export interface Asked {
  /** the words that count */
  terms: string[];
  /** those that must stand as they are */
  exact: Set<string>;
  /** the small ones that count in a title */
  small: string[];
  /** the last one, if it may go on */
  last: string;
  unfinished: boolean;
}

/** A word of the index that a word of the query finds. */
export interface Form {
  /** what it is, empty for a beginning */
  word: string;
  entry: Entry;
  /** how much it counts */
  factor: number;
  /** whether it is the word itself */
  whole: boolean;
}

/** A result as it is shown. */
export interface Shown {
  url: string;
  title: string;
  detail: string;
  text: string;
  topics: string[];
  kind: Kind;
  sections: number;
}

/** What is marked in results. */
export interface Sought {
  exact: Set<string>;
  beginnings: string[];
}

/** Records by their numbers. */
export interface Found {
  /** with every word */
  hits: number[];
  /** with most of them */
  most: number[];
  /** those that the query is an identifier of */
  straight: number[];
  sought: Sought;
  /** what was looked for instead */
  corrected: string;
  /** the identifier that is not there */
  missing: string;
}

export type Order = "relevance" | "newest" | "oldest" | "sections" | "author" | "title";

/** Several values of one facet widen, several facets narrow. */
export interface Filters {
  /** by facet */
  values: Map<string, Set<number>>;
  years: [number, number] | null;
}

export interface Narrowed {
  hits: number[];
  counts: Map<string, Uint32Array>;
  years: Map<number, number>;
}

/** What the search page shows, all of which stands in the address. */
export interface State {
  query: string;
  /** by facet, as in the address */
  values: Map<string, Set<string>>;
  years: [number, number] | null;
  order: Order;
}
