/** Where a person's id goes in a request that is made once; as long as any id, so that it can be written over in place. */
export const personMark = "00000000-0000-4000-8000-000000000000";

/** The Entra object id of a numbered respondent. */
export const personId = (number: number): string =>
  personMark.slice(0, -12) + String(number).padStart(12, "0");
