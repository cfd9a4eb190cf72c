/** So many seconds, also with a fraction, which the standard does not know and servers write all the same. */
const inSeconds = /^\d+(\.\d+)?$/;
/** Dates have words in them; a bare number that is no number of seconds (-5) would be read as a year. */
const inWords = /[a-z]/i;

/** What a Retry-After header asks to wait for; undefined where it says nothing that can be read. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (inSeconds.test(text)) return Math.ceil(Number(text) * 1_000);
  const at = inWords.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(at - now, 0);
}
