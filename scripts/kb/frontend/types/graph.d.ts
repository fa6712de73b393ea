/** The words of the explorer of the graph, told once; only the compiler reads them. */
import type { Graph } from "./contract.js";

export type Kind = "section" | "work" | "author";

export interface Node {
  /** `work:brown2020language` */
  id: string;
  kind: Kind;
  /** its last part of the address */
  name: string;
  /** what stands beside it */
  label: string;
  /** in full */
  title: string;
  x: number;
  /** downwards */
  y: number;
  /** of the report, for a section; -1 else */
  part: number;
  /** of a work; 0 where none is known */
  year: number;
  /** numbers */
  topics: number[];
  /** numbers of an author's works */
  works: number[];
}

/** One in-text citation. */
export interface Citation {
  section: number;
  work: number;
  role: number;
  /** of the report, if it has pages */
  page: number | null;
  /** the number, in the section, of its citation group */
  group: number;
  /** number of the heading */
  at: string;
}

export interface Model {
  /** their slugs */
  parts: string[];
  /** of the parts */
  titles: Map<string, string>;
  roles: Graph["roles"];
  topics: Graph["topics"];
  sections: Node[];
  works: Node[];
  /** sections and works, and authors once they are there */
  nodes: Map<string, Node>;
  /** in the order of the report */
  citations: Citation[];
  /** from section, to section, how often */
  references: [number, number, number][];
}

export type ViewName = "all" | "works" | "sections" | "authors";

/** What the explorer shows, all of which stands in the address. */
export interface State {
  view: ViewName;
  /** id of the chosen node */
  node: string;
  /** id of the end of a chain that begins at the chosen node */
  to: string;
  /** how many levels of neighbors are lit */
  depth: 1 | 2;
  /** names; empty for all */
  parts: Set<string>;
  /** slug */
  section: string;
  /** slug */
  topic: string;
  role: string;
  years: [number, number] | null;
  /** citing sections */
  least: number;
  camera: Camera | null;
}

/** x, y and ratio */
export type Camera = [number, number, number];

/** A node of a view. */
export interface Shown {
  node: Node;
  /** citing sections of a work, works of a section or an author */
  weight: number;
  /** -1 for what belongs to several */
  part: number;
}

export interface Edge {
  source: string;
  target: string;
  /** citations, citation groups or works, by the view */
  weight: number;
  /** of the section that cites; -1 where there is none */
  part: number;
  /** under which it stands */
  headings: string[];
}

export interface View {
  nodes: Map<string, Shown>;
  edges: Edge[];
  /** for every node its neighbors */
  near: Map<string, Map<string, Edge>>;
}

export interface Lit {
  chosen: string;
  nodes: Set<string>;
  /** `source target`; null for all between lit nodes that touch the chosen one or its neighbors */
  edges: Set<string> | null;
}

export interface Scene {
  model: Model;
  state: State;
  /** the chain, as ids; empty for none */
  path: string[];
  /** of what the view is made */
  made: string;
  /** the same object as before, where it is made of the same */
  view: View;
  /** what is chosen, with what surrounds it, or the chain that begins at it */
  lit: Lit | null;
}

export interface Colors {
  /** as in the model */
  parts: string[];
  /** of what belongs to several parts */
  several: string;
  ground: string;
  text: string;
  quiet: string;
}

/** A node as it is drawn. A type and no interface, as sigma asks for what any name can be looked up in. */
export type Dot = { x: number; y: number; color: string; size: number; zIndex: number };

/** An edge as it is drawn. */
export type Stroke = { part: number; color: string; type: string; size: number };

/** A node where it stands in the window. */
export interface Seen {
  shown: Shown;
  x: number;
  y: number;
  size: number;
  color: string;
  zIndex: number;
}

export interface Label {
  text: string;
  /** what stands there where the text has no room; empty for nothing */
  short: string;
  /** of the node, in pixels */
  x: number;
  y: number;
  /** of the node's dot */
  size: number;
  /** whether it stands below the node (sections) and not beside it (works) */
  below: boolean;
  bold: boolean;
  quiet: boolean;
}

/** A label with its lines and where they stand. */
export interface PositionedLabel {
  lines: string[];
  x: number;
  /** of the first line's middle */
  y: number;
  centered: boolean;
  bold: boolean;
  quiet: boolean;
}

/** What people do. */
export interface Act {
  /** and fly to it; nothing where it is empty */
  choose: (id: string, fly?: boolean) => void;
  /** to what was chosen before */
  before: () => void;
  /** to where the map stands now */
  moved: (camera: Camera) => void;
  /** aloud */
  say: (text: string) => void;
  /** to what is chosen */
  fly: () => void;
  /** to the second level, or back to the first */
  deepen: () => void;
  /** to another; away where it is empty */
  chain: (to: string) => void;
  /** what is pointed at; nothing where it is empty */
  light: (id: string) => void;
}

/** A scene, and what leads to a node of it. */
export type Context = Scene & { choose: (id: string) => void };

/** A piece of the page that shows of a scene what is its own. */
export interface Control {
  element: HTMLElement;
  show: (scene: Scene) => void;
}
