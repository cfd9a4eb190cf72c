import { setTimeout as sleep } from "node:timers/promises";
import { draftOf, termOf } from "#features/glossary/concepts/testing.ts";
import type { ConceptDraft, Status, Term } from "#features/glossary/contract.ts";
import type { TestServer } from "#test/e2e/harness/server.ts";

/* A small glossary for the browsers: what is decided on, what is proposed, and what is in review. */

export const concepts = {
  board: "0f3a9c10-5a64-4c1e-8f10-2d6b5e9a7c01",
  council: "0f3a9c10-5a64-4c1e-8f10-2d6b5e9a7c02",
  county: "0f3a9c10-5a64-4c1e-8f10-2d6b5e9a7c03",
  officer: "0f3a9c10-5a64-4c1e-8f10-2d6b5e9a7c04",
  proposed: "0f3a9c10-5a64-4c1e-8f10-2d6b5e9a7c05",
  inReview: "0f3a9c10-5a64-4c1e-8f10-2d6b5e9a7c06",
} as const;

const defined = (text: string, source = "") => ({ definition: { text, source }, note: "" });

const board = draftOf(
  [
    termOf("sv", "revisionsnämnd", "preferred", {
      partOfSpeech: "noun",
      gender: "common",
      source: "Kommunallag (410/2015) 121 §, https://www.finlex.fi/sv/lagstiftning/2015/410",
      context: { text: "Revisionsnämnden bereder ärendena om granskningen.", source: "Kommunallagen" },
    }),
    termOf("sv", "granskningsnämnd", "deprecated", { note: "Förekommer i äldre lagtext." }),
    termOf("fi", "tarkastuslautakunta", "preferred", { partOfSpeech: "noun" }),
    termOf("en", "audit committee", "preferred"),
    termOf("en", "auditing board", "admitted", { equivalence: "near" }),
  ],
  {
    field: "beslutsfattande",
    sv: defined("nämnd som granskar kommunens förvaltning och ekonomi", "Kommunallag (410/2015)"),
    fi: defined("lautakunta, joka tarkastaa kunnan hallintoa ja taloutta", "Kuntalaki (410/2015)"),
    relations: [{ kind: "related", conceptId: concepts.council }],
    note: "Granskar också koncernen.",
  },
);

const council = draftOf(
  [
    termOf("sv", "ungdomsfullmäktige", "preferred", { gender: "neuter", usage: ["FI", "SE"] }),
    termOf("sv", "ungdomsråd", "admitted", { usage: ["SE"] }),
    termOf("sv", "kommunalt ungdomsråd", "superseded"),
    termOf("fi", "nuorisovaltuusto", "preferred"),
    termOf("en", "youth council", "preferred"),
  ],
  { field: "beslutsfattande" },
);

const county = draftOf(
  [
    termOf("sv", "landskapsförbund", "preferred", { gender: "neuter", usage: ["FI"] }),
    termOf("fi", "maakunnan liitto", "preferred"),
    termOf("en", "regional council", "preferred"),
  ],
  { field: "organisation" },
);

const officer = draftOf([
  termOf("sv", "redovisningsskyldig", "preferred", { gender: "common", usage: ["FI"] }),
  termOf("fi", "tilivelvollinen", "preferred"),
]);

export const proposal = draftOf([
  termOf("sv", "delaktighetsplan", "proposed"),
  termOf("fi", "osallisuussuunnitelma", "proposed"),
]);

const reviewed = draftOf([
  termOf("sv", "invånarpanel", "proposed"),
  termOf("fi", "asukaspaneeli", "proposed"),
]);

/** Fills the glossary, as Anna: she coordinates. */
export async function fillGlossary(server: TestServer): Promise<void> {
  await addDecided(server, { board, council, county, officer });
  await server.write("POST", "/glossary/concepts", { id: concepts.proposed, draft: proposal });
  await server.write("POST", "/glossary/concepts", { id: concepts.inReview, draft: reviewed });
  await openReview(server, concepts.inReview, Date.now() + 7 * 86_400_000);
}

async function addDecided(
  server: TestServer,
  drafts: Partial<Record<keyof typeof concepts, ConceptDraft>>,
): Promise<void> {
  const all = Object.entries(drafts).map(([name, draft]) => ({
    id: concepts[name as keyof typeof concepts],
    draft,
  }));
  let closesAtMs = 0;
  for (const { id, draft } of all) {
    await server.write("POST", "/glossary/concepts", { id, draft });
    closesAtMs = await openBriefReview(server, id);
  }
  // Nothing is decided before its review has closed.
  await sleep(closesAtMs - Date.now());
  for (const { id, draft } of all) await decide(server, id, draft.terms);
}

/** A review that closes soon; when that was, by the time the server was asked, it is given twice as long. */
export async function openBriefReview(server: TestServer, id: string, lastsMs = 1_500): Promise<number> {
  const closesAtMs = Date.now() + lastsMs;
  try {
    await openReview(server, id, closesAtMs);
    return closesAtMs;
  } catch (error) {
    if (Date.now() < closesAtMs) throw error;
    return openBriefReview(server, id, 2 * lastsMs);
  }
}

const openReview = (server: TestServer, id: string, closesAtMs: number) =>
  server.write("POST", `/glossary/concepts/${id}/review`, { closesAt: new Date(closesAtMs).toISOString() });

function decide(server: TestServer, id: string, terms: readonly Term[]): Promise<void> {
  const statuses: Record<string, Status> = Object.fromEntries(terms.map((term) => [term.id, term.status]));
  const decision = { decision: "accepted", statuses, reason: "" };
  return server.write("POST", `/glossary/concepts/${id}/review/decision`, decision);
}
