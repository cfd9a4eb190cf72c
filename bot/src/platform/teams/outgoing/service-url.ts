/** Whether an address is one of Teams' own connectors. Asked when an activity comes in, and again before each sending. */
export type IsServiceUrl = (serviceUrl: string) => boolean;

/**
 * An address passes when scheme, host and the beginning of its path are those of an allowed one. Anything written in
 * an unusual way (a user name, a query, dots or capitals that a parser would change) is refused.
 */
export function serviceUrlsFrom(allowed: readonly string[]): IsServiceUrl {
  const prefixes = allowed.map((url) => withSlash(new URL(url).href));
  return (serviceUrl) => {
    const url = URL.parse(serviceUrl);
    if (!url || url.username || url.password || url.search || url.hash) return false;
    if (withSlash(url.href) !== withSlash(serviceUrl)) return false;
    return prefixes.some((prefix) => withSlash(url.href).startsWith(prefix));
  };
}

const withSlash = (url: string): string => (url.endsWith("/") ? url : `${url}/`);
