import { z } from "zod";

/* What crosses between tab, bot and store about surveys. Types of a survey are inferred here, rules are in survey.ts. */

export const languages = ["sv", "fi", "en"] as const;
export type Language = (typeof languages)[number];

/** Limits that a builder shows and the server keeps. */
export const limits = {
  questions: 25,
  questionsInCard: 5,
  choices: 40,
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
  /** Who wrote the draft last; null where nobody in the tab did. */
  changedBy: { name: string; mine: boolean } | null;
  /** When its first card went out, or will. */
  openedAt: string | null;
  /** Open, and nobody has been asked yet: when its first card goes out. */
  scheduledAt: string | null;
  closedAt: string | null;
  releasedAt: string | null;
  /**
   * How many people have answered so far, while open: signed exactly, live in whole tens, sealed to nobody (null). Null too
   * when more than the app counts, or not open.
   */
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
  "id" | "state" | "createdAt" | "changedAt" | "openedAt" | "scheduledAt" | "closedAt" | "may"
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
/** Whether it is to be sent although so few can answer that hardly anything can be shown: refused with fewCanAnswer if not. */
export const evenIfFew = z.boolean().default(false);
export const copyInput = z.strictObject({ id: surveyId });
export const closingInput = z.strictObject({ closesAt: z.iso.datetime() });
export const sharingInput = z.strictObject({ shared: z.boolean() });

/** A ready survey to start from, in all three languages. */
export type Template = { id: string; name: Words; about: Words; draft: Draft };
/** A ready background question. */
export type BackgroundTemplate = { id: string; name: Words; background: Background };
export type Templates = { surveys: Template[]; backgrounds: BackgroundTemplate[] };

/** The card as respondents will see it, in one language; drawn by the tab. */
export type CardPreview = { language: Language; card: Record<string, unknown>; bytes: number };

/* Results: nothing here is read from ballots; every number comes out of a stored release. */

/** A figure with its 95 % interval; no interval under ten answers, nor where nothing varies. */
export type Measure = { value: number; interval: [number, number] | null };

/**
 * How many gave one answer, and their share in percent: whole, with one decimal from 1,000 answers. The interval is
 * Wilson's, 95 %. `count` is null in releases of version 1, whose shares are rounded.
 */
export type Share = { key: string; count: number | null; share: number; interval: [number, number] | null };

/** Told exactly: everything is computed from the counts, by figuresOf(). */
export type Figures = {
  shown: "exact";
  /** Answers; "don't know" and left out are not among them. */
  n: number;
  /** Every answer in the question's own order (nobody's too); null for texts, and in version 1 for 5 to 9 answers. */
  shares: Share[] | null;
  /**
   * "low", "middle", "high", from counts: scale 1-2, 3, 4-5; change worse, same, better; recommend 0-6, 7-8, 9-10. Null
   * for other types and in version 1.
   */
  bands: Share[] | null;
  /** Scale and recommend: the arithmetic mean to two decimals, with its 95 % t interval. */
  mean: Measure | null;
  /** Percentage points from -100 to 100. Recommend: 9-10 less 0-6. Change: better less worse. */
  score: Measure | null;
};

/**
 * Nearly everybody said the same, so only lower bounds are told: "at least 345 of 347 (99 %) said yes". `others` of
 * several choices that may be told exactly.
 */
export type Coded = {
  shown: "atLeast";
  n: number;
  atLeast: { key: string; count: number; share: number }[];
  others: Share[];
};

/** Too little to tell without giving away what somebody answered. No reason is ever given: it would tell. */
export type Untold = { shown: "no" };

/** People told together: choice ids of the background, "" for those who stated no group. Several ids: joined. */
export type Block<Told> = { groups: string[] } & Told;

/** One partition of those in the total: the n of its blocks add up to the total's. */
export type Table = { backgroundId: string; blocks: Block<{ figures: Figures }>[] };

export type Comments = { shown: true; texts: string[] } | { shown: false };

export type QuestionResult = {
  id: string;
  total: Figures | Coded | Untold;
  /** Later answers that are not in these figures: they can't be told without giving away who said what. Nearly always 0. */
  uncounted: number;
  /** "Don't know" and left out, exact, of the total only; null where not offered (dontKnow) or the total is not told. */
  dontKnow: number | null;
  leftOut: number | null;
  /** By each background by which it may be told; none where groups can't be told, or while open. */
  tables: Table[];
  /** Text questions only; null while the survey is open. */
  comments: Comments | null;
};

/** What a release kept to: the fewest answers and comments, how many other answers a reader may know, live's step. */
export type Rules = {
  ratings: number;
  comments: number;
  /** A colleague who knows so many answers, their own, is not told any other. */
  colleague: number;
  /** How many answers of a live survey are told at a time; null for the others. */
  step: number | null;
};

export type Release = {
  /** 1: made before figures were exact: rounded, n in fives, small groups missing. */
  version: 1 | 2;
  /** 1 for the first release, counting up for a live survey. */
  round: number;
  final: boolean;
  releasedAt: string;
  /** People who answered; null when under the threshold. For an interim: those in its steps. */
  respondents: number | null;
  rules: Rules;
  /** The respondents by group, as they may be told, by each background that results are shown by. */
  leaves: { backgroundId: string; blocks: Block<{ n: number }>[] }[];
  questions: QuestionResult[];
  /** Names and answers: signed surveys, for organisers only. */
  signed: SignedAnswers[] | null;
};

/** One answer to one question: a choice id, several, a number, a text, or "don't know". */
export type AnswerValue = string | string[] | number | { dontKnow: true };
export type Answers = Record<string, AnswerValue>;
export type SignedAnswers = { name: string; answers: Answers; groups: Record<string, string> };

export type Thresholds = { ratings: number; comments: number; complement: number };
/** Fixed when a survey is opened. */
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
