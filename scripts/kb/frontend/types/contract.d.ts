/** The contract with Python, written by `make format` from `scripts/kb/contract/`, where it is told. */

/** What holds for all records of a kind. */
export interface Kind {
  /** as it stands in addresses. */
  name: string;
  /** what a result calls it. */
  label: string;
  /** how much a record counts for what it is: a reader who types a word wants the page about it before one that names it. */
  weight: number;
  /** how much more a record counts for a question, which a point answers sooner than the title of a work. */
  answer: number;
  /** whether of one of several words the beginning is enough, as people shorten names. */
  shortened: boolean;
  /** whether a result says how many sections cite it. */
  counted: boolean;
  /** whether the one in which most of what was found stands is put among the first results. */
  raised: boolean;
}

/**
 * So many records of one kind in a row.
 * - kind: of all of them.
 * - number: how many there are.
 */
export type Run = [kind: Kind, number: number];

/** What a search has to know before any other file. */
export interface First {
  /** where the other files are, below the site's root. */
  folder: string;
  /** words that say nothing of what a text is about. */
  stop: string[];
  /** the first word of each file of words. */
  words: string[];
  /** the number of the first record of each file of records. */
  records: number[];
  /** the kinds of all records, in their order. */
  kinds: Run[];
  /** for each record, how many words its title has. */
  length: number[];
  /** for each record, how many sections cite it or deal with it. */
  sections: number[];
  /** for each record the numbers, among those of the kind that is raised, of those for which it speaks. */
  within: number[][];
  /** for each record, how much is made of it. */
  weight: number[];
}

/**
 * What a file of words holds of a word.
 * - others: words that are one with it.
 * - postings: records and values by turns, each record as the distance from the one before.
 */
export type Entry = [others: string[], postings: number[]];

/**
 * What a file of records holds of a record: the lines that a result shows, plain.
 * - url: address below the site's root.
 * - title: the first line.
 * - detail: what it is and where it stands.
 * - text: of it the stretch is shown that matched.
 * - topics: names of its topics.
 */
export type Result = [url: string, title: string, detail: string, text: string, topics: string[]];

/** A value of a facet. */
export interface Value {
  /** as it stands in the address. */
  value: string;
  /** as people read it. */
  name: string;
  /** the value above it in a tree; empty at the top. */
  parent: string;
}

/** A way to narrow down. */
export interface Facet {
  /** as it stands in the address. */
  name: string;
  /** as people read it. */
  title: string;
  /** whether it has so many values that the most used come first. */
  many: boolean;
  /** whether its values are in sight before anybody asks for them. */
  unfolded: boolean;
  /** in the order in which they are shown. */
  values: Value[];
  /** for each record the numbers of its values. */
  of: number[][];
}

/** What narrows down and sorts. */
export interface Facets {
  /** in the order in which they are shown. */
  facets: Facet[];
  /** for each record its year; 0 where it has none. */
  year: number[];
  /** for each record its rank by title. */
  title: number[];
  /** for each record its rank by author; those without one come last. */
  author: number[];
}

/** A part of the report. */
export interface GraphPart {
  /** its name in addresses and colors. */
  slug: string;
  /** as people read it. */
  title: string;
}

/** What a citation does. */
export interface GraphRole {
  /** one word. */
  name: string;
  /** what that word means here. */
  meaning: string;
}

/** A topic that works carry. */
export interface GraphTopic {
  /** the last part of its address. */
  slug: string;
  /** as people read it. */
  name: string;
}

/** A section and its position. */
export interface GraphSection {
  /** the last part of its address. */
  slug: string;
  /** number and title. */
  name: string;
  /** how a text refers to it. */
  title: string;
  /** the number of its part. */
  part: number;
  /** to the right. */
  x: number;
  /** downwards. */
  y: number;
}

/**
 * A work and its position.
 * - key: the last part of its address.
 * - label: how the report cites it.
 * - title: plain.
 * - year: 0 where none is known.
 * - x: to the right.
 * - y: downwards.
 * - topics: their numbers.
 */
export type GraphWork = [key: string, label: string, title: string, year: number, x: number, y: number, topics: number[]];

/**
 * One in-text citation of a work in a section.
 * - work: its number.
 * - role: its number.
 * - page: of the report, if it has pages.
 * - group: the number, in its section, of the citation group in which it stands with other works.
 * - at: the number of the heading; empty where it has none.
 */
export type GraphCitation = [work: number, role: number, page: number | null, group: number, at: string];

/**
 * The cross-references from one section to another.
 * - section: the number of the section that is pointed at.
 * - times: how often.
 */
export type GraphReference = [section: number, times: number];

/** What the first picture needs. A number of something is its index in the list of its kind. */
export interface Graph {
  /** in the order of the report. */
  parts: GraphPart[];
  /** what citations do. */
  roles: GraphRole[];
  /** all but groups. */
  topics: GraphTopic[];
  /** in the order of the report. */
  sections: GraphSection[];
  /** all that the report cites. */
  works: GraphWork[];
  /** for each section its in-text citations, in the order of its text. */
  mentions: GraphCitation[][];
  /** for each section, those that it points at. */
  references: GraphReference[][];
}

/**
 * An author of two works or more, and a position for them; the view of authors reads them.
 * - slug: the last part of the address.
 * - name: as people read it.
 * - x: to the right.
 * - y: downwards.
 * - works: numbers of the works.
 */
export type GraphAuthor = [slug: string, name: string, x: number, y: number, works: number[]];

export type Html = string;

/** An address at which a work can be read. */
export interface WayToRead {
  /** where it leads. */
  text: string;
  /** the address. */
  url: string;
  /** whether it can be read there without paying; null where that is not known. */
  free: boolean | null;
}

/** One citation of the work in a section's text. */
export interface InTextCitation {
  /** the number of the heading; empty where it has none. */
  at: string;
  /** how a text refers to that heading in short. */
  mark: string;
  /** its title. */
  heading: string;
  /** the number, in its section, of the citation group in which it stands with other works. */
  group: number;
  /** of the report; null where that is not known. */
  page: number | null;
  /** address that opens the report there; empty where there is none. */
  pdf: string;
  /** what the citation does. */
  role: string;
  /** what the work is cited for. */
  note: Html;
  /** address at which that line can be edited; empty where no repository is known. */
  edit: string;
}

/** A section that cites the work. */
export interface CitingSection {
  /** the last part of its address. */
  slug: string;
  /** number and title. */
  name: string;
  /** its citations of the work, in the order of its text. */
  places: InTextCitation[];
}

/** A work. */
export interface WorkRecord {
  /** by which it is cited; the last part of its address. */
  key: string;
  /** of its page, below the site's root. */
  url: string;
  /** how the report cites it. */
  label: string;
  /** plain. */
  title: string;
  /** plain names; of those who edited it, where nobody wrote it. */
  authors: string[];
  /** as the report cites it; empty where none is known. */
  year: string;
  /** the one name of where it was published; empty where none is known. */
  venue: string;
  /** bare; empty where it has none. */
  doi: string;
  /** its number there; empty where it has none. */
  arxiv: string;
  /** the name by which people know it; empty where it has none. */
  known: string;
  /** what it is and shows, plain; empty where nobody has written it. */
  annotation: string;
  /** as a list of references prints it, with links to its authors, year and venue. */
  reference: Html;
  /** where it can be read, what is free first. */
  ways: WayToRead[];
  /** their slugs. */
  topics: string[];
  /** how far the entry was checked: confirmed, consistent or as printed. */
  checked: string;
  /** whether it came since the report, which then does not cite it. */
  since: boolean;
  /** those that cite it, in the order of the report. */
  sections: CitingSection[];
  /** what reference managers find on a list, as COinS: an OpenURL context object. */
  coins: string;
}

/** A claim of a section's argument. */
export interface PointRecord {
  /** slug of the section, then #p and its number; it stays while the point stands. */
  id: string;
  /** where it stands, below the site's root. */
  url: string;
  /** slug. */
  section: string;
  /** in the section, counted from 1. */
  number: number;
  /** what it says. */
  claim: Html;
  /** the same, plain. */
  text: string;
  /** finding, opportunity, risk, open-question or recommendation. */
  kind: string;
  /** of the report, on which it is made. */
  pages: number[];
  /** keys of those on which it rests. */
  works: string[];
  /** slugs, the most important first. */
  topics: string[];
}

/** An in-text citation of a work in a section. */
export interface CitationRecord {
  /** slug of the section, then #citation- and its number in the list. */
  id: string;
  /** key. */
  work: string;
  /** the number of the heading; empty where it has none. */
  at: string;
  /** its title. */
  heading: string;
  /** the number, in its section, of the citation group in which it stands with other works. */
  group: number;
  /** of the report; null where that is not known. */
  page: number | null;
  /** address that opens the report there; empty where there is none. */
  pdf: string;
  /** what the citation does. */
  role: string;
  /** what the work is cited for. */
  note: Html;
}

/** What came since the report and bears on a point. */
export interface UpdateRecord {
  /** slug of the section, then #update- and its number in the list. */
  id: string;
  /** number of the point. */
  point: number;
  /** confirms, refutes, extends or overtakes. */
  way: string;
  /** in which its works came, as 2023-12. */
  month: string;
  /** what they found or did. */
  text: Html;
  /** keys. */
  works: string[];
}

/** A work to open next. */
export interface KeyWorkRecord {
  /** key. */
  work: string;
  /** what one finds in it. */
  why: Html;
}

/** Where a section points at another one, or what the two have to do. */
export interface ReferenceRecord {
  /** slug of the other. */
  section: string;
  /** number of the heading under which the pointer stands; empty where it only says what the two have to do. */
  at: string;
  /** number of the heading that is pointed at; empty where it is the whole section. */
  to: string;
  /** of the report; null where that is not known. */
  page: number | null;
  /** what it is about. */
  why: Html;
}

/** A section of the report with all that is written about it. */
export interface SectionRecord {
  /** the last part of its address. */
  slug: string;
  /** of its page, below the site's root. */
  url: string;
  /** as printed; empty where it has none. */
  number: string;
  /** as printed. */
  title: string;
  /** slug of the part in which it stands. */
  part: string;
  /** first and last page of the report; empty where they are not known. */
  pages: number[];
  /** names as printed. */
  authors: string[];
  /** one sentence; empty where nobody has written it. */
  tldr: Html;
  /** why the report takes the subject up; empty where nobody has written it. */
  motivation: Html;
  /** Markdown, as it was written: works are cited as in Pandoc; empty where nobody has written it. */
  summary: string;
  /** the summary as its page shows it. */
  html: Html;
  /** the argument, one claim at a time. */
  points: PointRecord[];
  /** what the section leaves open. */
  questions: Html[];
  /** slugs, the most important first. */
  topics: string[];
  /** slugs of terms of the glossary. */
  terms: string[];
  /** what to open next. */
  key_works: KeyWorkRecord[];
  /** where it points at other sections. */
  references: ReferenceRecord[];
  /** every in-text citation, in the order of the text. */
  citations: CitationRecord[];
  /** what came since the report. */
  updates: UpdateRecord[];
  /** draft or reviewed; empty where nobody has said. */
  reviewed: string;
  /** the day of the review; empty where there was none. */
  reviewed_on: string;
}

/** A file, or files that are alike. */
export interface ApiFile {
  /** below the site's root; KEY and SLUG stand for each key and slug. */
  url: string;
  /** what is in it. */
  about: string;
  /** address of its JSON Schema, below the site's root; empty for what is no JSON. */
  schema: string;
}

/** What a program can read, and of what it is. */
export interface ApiIndex {
  /** of the knowledge base. */
  name: string;
  /** the title of the report that it is about. */
  report: string;
  /** how to cite the report. */
  citation: string;
  /** address of the site's root, with a slash at the end; all other addresses begin there. */
  site: string;
  /** of the contract; it is part of the address. */
  version: string;
  /** who may use what; empty where the site does not say. */
  rights: string;
  /** how many works, sections and so on there are. */
  counts: Record<string, number>;
  /** all that there is. */
  files: ApiFile[];
}

/** A work in the list of all. */
export interface WorkSummary {
  /** by which it is cited. */
  key: string;
  /** of its page, below the site's root. */
  url: string;
  /** how the report cites it. */
  label: string;
  /** plain. */
  title: string;
  /** plain names; of those who edited it, where nobody wrote it. */
  authors: string[];
  /** in which this form of it appeared; empty where none is known. */
  year: string;
  /** the one name of where it was published; empty where none is known. */
  venue: string;
  /** bare; empty where it has none. */
  doi: string;
  /** its number there; empty where it has none. */
  arxiv: string;
  /** their slugs. */
  topics: string[];
  /** how far the entry was checked: confirmed, consistent or as printed. */
  checked: string;
  /** whether it came since the report, which then does not cite it. */
  since: boolean;
  /** how many cite it. */
  sections: number;
}

/** A section in the list of all. */
export interface SectionSummary {
  /** the last part of its address. */
  slug: string;
  /** of its page, below the site's root. */
  url: string;
  /** as printed; empty where it has none. */
  number: string;
  /** as printed. */
  title: string;
  /** slug of the part in which it stands. */
  part: string;
  /** first and last page of the report; empty where they are not known. */
  pages: number[];
  /** names as printed. */
  authors: string[];
  /** one sentence, plain; empty where nobody has written it. */
  tldr: string;
  /** slugs, the most important first. */
  topics: string[];
  /** how many it cites. */
  works: number;
  /** how many it has. */
  points: number;
}

/** A topic in the list of all, or a group of topics. */
export interface TopicSummary {
  /** the last part of its address. */
  slug: string;
  /** of its page, below the site's root. */
  url: string;
  /** as people call it. */
  name: string;
  /** what is in. */
  definition: string;
  /** slug of its group; empty for a group. */
  broader: string;
  /** how many carry it, or one of the topics of the group. */
  works: number;
}

/** A topic, or a group of topics, and everything that carries it. */
export interface TopicRecord {
  /** the last part of its address. */
  slug: string;
  /** of its page, below the site's root. */
  url: string;
  /** as people call it. */
  name: string;
  /** what is in. */
  definition: string;
  /** slug of its group; empty for a group. */
  broader: string;
  /** slugs of the topics of a group. */
  narrower: string[];
  /** other names. */
  aliases: string[];
  /** slugs of topics that belong beside it. */
  related: string[];
  /** nearest concepts of other vocabularies, each with the vocabulary's name. */
  match: string[];
  /** keys, the most important first. */
  works: string[];
  /** slugs. */
  sections: string[];
  /** their ids. */
  points: string[];
}

/** A work, section, part, topic or author. */
export interface NetworkNode {
  /** its kind and its name, as in work:brown2020language. */
  id: string;
  /** work, section, part, topic or author. */
  kind: string;
  /** what people call it, plain. */
  label: string;
  /** of its page, below the site's root; empty where it has none. */
  url: string;
}

/** What one node has to do with another. */
export interface NetworkEdge {
  /** id of a node. */
  source: string;
  /** id of a node. */
  target: string;
  /** cites, refers-to, about, belongs-to or wrote. */
  kind: string;
  /** of the report; null for what stands on none. */
  page: number | null;
  /** what a citation does; empty for all else. */
  role: string;
  /** what it is there for, plain; empty where nothing is said. */
  note: string;
}

/** Nodes and edges, of which several may join the same two nodes. */
export interface Network {
  /** true, for edges have a direction. */
  directed: boolean;
  /** true, for a section may cite a work several times. */
  multigraph: boolean;
  /** what is said of the whole: its name. */
  graph: Record<string, string>;
  /** of every kind. */
  nodes: NetworkNode[];
  /** of every kind. */
  edges: NetworkEdge[];
}

/** A way to write works down. */
export interface ExportFormat {
  /** what people call it. */
  name: string;
  /** how its files end. */
  suffix: string;
  /** its media type. */
  media: string;
  /** the programs that read it. */
  readers: string;
  /** what stands above all works. */
  head: string;
  /** what stands between two. */
  between: string;
  /** what stands below all. */
  tail: string;
}

/** Works that stand one after another in a file of each format. */
export interface ExportedList {
  /** of the files, without the suffix. */
  name: string;
  /** by which the works are cited, in their order. */
  keys: string[];
  /** how long each work is, in UTF-16 code units, by the suffix of the format. */
  lengths: Record<string, number[]>;
  /** the same in the files without what is said of the works. */
  plain: Record<string, number[]>;
}

/** Where each work stands in the files of the exports. */
export interface ExportPieces {
  /** in the order in which people are offered them. */
  formats: ExportFormat[];
  /** together every work of the knowledge base. */
  lists: ExportedList[];
}

export type Column = "authors" | "year" | "title" | "venue" | "parts" | "sections";

/** A link to a work, which opens into a preview. */
export interface CiteLink {
  /** its key. */
  work: string;
}

/** A link to a term, which opens into a preview. */
export interface TermLink {
  /** plain. */
  definition: string;
}

/** An item of a section's list of citations; previews of its works say what they are there for. */
export interface CitationGroup {
  /** slug. */
  section: string;
  /** the number of the citation group. */
  group: number;
}

/** Where a section says how it is cited, from which its points are. */
export interface Citable {
  /** how a text refers to the report. */
  short: string;
}

/** An item of a section's list of points, of which buttons show one kind. */
export interface PointItem {
  /** of the point. */
  kind: string;
  /** slug of the section and number, such as `adaptation.3`. */
  point: string;
}

/** The head of a column of the table of works. */
export interface ColumnHead {
  /** what it holds. */
  column: Column;
}

/** The cell of a work with the parts of the report that cite it. */
export interface PartsCell {
  /** slugs, with spaces between. */
  parts: string;
}

/** A list of works that the menu of its page offers to take away. */
export interface WorkList {
  /** what stands in it. */
  listed: "works";
}

/** The menu of a page that offers its works to take away. */
export interface TakeMenu {
  /** name of the files, without the suffix. */
  take: string;
  /** keys of the works, with spaces between; empty for those that the page lists. */
  works: string;
}
