/**
 * Roles come from Entra app roles in the token or from the configured list.
 * Everybody who is signed in is a respondent; each role below includes the ones before it.
 */
export const roles = ["Reader", "Organiser", "Admin"] as const;
export type Role = (typeof roles)[number];

export const has = (held: readonly Role[], needed: Role): boolean =>
  held.some((role) => roles.indexOf(role) >= roles.indexOf(needed));
