import { type Draft, limits, type Words } from "#features/surveys/contract.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal, undefinedIfGone } from "#platform/refusal.ts";
import { type Filling, fillInto, type SourceText, type Translatable } from "#platform/translating.ts";
import type { Access } from "./access.ts";
import type { SurveyStore } from "./store.ts";
import { revise, type Survey } from "./survey.ts";

type Ports = { store: SurveyStore; access: Access; clock: Clock };

/** A draft's texts, for others to translate. What has been sent is no longer theirs to change. */
export function translatableSurveys({ store, access, clock }: Ports): Translatable {
  const draftOf = async (tenantId: string, id: string): Promise<Survey | undefined> => {
    const survey = await store.find(tenantId, id).catch(undefinedIfGone);
    return survey && !survey.removedAt && !survey.openedAt ? survey : undefined;
  };

  return {
    async find(tenantId, id) {
      const survey = await draftOf(tenantId, id);
      if (!survey) return undefined;
      const { title, languages } = survey.draft;
      return { title, languages, texts: textsOf(survey.draft) };
    },

    async fill(tenantId, id, filling) {
      const all = Object.keys(filling.parts);
      const survey = await draftOf(tenantId, id);
      if (!survey) return all;
      let { left } = withFilled(survey.draft, filling);
      if (left.length === all.length) return all;
      try {
        // On the newest draft, so that whatever an organiser has saved at the same time stays.
        await store.change(survey, (newest) => {
          const filled = withFilled(newest.draft, filling);
          left = filled.left;
          if (newest.removedAt) throw new NotFound("unknownSurvey");
          return revise(newest, filled.draft, clock.now());
        });
        return left;
      } catch (error) {
        // Sent or removed meanwhile: it stays as people saw it.
        if (error instanceof NotFound || (error instanceof Refusal && error.reason === "notDraft"))
          return all;
        throw error;
      }
    },

    async mayOrder(viewer, id) {
      const survey = await draftOf(viewer.tenantId, id);
      return survey !== undefined && access.organises(survey, viewer);
    },

    path: (id) => `/surveys/${id}`,
  };
}

/** All texts that people read in the survey, in their order; each object is the draft's own. */
function textsOf({ title, intro, questions, backgrounds }: Draft): SourceText[] {
  const text = (
    key: string,
    about: string,
    words: Words,
    most: number,
    values: Record<string, number> = {},
  ): SourceText => ({ key, about: { key: about, values }, words, most });
  const { titleLength, introLength, questionLength, choiceLength } = limits;
  const all = [
    text("title", "title", title, titleLength),
    text("intro", "intro", intro, introLength),
    ...questions.flatMap((question, at) => {
      const { id } = question;
      const number = at + 1;
      const ends =
        question.type === "scale"
          ? [
              text(`q:${id}:low`, "low", question.low, endLength, { number }),
              text(`q:${id}:high`, "high", question.high, endLength, { number }),
            ]
          : [];
      const choices = question.type === "single" || question.type === "multiple" ? question.choices : [];
      return [
        text(`q:${id}`, "question", question.text, questionLength, { number }),
        ...ends,
        ...choices.map((choice, of) =>
          text(`q:${id}:c:${choice.id}`, "choice", choice.text, choiceLength, { number, choice: of + 1 }),
        ),
      ];
    }),
    ...backgrounds.flatMap(({ id, text: words, choices }, at) => [
      text(`b:${id}`, "background", words, questionLength, { number: at + 1 }),
      ...choices.map((choice, of) =>
        text(`b:${id}:c:${choice.id}`, "group", choice.text, choiceLength, {
          number: at + 1,
          choice: of + 1,
        }),
      ),
    ]),
  ];
  // Two of the same id can't be sent, but may be written: the second has to wait for an id of its own.
  const seen = new Set<string>();
  return all.filter(({ key }) => !seen.has(key) && seen.add(key));
}

/** As the contract has it. */
const endLength = 40;

/** The draft with what may be filled, and the keys of what may not. */
function withFilled(draft: Draft, filling: Filling): { draft: Draft; left: string[] } {
  const copy = structuredClone(draft);
  return { left: fillInto(textsOf(copy), filling), draft: copy };
}
