// What stands beside the scripts of a portable page (simulation/portable/page.py).

import type { Catalogue } from "../kit/protocol";
import type { Scenario } from "./layout";

export interface Data {
  engine: string;
  scenarios: { [name: string]: Scenario & { title: string; story: string } };
  /** By language. */
  catalogues: Record<string, Pick<Catalogue, "groups" | "outcomes" | "weekly" | "tiles" | "courses" | "forms" | "clock" | "colours">>;
  columns: string[];
}

export interface Asked {
  scenario?: string;
  set?: { [parameter: string]: number };
  seed?: number;
  first?: number;
  runs?: number;
}

declare global {
  interface Window {
    simulation: { columns: string[]; run: (asked?: Asked) => number[][][]; living: import("./living.js").Living };
  }
}
