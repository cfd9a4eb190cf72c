/**
 * Whether an address of the web leads where it seems to: no user info before its host ("https://teams.microsoft.com@evil.example"
 * leads to evil.example), and no letters in it that only look like ours. What does not is words, and no link.
 */
export function isStraight(address: string): boolean {
  const host = /^https?:\/\/([^/?#\\]+)/i.exec(address)?.[1] ?? "";
  return URL.canParse(address) && /^[\p{Script=Latin}\d.:-]+$/u.test(host) && !/(^|\.)xn--/i.test(host);
}
