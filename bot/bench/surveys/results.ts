import { type Figure, held, kilobytes, ms, times, told } from "#bench/harness/figure.ts";
import { interleaved, median, must } from "#bench/harness/measure.ts";
import { personId } from "#bench/harness/person-id.ts";
import type { Stage } from "#bench/harness/stage.ts";
import { tabClaims } from "#platform/local/issuer.ts";
import { demoTabClientId } from "#platform/local/people.ts";
import { bearer, tenantId } from "#test/harness/teams.ts";
import { type Counted, castInto, many } from "./tally.ts";

const few = 347;
const rounds = 120;
/** The server lets one person ask five times a second. */
const readers = 30;

/** Reads the results of 347 answers and of 430,000 through the API. */
export async function readResults({ stage, surveyId }: Counted): Promise<Figure[]> {
  const fewId = await castInto(stage, few);
  await stage.close(fewId, 60_000);
  const tokens = await Promise.all(
    Array.from({ length: readers }, (_, number) => readerToken(stage, number)),
  );

  const read = (id: string, people: number) => async (round: number) => {
    const startedAt = performance.now();
    const response = await fetch(`${stage.url}/api/surveys/${id}/results`, {
      headers: { authorization: tokens[round % readers] ?? "" },
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    const took = performance.now() - startedAt;
    must(
      response.status === 200 && text.includes(`"respondents":${people}`),
      `Not as expected: ${text.slice(0, 200)}`,
    );
    return { ms: took, bytes: text.length };
  };
  const ran = await interleaved(rounds, { few: read(fewId, few), many: read(surveyId, many) });
  // The first round of readers has its tokens verified.
  const warm = { few: ran.few.slice(readers), many: ran.many.slice(readers) };
  const middle = {
    few: median(warm.few.map((each) => each.ms)),
    many: median(warm.many.map((each) => each.ms)),
  };

  return [
    held(
      "Reading the results of 430,000 answers, times those of 347",
      middle.many / middle.few,
      { most: 1.5 },
      times,
    ),
    told("  347 answers", `${ms(middle.few)}, ${kilobytes(warm.few[0]?.bytes ?? 0)}`),
    told("  430,000 answers", `${ms(middle.many)}, ${kilobytes(warm.many[0]?.bytes ?? 0)}`),
  ];
}

function readerToken({ teams }: Stage, number: number): Promise<string> {
  const who = { tenantId, id: personId(800_000_000_000 + number), name: "Bo", roles: ["Admin"] };
  return bearer(teams.issuer, tabClaims(who, demoTabClientId, teams.issuerName));
}
