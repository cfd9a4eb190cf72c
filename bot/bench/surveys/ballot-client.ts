import { join } from "node:path";
import { say, settingsGiven } from "#bench/harness/child.ts";
import { personId } from "#bench/harness/person-id.ts";
import { ballotBox } from "#features/surveys/ballots/ballot-box.ts";
import { surveyStore } from "#features/surveys/survey/store.ts";
import { openKeys, openStore } from "#platform/storage/open.ts";
import { answersOf } from "./large-survey.ts";

export type CasterSettings = { folder: string; tenantId: string; surveyId: string; people: number };

/* Casts many ballots into an open survey: the app's own sealer and ballot box, without the way through HTTP. */

const { folder, tenantId, surveyId, people } = settingsGiven<CasterSettings>();
const store = await openStore({ kind: "embedded", folder });
const survey = await surveyStore(store.tables).find(tenantId, surveyId);
const box = ballotBox(store.tables, openKeys({ kind: "files", folder: join(folder, "keys") }));

const atOnce = 250;
for (let first = 0; first < people; first += atOnce) {
  const numbers = Array.from({ length: Math.min(atOnce, people - first) }, (_, at) => first + at);
  await Promise.all(
    numbers.map((number) =>
      box.cast(
        survey,
        { tenantId, id: personId(number), name: "Anna" },
        { answers: answersOf(number) },
        new Date(),
      ),
    ),
  );
}
await store.close();
say({ people });
