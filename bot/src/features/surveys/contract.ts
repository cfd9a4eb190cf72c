import { z } from "zod";

/* What crosses between tab, bot and store about surveys. Types of a survey are inferred here, rules are in survey.ts. */

export const languages = ["sv", "fi", "en"] as const;
export type Language = (typeof languages)[number];

/** Limits that a builder shows and the server keeps. */
export const limits = {
  questions: 25,
  questionsInCard: 5,
  choices: 20,
  backgrounds: 3,
  groups: 400,
  textQuestions: 5,
  titleLength: 120,
  questionLength: 300,
  choiceLength: 120,
  introLength: 1000,
  commentLength: 1000,
  buttons: 6,
} as const;

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const words = (length: number) =>
  z.strictObject({ sv: z.string().max(length), fi: z.string().max(length), en: z.string().max(length) });
/** A text in every language; "" where it is not written yet. */
export type Words = Record<Language, string>;

const choice = z.strictObject({ id, text: words(limits.choiceLength) });
export type Choice = z.infer<typeof choice>;

const asked = { id, text: words(limits.questionLength), required: z.boolean(), dontKnow: z.boolean() };
export const question = z.discriminatedUnion("type", [
  z.strictObject({ ...asked, type: z.literal("single"), choices: z.array(choice).max(limits.choices) }),
  z.strictObject({ ...asked, type: z.literal("multiple"), choices: z.array(choice).max(limits.choices) }),
  /** 1 to 5, with a label at each end. */
  z.strictObject({ ...asked, type: z.literal("scale"), low: words(40), high: words(40) }),
  /** 0 to 10: how likely to recommend. */
  z.strictObject({ ...asked, type: z.literal("recommend") }),
  /** Compared with last year: better, same or worse. */
  z.strictObject({ ...asked, type: z.literal("change") }),
  z.strictObject({ ...asked, type: z.literal("text") }),
]);
export type Question = z.infer<typeof question>;
export type QuestionType = Question["type"];

/** A background question: its choices are the groups that results may be shown by. Never compulsory. */
export const background = z.strictObject({
  id,
  text: words(limits.questionLength),
  choices: z.array(choice).max(limits.groups),
});
export type Background = z.infer<typeof background>;

/** sealed: anonymous after close. live: confidential, totals shown while open. signed: names shown to organisers. */
export const kinds = ["sealed", "live", "signed"] as const;
export type Kind = (typeof kinds)[number];

/** All that an organiser writes. A draft may have gaps; `gapsIn` in survey.ts says which stop it from being sent. */
export const draft = z.strictObject({
  kind: z.enum(kinds),
  languages: z.array(z.enum(languages)).min(1).max(3),
  title: words(limits.titleLength),
  intro: words(limits.introLength),
  questions: z.array(question).max(limits.questions),
  backgrounds: z.array(background).max(limits.backgrounds),
  /** The background question that results are shown by, if any. */
  segmentBy: id.nullable(),
  /** ISO instant when the survey closes by itself. */
  closesAt: z.iso.datetime().nullable(),
  /** How many people are asked, for the response rate; null: counted from the channels' members when sent. */
  audience: z.number().int().min(1).max(10_000_000).nullable(),
  /** Whether respondents see the released results. Never widened once the survey is open. */
  shared: z.boolean(),
});
export type Draft = z.infer<typeof draft>;

/** Something that stops a draft from being sent: where, in which language, and a text key that says what. */
export type Gap = { path: string; language: Language | null; reason: string };

/** draft -> open (sent) -> closed -> released (counted, ballots destroyed). */
export const states = ["draft", "open", "closed", "released"] as const;
export type State = (typeof states)[number];

export const surveyId = z.uuid();

/** A survey as its organisers see it. `version` changes with every write and must come back with the next one. */
export type SurveyView = {
  id: string;
  version: string;
  state: State;
  draft: Draft;
  gaps: Gap[];
  owner: { name: string; mine: boolean };
  createdAt: string;
  changedAt: string;
  openedAt: string | null;
  closedAt: string | null;
  releasedAt: string | null;
  /** How many people have answered so far, while open; null when more than the app counts, or not yet open. */
  answered: number | null;
  audience: number | null;
  /** Where it was sent, the first five hundred. */
  places: string[];
  may: {
    edit: boolean;
    send: boolean;
    close: boolean;
    remove: boolean;
    readResults: boolean;
    /** Take the sharing back: it is never given after the survey has been opened. */
    share: boolean;
    copy: boolean;
  };
};
export type SurveyRow = Pick<
  SurveyView,
  "id" | "state" | "createdAt" | "changedAt" | "openedAt" | "closedAt" | "may"
> & {
  title: Words;
  kind: Kind;
  questions: number;
  owner: SurveyView["owner"];
  gaps: number;
  closesAt: string | null;
};

export const createInput = z.strictObject({ id: surveyId, draft });
export const saveInput = z.strictObject({ version: z.string().max(200), draft });
export const copyInput = z.strictObject({ id: surveyId });
export const sharingInput = z.strictObject({ shared: z.boolean() });

/** A ready survey to start from, in all three languages. */
export type Template = { id: string; name: Words; about: Words; draft: Draft };
/** A ready background question. */
export type BackgroundTemplate = { id: string; name: Words; background: Background };
export type Templates = { surveys: Template[]; backgrounds: BackgroundTemplate[] };

/** The card as respondents will see it, in one language; drawn by the tab. */
export type CardPreview = { language: Language; card: Record<string, unknown>; bytes: number };

/* Results: nothing here is read from ballots; every number comes out of a stored release. */

/** Why a figure is hidden. few: under the threshold. complement: it would give a small group away. same: all gave one answer. */
export type Hidden = { shown: false; reason: "few" | "complement" | "same" };

/** A share in percent, with its 95 % Wilson score interval; null where there are too few answers for one. */
export type Share = { key: string; share: number; interval: [number, number] | null };

export type Figures = {
  shown: true;
  /**
   * Answers that count, "don't know" left out. Those left out are told in fives (n is off by two, rarely four), so that
   * nobody sees by subtraction that one or two people of a group left the question out.
   */
  n: number;
  /** Shares by answer: choice ids, "1".."5", "0".."10", or better/same/worse; null when n is 5 to 9. */
  shares: Share[] | null;
  /** Scale and recommend: arithmetic mean, with its 95 % t interval. */
  mean: { value: number; interval: [number, number] | null } | null;
  /** Recommend: share of 9-10 less share of 0-6, from -100 to 100, with its 95 % interval. */
  score: { value: number; interval: [number, number] | null } | null;
};

export type Comments = { shown: true; texts: string[] } | Hidden;

export type QuestionResult = {
  id: string;
  total: Figures | Hidden;
  /** "Don't know" answers in the total, to the nearest five; null when fewer than five, hidden or not offered. */
  dontKnow: number | null;
  /** By the segment's group id, in the question's own order; empty without a segment. */
  groups: { id: string; figures: Figures | Hidden }[];
  /** Text questions only; null while the survey is open. */
  comments: Comments | null;
};

export type Release = {
  /** 1 for the first release, counting up for a live survey. */
  round: number;
  final: boolean;
  releasedAt: string;
  /** People who answered; null when under the threshold. */
  respondents: number | null;
  thresholds: Thresholds;
  segment: {
    backgroundId: string;
    groups: { id: string; n: number | null }[];
    unstated: number | null;
  } | null;
  questions: QuestionResult[];
  /** Signed surveys only. */
  signed: SignedAnswers[] | null;
};

/** One answer to one question: a choice id, several, a number, a text, or "don't know". */
export type AnswerValue = string | string[] | number | { dontKnow: true };
export type Answers = Record<string, AnswerValue>;
export type SignedAnswers = { name: string; answers: Answers; groups: Record<string, string> };

export type Thresholds = { ratings: number; comments: number; complement: number };
/** Fixed when a survey is opened and printed on its card. */
export const thresholds: Thresholds = { ratings: 5, comments: 10, complement: 5 };

export type Results = {
  id: string;
  title: Words;
  intro: Words;
  kind: Kind;
  state: State;
  languages: Language[];
  questions: Question[];
  backgrounds: Background[];
  openedAt: string | null;
  /** When it closes, or would have. */
  closesAt: string | null;
  closedAt: string | null;
  audience: number | null;
  shared: boolean;
  /** The newest release; null before there is one. */
  release: Release | null;
};
