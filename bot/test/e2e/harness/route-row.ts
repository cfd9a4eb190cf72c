/** One address of the app, with what it is sent, for the tests that knock at every one. */
export type Row = {
  method: string;
  path: string;
  body?: unknown;
  /** What is answered to a respondent, a reader and an organiser who have no part in it. */
  may: [number, number, number];
  /** Asked of what is not there by somebody who may ask, it answers all the same, and changes nothing. */
  isHarmless?: true;
};
