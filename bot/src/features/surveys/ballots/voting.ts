import type { Answers, State } from "#features/surveys/contract.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import { type Survey, stateOf } from "#features/surveys/survey/survey.ts";
import { type Clock, later, seconds } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { NotFound, undefinedIfGone } from "#platform/refusal.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import type { BallotBox } from "./ballot-box.ts";

export type Voting = ReturnType<typeof voting>;

/** How often an open survey that shows totals is counted again. */
const interimMs = seconds(5);

/** What a person may do with a survey where it was posted. */
export function voting(store: SurveyStore, box: BallotBox, jobs: Jobs, clock: Clock) {
  /** Only where it was posted: an id from elsewhere, or from another tenant, is as good as none. */
  async function find(place: Place, surveyId: string): Promise<Survey> {
    const isPosted = await store.wasPostedIn(place.tenantId, place.id, surveyId);
    if (!isPosted) throw new NotFound("unknownSurvey");
    const survey = await store.find(place.tenantId, surveyId);
    if (survey.removedAt) throw new NotFound("unknownSurvey");
    return survey;
  }

  return {
    find,

    stateOf: (survey: Survey): State => stateOf(survey, clock.now()),

    receipt: (survey: Survey, person: Person) => box.receipt(survey, person),

    /**
     * The receipt, or undefined if the survey closed meanwhile. The survey is read again after the ballot is durable:
     * a vote that is acknowledged came before the close, so the count, which lists after it, has it.
     */
    async cast(survey: Survey, person: Person, answers: Answers): Promise<string | undefined> {
      const name = survey.draft.kind === "signed" ? { name: person.name } : {};
      const cast = await box.cast(survey, person, { answers, ...name }, clock.now());
      const after = await store.find(survey.tenantId, survey.id);
      // The box is emptied once it is released: what came later would lie there for ever.
      if (cast && after.releasedAt) await box.remove(survey, person);
      if (!cast || stateOf(after, clock.now()) !== "open") return undefined;
      if (survey.draft.kind !== "sealed") await countSoon(survey);
      return cast.receipt;
    },

    async openIn(place: Place): Promise<Survey[]> {
      const ids = await store.idsPostedIn(place.tenantId, place.id);
      const found = await Promise.all(ids.map((id) => find(place, id).catch(undefinedIfGone)));
      return found.filter(
        (survey): survey is Survey => survey !== undefined && stateOf(survey, clock.now()) === "open",
      );
    },
  };

  /** Rounded up to the next beat, so that many answers ask for one count. */
  async function countSoon({ tenantId, id }: Survey) {
    const beat = new Date(Math.floor(clock.now().getTime() / interimMs) * interimMs);
    await jobs.add("surveys/interim", { tenantId, surveyId: id }, later(beat, interimMs));
  }
}
