/**
 * Whether an address leads where it seems to. It is opened by people who have seen it for a moment, so it takes no user info
 * ("https://teams.microsoft.com@evil.example" leads to evil.example), no letters that only look like ours, no bare numbers,
 * and no host that passes itself off as one of those where meetings are held.
 */
export function leadsStraight(address: string): boolean {
  const written = /^https:\/\/([^/?#\\]+)/i.exec(address)?.[1];
  const url = URL.parse(address);
  if (!written || !url || url.protocol !== "https:" || /@/.test(written) || /[\\\s]/.test(address))
    return false;
  // As it is written and as a browser reads it: "ｔｅａｍｓ" is read as "teams", "xn--…" is shown in letters of any script.
  if (!hostLetters.test(written) || /(^|\.)xn--/i.test(written)) return false;
  const host = url.hostname.replace(/\.$/, "");
  return host.includes(".") && !/(^|\.)[\d.]+$/.test(host) && !isImpostor(host);
}

const hostLetters = /^[a-z0-9åäöéü.:-]+$/i;

/** Where meetings are held, and what is Microsoft's besides. */
const meetingHosts = [
  "teams.microsoft.com",
  "teams.live.com",
  "teams.cloud.microsoft",
  "zoom.us",
  "meet.google.com",
  "webex.com",
];
const microsoftHosts = [
  "microsoft.com",
  "cloud.microsoft",
  "microsoft365.com",
  "microsoft.us",
  "microsoftonline.com",
  "live.com",
];

function isImpostor(host: string): boolean {
  const isWithin = (known: string) => host === known || host.endsWith(`.${known}`);
  if ([...meetingHosts, ...microsoftHosts].some(isWithin)) return false;
  const seen = skeletonOf(host);
  return (
    seen.includes(skeletonOf("microsoft")) || meetingHosts.some((known) => seen.includes(skeletonOf(known)))
  );
}

/** What is left for the eye: signs that look alike are the same, and those between words are none. */
const skeletonOf = (host: string): string =>
  host
    .toLowerCase()
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replaceAll("cl", "d")
    .replaceAll("0", "o")
    .replace(/[1i|l]/g, "l")
    .replaceAll("5", "s")
    .replace(/[.-]/g, "");
