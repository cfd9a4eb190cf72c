/**
 * Response rate in whole percent, or null where it would mislead: nobody knows how many were asked, or more answered
 * than were asked.
 */
export function responseRate(respondents: number | null, audience: number | null): number | null {
  if (respondents === null || audience === null || audience <= 0 || respondents > audience) return null;
  return Math.round((respondents / audience) * 100);
}
