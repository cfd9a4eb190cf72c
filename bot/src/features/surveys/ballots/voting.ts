import type { Answers, State } from "#features/surveys/contract.ts";
import type { SurveyStore } from "#features/surveys/survey/store.ts";
import { type Survey, stateOf } from "#features/surveys/survey/survey.ts";
import { type Clock, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { NotFound, undefinedIfGone } from "#platform/refusal.ts";
import type { Person, Place } from "#platform/teams/turn.ts";
import type { BallotBox } from "./ballot-box.ts";
import { pauseMs } from "./steps.ts";

export type Voting = ReturnType<typeof voting>;

/**
 * What became of an answer. counted: an earlier one of the same person is in totals that are shown, and stays. late: the
 * survey closed while it was written, and the count may have found it or not.
 */
type Vote = { outcome: "cast"; receipt: string } | { outcome: "counted" | "closed" | "late" };

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

    /** The person's answer, if there is one. */
    answerOf: (survey: Survey, person: Person) => box.find(survey, person),

    /**
     * The survey is read again after the ballot is durable: a vote that is acknowledged came before the close, so the
     * count, which lists after it, has it.
     */
    async cast(survey: Survey, person: Person, answers: Answers): Promise<Vote> {
      const name = survey.draft.kind === "signed" ? { name: person.name } : {};
      const cast = await box.cast(survey, person, { answers, ...name }, clock.now());
      const after = await store.find(survey.tenantId, survey.id);
      // The box is emptied once it is released: what came later would lie there for ever.
      if (cast && after.releasedAt) await box.remove(survey, person);
      if (!cast) return { outcome: "closed" };
      if (stateOf(after, clock.now()) !== "open") return { outcome: "late" };
      if (cast.isCounted) return { outcome: "counted" };
      if (survey.draft.kind !== "sealed") await countSoon(after);
      return { outcome: "cast", receipt: cast.receipt };
    },

    async openIn(place: Place): Promise<Survey[]> {
      const ids = await store.idsPostedIn(place.tenantId, place.id);
      const found = await Promise.all(ids.map((id) => find(place, id).catch(undefinedIfGone)));
      return found.filter(
        (survey): survey is Survey => survey !== undefined && stateOf(survey, clock.now()) === "open",
      );
    },
  };

  /**
   * At the end of the pause that it came in, so that many answers ask for one count, and none has to wait for the next:
   * the count that it asks for begins after it.
   */
  async function countSoon(survey: Survey) {
    const { tenantId, id } = survey;
    const pause = pauseMs(survey);
    const begun = new Date(Math.floor(clock.now().getTime() / pause) * pause);
    await jobs.add("surveys/interim", { tenantId, surveyId: id }, later(begun, pause));
  }
}
