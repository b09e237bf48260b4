// What a report carries, as simulation/report writes it (page.py, charts.py, sweep.py, replay.py): no server sends it, for a
// report is a file by itself.

import type { Colours, Outcome } from "../kit/protocol";

export type Known = number | null;

/** How numbers are written, and the bounds that no school can leave. */
export interface Written {
  percent: boolean;
  digits: number;
  bounds?: [number, number];
}

/** A line over years, or over the values of a parameter, with its 95 percent interval and the middle 80 percent of schools. */
export interface Line {
  label: string;
  colour: string;
  year?: number[];
  x?: (number | string)[];
  mean: Known[];
  low?: Known[];
  high?: Known[];
  tenth?: Known[];
  ninetieth?: Known[];
  spread?: boolean;
  dash?: boolean;
}

/** A parameter on an axis. */
export interface Axis {
  label: string;
  unit: string;
  numeric: boolean;
  log: boolean;
}

/** A chart. x: the parameter on its axis, years when left out; zero: mark no difference; range: ends that charts share. */
export interface Spec extends Written {
  id?: string;
  title: string;
  what: string;
  lines: Line[];
  policies?: [when: number, name: string][];
  x?: Axis;
  zero?: boolean;
  range?: { min: number; max: number; interval: number };
}

export interface Pair extends Spec {
  id: string;
  difference: Line;
}

export interface Plane {
  z: Known[][];
  low?: Known[][];
  high?: Known[][];
}

/** An outcome, or how often schools tip, over two parameters. */
export interface SweepMap {
  across: Axis;
  up: Axis;
  x: number[];
  y: number[];
  smoothed: boolean;
  planes: { [outcome: string]: Plane };
}

export interface SweepOutcome extends Written {
  name: string;
  label: string;
  unit: string;
}

export interface Sweep {
  outcomes: SweepOutcome[];
  factors: Axis[];
  curves: { [outcome: string]: { x: (number | string)[]; mean: Known[]; low: Known[]; high: Known[] }[] };
  maps: SweepMap[];
  drawn: boolean;
  tipping: string;
}

/** A school and the looks at it, as base64 of bytes. */
export interface School {
  scenario: string;
  names: string[];
  newcomers: string[];
  vacancies: string[];
  groups: string[];
  group: number[];
  places: [number, number][];
  middles: [number, number][];
  radii: number[];
  moments: [year: number, week: number][];
  ties: number[];
  tiles: number[][];
  looks: string;
}

export interface Replayed {
  replays: School[];
  person: string[];
  tiles: Outcome[];
  card: Outcome[];
  forms: string[];
}

export interface Data extends Replayed {
  kind: "run" | "comparison" | "policies" | "sweep";
  colours: Colours;
  followed: string[];
  charts: Spec[];
  pairs: Pair[];
  sweep: Sweep;
}
