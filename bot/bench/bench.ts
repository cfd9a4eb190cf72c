import { cpus, totalmem } from "node:os";
import { broadcast } from "./broadcast.ts";
import { broadcastKills } from "./broadcast-kills.ts";
import { broadcastMany } from "./broadcast-many.ts";
import { exchange } from "./exchange.ts";
import { type Figure, megabytes, tableOf } from "./figure.ts";
import { forum } from "./forum.ts";
import { lookUps } from "./lookup.ts";
import { readResults } from "./results.ts";
import { tenYears } from "./series.ts";
import { start } from "./start.ts";
import { tabLoads } from "./tab.ts";
import { type Counted, countMany } from "./tally.ts";
import { terms } from "./terms.ts";
import { votes } from "./votes.ts";

/* Measures what the README promises. `npm run bench`, or `npm run bench -- votes start` for some of it. */

// Casting and counting takes a minute or two, and two of the benches need it.
let counted: Promise<Counted> | undefined;
const counting = () => {
  counted ??= countMany();
  return counted;
};

const benches: Record<string, () => Promise<Figure[]>> = {
  votes,
  tally: async () => (await counting()).figures,
  results: async () => readResults(await counting()),
  start,
  tab: tabLoads,
  sending: async () => [...(await broadcast()), ...(await broadcastKills()), ...(await broadcastMany())],
  series: tenYears,
  lookup: lookUps,
  terms,
  forum,
  import: exchange,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}

const figures: Figure[] = [];
try {
  for (const [name, run] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const startedAt = performance.now();
    process.stderr.write(`${name} … `);
    figures.push(...(await run()));
    process.stderr.write(`${Math.round((performance.now() - startedAt) / 1000)} s\n`);
  }
} finally {
  await (await counted)?.stage.closeStage();
}

const [cpu] = cpus();
const cores = `${cpus().length} cores (${cpu?.model.trim()})`;
console.log(
  `\n${tableOf(figures)}\n\nNode ${process.version}, ${cores}, ${megabytes(totalmem())} of memory.`,
);
