import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appOn } from "#bench/harness/app.ts";
import { memoryOf, processorMsOf } from "#bench/harness/child.ts";
import { type Figure, held, megabytes, ms, seconds, told } from "#bench/harness/figure.ts";
import { median, must, percentile, until } from "#bench/harness/measure.ts";
import { personId } from "#bench/harness/person-id.ts";
import { newConcept } from "#features/glossary/concepts/concept.ts";
import { glossaryStore } from "#features/glossary/concepts/store.ts";
import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import { eachAtOnce } from "#platform/for-each-concurrent.ts";
import { openStore } from "#platform/storage/open.ts";
import type { Key } from "#platform/storage/table.ts";
import { channel, fakeTeams, tenantId } from "#test/harness/teams.ts";
import { type Concept, municipalTerms } from "./municipal-terms.ts";

const concepts = 33_334;
/** The median of rounds: whatever else the machine does for a moment falls on one of them. */
const rounds = 5;
const queriesInRound = 400;
const checks = 100;
const atOnce = 4;
const textLength = 8_000;

type Asked = { name: string; value: object; expected: string };

/** Terms looked up from Teams' compose box, over HTTP, among 100,000; and messages of 8,000 characters checked. */
export async function lookUps(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "kommunpuls-bench-"));
  const teams = await fakeTeams();
  const all = municipalTerms(concepts);
  await write(folder, all);
  const { start } = appOn(folder, teams, teams.serviceUrl);
  let app = start();
  try {
    let { url } = await app.said;
    const authorization = await teams.authorization();
    let people = 0;

    /** Somebody else each time, since nobody asks so often. */
    async function ask({ name, value, expected }: Asked): Promise<number> {
      const who = { id: personId(people), userId: `29:${people++}`, name: "Anna", roles: [] };
      const activity = teams.activity({ type: "invoke", name, value }, { ...who, tenantId }, channel);
      const startedAt = performance.now();
      const response = await fetch(`${url}/api/messages`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(60_000),
      });
      const text = await response.text();
      const tookMs = performance.now() - startedAt;
      must(response.ok && text.includes(expected), `Not as expected: ${text.slice(0, 300)}`);
      return tookMs;
    }

    /** Who asks while the index is loaded is told to look again. */
    async function untilFound(): Promise<number> {
      const startedAt = performance.now();
      await until("the index", () => ask(queried(all, 0)).catch(() => undefined), 120_000);
      return performance.now() - startedAt;
    }

    const firstMs = await untilFound();
    await kept(folder);
    await app.stop();
    app = start();
    ({ url } = await app.said);
    const restartedMs = await untilFound();
    await inTurn(200, (number) => ask(queried(all, number)));
    const processorBeforeMs = processorMsOf(app.pid);
    const looked: number[][] = [];
    for (let round = 0; round < rounds; round++)
      looked.push(
        await inTurn(queriesInRound, (number) => ask(queried(all, number + 200 + round * queriesInRound))),
      );
    const processorMs = processorMsOf(app.pid) - processorBeforeMs;
    const p99s = looked.map((round) => percentile(round, 99));
    const firstCheckMs = await ask(checked(all, 0));
    const checkedMs = await inTurn(checks, (number) => ask(checked(all, number)));
    return [
      held("Look-up in chat among 100,000 terms, p99", median(p99s), { most: 300 }, ms),
      told(
        `  of ${rounds} rounds the best and worst p99`,
        `${ms(Math.min(...p99s))}, ${ms(Math.max(...p99s))}`,
      ),
      told("  p50, of 2,000 by 4 at a time", ms(median(looked.flat()))),
      told("  the processor's time for each", ms(processorMs / looked.flat().length)),
      told("  until the first finds something, with the index read from the rows", seconds(firstMs / 1000)),
      told(
        "  the same two seconds after a restart, with the index loaded ahead",
        seconds(restartedMs / 1000),
      ),
      told(
        "  a message of 8,000 characters checked, p50 and p99",
        `${ms(percentile(checkedMs, 50))}, ${ms(percentile(checkedMs, 99))}`,
      ),
      told("  the first, with the terms to avoid sorted out", ms(firstCheckMs)),
      told("  memory with all of it", megabytes(memoryOf(app.pid).now)),
    ];
  } finally {
    await app.stop();
    await teams.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Once the index is kept for the next start. */
async function kept(folder: string): Promise<void> {
  const opened = await openStore({ kind: "embedded", folder });
  const rows = opened.tables.open<Key & { generation: string }>("searchSnapshots");
  const ask = async () => (await rows.get(`${tenantId}|terms`, "snapshot"))?.generation || undefined;
  await until("the snapshot", ask, 60_000).finally(opened.close);
}

/** Each concept with a term in three languages, and one to avoid in every tenth. */
async function write(folder: string, all: readonly Concept[]): Promise<void> {
  const opened = await openStore({ kind: "embedded", folder });
  const store = glossaryStore(opened.tables);
  const now = new Date();
  const numbered = all.map((concept, number) => ({ concept, number }));
  await eachAtOnce(numbered, 64, async ({ concept: { sv, fi, en, definitions }, number }) => {
    const terms = [
      termOf("sv", sv, number % 10 === 9 ? "deprecated" : "preferred", { id: "sv" }),
      termOf("fi", fi, "preferred", { id: "fi" }),
      termOf("en", en, "preferred", { id: "en" }),
    ];
    const said = (text: string) => ({ definition: { text, source: "Kommunal ordlista" }, note: "" });
    const draft = draftOf(terms, { sv: said(definitions.sv), fi: said(definitions.fi) });
    await store.add(newConcept(personId(number), { tenantId, id: "bench" }, draft, now, "imported"));
  });
  await opened.close();
}

const conceptAt = (all: readonly Concept[], number: number): Concept => {
  const concept = all[(number * 7_907) % all.length];
  must(concept !== undefined, "There are no terms.");
  return concept;
};

/** Whole words, inflected ones, words being typed, and slips of the pen, in turn. */
function queried(all: readonly Concept[], number: number): Asked {
  const { sv, fi, en } = conceptAt(all, number);
  const text = [sv, `${fi}n`, sv.slice(0, 6), en, `${sv.slice(0, 4)}${sv.slice(5)}`][number % 5] ?? sv;
  const value = {
    commandId: "glossary/terms",
    parameters: [{ name: "text", value: text }],
    queryOptions: { skip: 0, count: 25 },
  };
  return { name: "composeExtension/query", value, expected: '"type":"result"' };
}

function checked(all: readonly Concept[], number: number): Asked {
  const words: string[] = ["Vi ska se på det här:"];
  for (let at = number; words.join(" ").length < textLength; at++) words.push(`${conceptAt(all, at).sv} och`);
  const content = words.join(" ").slice(0, textLength);
  const value = {
    commandId: "glossary/check",
    messagePayload: { body: { contentType: "text", content }, linkToMessage: "https://teams.example/1" },
  };
  return { name: "composeExtension/fetchTask", value, expected: '"continue"' };
}

/** So many numbers, some at a time; how long each took. */
async function inTurn(count: number, run: (number: number) => Promise<number>): Promise<number[]> {
  const took: number[] = [];
  await eachAtOnce(
    Array.from({ length: count }, (_, number) => number),
    atOnce,
    async (number) => {
      took.push(await run(number));
    },
  );
  return took;
}
