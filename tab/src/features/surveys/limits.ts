import type { limits as contractLimits } from "bot/surveys/contract";

/** The contract's limits, without bringing its zod here: the type holds the values, so another number does not compile. */
export const limits: typeof contractLimits = {
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
};
