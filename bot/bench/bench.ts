import { cpus, totalmem } from "node:os";
import { tenYears } from "./coffee/series.ts";
import { forum } from "./forum/forum.ts";
import { exchange } from "./glossary/exchange.ts";
import { lookUps } from "./glossary/lookup.ts";
import { terms } from "./glossary/terms.ts";
import { type Figure, megabytes, tableOf } from "./harness/figure.ts";
import { broadcast } from "./sending/broadcast.ts";
import { broadcastKills } from "./sending/broadcast-kills.ts";
import { broadcastMany } from "./sending/broadcast-many.ts";
import { start } from "./start/start.ts";
import { tabLoads } from "./start/tab.ts";
import { attackReleases } from "./surveys/release-attack.ts";
import { readResults } from "./surveys/results.ts";
import { type Counted, countMany } from "./surveys/tally.ts";
import { votes } from "./surveys/votes.ts";

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
  "release-attack": attackReleases,
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
